import { returnDown } from '#app/services/review/return.server.ts'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import type { Route } from './+types/return-down.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return actPage(ctxOf(context), params.id)
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const result = await returnDown(ctx, {
    id,
    version: posted.version,
    reason: posted.word('reason'),
  })
  return answerAct(ctx, result, id, 'return_down', posted)
}

export default function ReturnDown({ loaderData, actionData }: Route.ComponentProps) {
  return <ActPage act="return_down" acts={loaderData} refused={actionData} />
}
