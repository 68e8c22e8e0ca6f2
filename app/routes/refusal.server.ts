import { data } from 'react-router'
import type { Failure, Refusal } from '#app/domain/kernel/refusal.ts'

/**
 * A refusal as action data, with its HTTP status: the page stays, shows why, and keeps what was typed.
 * `typed` goes back with it for the fields of a form that the browser posted as a whole document.
 */
export function refusalResponse<T extends object = object>(failure: Failure, typed?: T) {
  const { refusal } = failure
  return data<{ refusal: Refusal } & Partial<T>>({ ...typed, refusal } as { refusal: Refusal } & Partial<T>, {
    status: refusal.status,
  })
}
