import { exportCredits } from '#app/services/funding/export-credits.server.ts'
import { ctxOf } from '../context.server.ts'
import { noPage, toWorkbook } from '../exported.server.ts'
import { readCreditQuery } from './credit-query.ts'
import type { Route } from './+types/export-credits.ts'

export const loader = noPage

/** The workbook of exactly this list. */
export async function action({ url, context }: Route.ActionArgs) {
  return toWorkbook(context, await exportCredits(ctxOf(context), readCreditQuery(url)), url)
}

/** Never shown; with it a refusal is told on a page. */
export default function Export() {
  return null
}
