import { attachBasis } from '#app/services/funding/decide-clawback.server.ts'
import { ctxOf } from '../context.server.ts'
import { showsNothing, takePaper } from '../uploaded.server.ts'
import type { Route } from './+types/upload-basis.ts'

export function loader(): never {
  return showsNothing()
}

/** Takes the file that a clawback rests on. */
export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  return takePaper(request, (paper) => attachBasis(ctxOf(context), { id, ...paper }))
}
