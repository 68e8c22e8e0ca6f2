import { giveCreditFile } from '#app/services/funding/of-credit.server.ts'
import { ctxOf } from '../context.server.ts'
import { showsNothing, takePaper } from '../uploaded.server.ts'
import type { Route } from './+types/upload-credit-basis.ts'

export function loader(): never {
  return showsNothing()
}

/** Takes the decision that a credit record rests on. */
export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  return takePaper(request, (paper) => giveCreditFile(ctxOf(context), { id, act: 'attach', ...paper }))
}
