import { attachScan } from '#app/services/review/sheet.server.ts'
import { ctxOf } from '../context.server.ts'
import { showsNothing, takePaper } from '../uploaded.server.ts'
import type { Route } from './+types/upload-scan.ts'

export function loader(): never {
  return showsNothing()
}

/** Takes the stamped scan of a recommendation list. */
export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  return takePaper(request, (paper) => attachScan(ctxOf(context), { id, ...paper }))
}
