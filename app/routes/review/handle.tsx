import { giveOpinion } from '#app/services/review/opinion.server.ts'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import { readOpinion } from './opinion-fields.ts'
import type { Route } from './+types/handle.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return actPage(ctxOf(context), params.id)
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const result = await giveOpinion(ctx, { id, ...readOpinion(posted) })
  return answerAct(ctx, result, id, 'handle', posted)
}

export default function Handle({ loaderData, actionData }: Route.ComponentProps) {
  const act = loaderData.status === 'province_check' ? 'check' : 'handle'
  return <ActPage act={act} acts={loaderData} refused={actionData} />
}
