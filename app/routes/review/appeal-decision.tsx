import { decideAppeal } from '#app/services/review/appeal.server.ts'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import type { Route } from './+types/appeal-decision.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return actPage(ctxOf(context), params.id)
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const result = await decideAppeal(ctx, {
    id,
    version: posted.version,
    grant: posted.word('decision') === 'grant',
    finding: posted.word('finding'),
  })
  return answerAct(ctx, result, id, 'appeal', posted)
}

export default function AppealDecision({ loaderData, actionData }: Route.ComponentProps) {
  return <ActPage act="grant_appeal" acts={loaderData} refused={actionData} />
}
