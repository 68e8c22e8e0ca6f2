import { data, redirect } from 'react-router'
import type { Result } from '#app/domain/kernel/refusal.ts'

/** The page that waits for the workbook of a list, made in the background; throws what the service refuses. */
export function toWorkbook(result: Result<{ documentId: string }>): Response {
  if (!result.ok) throw data({ refusal: result.refusal }, { status: result.refusal.status })
  return redirect(`/documents/${result.value.documentId}`)
}

/** The address of an export takes posts only. */
export function noPage(): never {
  throw data({ code: 'absent' }, { status: 404 })
}
