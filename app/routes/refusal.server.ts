import { data, type RouterContextProvider } from 'react-router'
import type { Failure, Refusal } from '#app/domain/kernel/refusal.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { pageContext } from './context.server.ts'

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

/**
 * A refusal that takes the place of the page, or that a light page shows, in words already: every page can show an error,
 * and need not load them all.
 */
export function refusedPage(
  context: Readonly<RouterContextProvider>,
  { code, params, status }: Pick<Refusal, 'code' | 'params' | 'status'>,
  more: { list?: string; loginName?: string } = {},
) {
  const messages = messagesOf(context.get(pageContext).locale)
  return data({ ...more, words: textOf(messages, `refusal.${code}`, params) }, { status })
}
