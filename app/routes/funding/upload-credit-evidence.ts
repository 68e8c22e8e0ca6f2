import { giveCreditFile } from '#app/services/funding/of-credit.server.ts'
import { ctxOf } from '../context.server.ts'
import { showsNothing, takePaper } from '../uploaded.server.ts'
import type { Route } from './+types/upload-credit-evidence.ts'

export function loader(): never {
  return showsNothing()
}

/** Takes the evidence of what an enterprise put right. */
export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  return takePaper(request, (paper) => giveCreditFile(ctxOf(context), { id, act: 'add_evidence', ...paper }))
}
