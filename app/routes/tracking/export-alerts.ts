import { exportAlerts } from '#app/services/tracking/export-alerts.server.ts'
import { ctxOf } from '../context.server.ts'
import { noPage, toWorkbook } from '../exported.server.ts'
import { readAlertQuery } from './alert-query.ts'
import type { Route } from './+types/export-alerts.ts'

export const loader = noPage

/** The workbook of exactly this list. */
export async function action({ url, context }: Route.ActionArgs) {
  return toWorkbook(context, await exportAlerts(ctxOf(context), readAlertQuery(url)), url)
}

/** Never shown; with it a refusal is told on a page. */
export default function Export() {
  return null
}
