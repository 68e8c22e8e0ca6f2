import { data } from 'react-router'
import { saveReport } from '#app/services/tracking/report.server.ts'
import { ctxOf } from '../context.server.ts'
import { savedValues } from './save.server.ts'
import type { Route } from './+types/save-report.ts'

export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** Keeps a report while it is typed; see `useAutosave` for the answer. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  return savedValues(ctx, request, (values) => saveReport(ctx, { id: params.reportId, ...values }))
}
