import { exportProjects } from '#app/services/tracking/export-list.server.ts'
import { ctxOf } from '../context.server.ts'
import { noPage, toWorkbook } from '../exported.server.ts'
import { readProjectQuery } from './list-query.ts'
import type { Route } from './+types/export.ts'

export const loader = noPage

/** The workbook of exactly this list. */
export async function action({ url, context }: Route.ActionArgs) {
  return toWorkbook(context, await exportProjects(ctxOf(context), readProjectQuery(url)), url)
}

/** Never shown; with it a refusal is told on a page. */
export default function Export() {
  return null
}
