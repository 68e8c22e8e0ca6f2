import { exportClawbacks } from '#app/services/funding/export-clawbacks.server.ts'
import { ctxOf } from '../context.server.ts'
import { noPage, toWorkbook } from '../exported.server.ts'
import { readClawbackQuery } from './clawback-query.ts'
import type { Route } from './+types/export-clawbacks.ts'

export const loader = noPage

/** The workbook of exactly this list. */
export async function action({ url, context }: Route.ActionArgs) {
  return toWorkbook(context, await exportClawbacks(ctxOf(context), readClawbackQuery(url)), url)
}

/** Never shown; with it a refusal is told on a page. */
export default function Export() {
  return null
}
