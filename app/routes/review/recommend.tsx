import { recommendApplication } from '#app/services/review/recommend.server.ts'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import type { Route } from './+types/recommend.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return actPage(ctxOf(context), params.id)
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const result = await recommendApplication(ctx, {
    id,
    version: posted.version,
    text: posted.word('text'),
  })
  return answerAct(ctx, result, id, 'recommend', posted)
}

export default function Recommend({ loaderData, actionData }: Route.ComponentProps) {
  return <ActPage act="recommend" acts={loaderData} refused={actionData} />
}
