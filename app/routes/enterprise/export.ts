import { exportEnterprises } from '#app/services/enterprise/export-list.server.ts'
import { ctxOf } from '../context.server.ts'
import { noPage, toWorkbook } from '../exported.server.ts'
import { readEnterpriseQuery } from './list-query.ts'
import type { Route } from './+types/export.ts'

export const loader = noPage

/** The workbook of exactly this list. */
export async function action({ url, context }: Route.ActionArgs) {
  return toWorkbook(context, await exportEnterprises(ctxOf(context), readEnterpriseQuery(url)), url)
}

/** Never shown; with it a refusal is told on a page. */
export default function Export() {
  return null
}
