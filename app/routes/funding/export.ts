import { data, redirect } from 'react-router'
import { exportPayments } from '#app/services/funding/export-list.server.ts'
import { ctxOf } from '../context.server.ts'
import { readPaymentQuery } from './list-query.ts'
import type { Route } from './+types/export.ts'

export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** The workbook of exactly this list: a document that is made in the background. */
export async function action({ url, context }: Route.ActionArgs) {
  const result = await exportPayments(ctxOf(context), readPaymentQuery(url))
  if (!result.ok) throw data(result.refusal, { status: result.refusal.status })
  return redirect(`/documents/${result.value.documentId}`)
}
