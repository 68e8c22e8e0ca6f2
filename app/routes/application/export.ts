import { data, redirect } from 'react-router'
import { exportApplications } from '#app/services/application/export-list.server.ts'
import { ctxOf } from '../context.server.ts'
import { readApplicationQuery } from './list-query.ts'
import type { Route } from './+types/export.ts'

export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** The workbook of exactly this list: a document that is made in the background. */
export async function action({ url, context }: Route.ActionArgs) {
  const result = await exportApplications(ctxOf(context), readApplicationQuery(url))
  if (!result.ok) throw data(result.refusal, { status: result.refusal.status })
  return redirect(`/documents/${result.value.documentId}`)
}
