import { exportExperts } from '#app/services/scoring/export-experts.server.ts'
import { ctxOf } from '../context.server.ts'
import { noPage, toWorkbook } from '../exported.server.ts'
import { readExpertQuery } from './experts-query.ts'
import type { Route } from './+types/export-experts.ts'

export const loader = noPage

/** The workbook of exactly this list. */
export async function action({ url, context }: Route.ActionArgs) {
  return toWorkbook(context, await exportExperts(ctxOf(context), readExpertQuery(url)), url)
}

/** Never shown; with it a refusal is told on a page. */
export default function Export() {
  return null
}
