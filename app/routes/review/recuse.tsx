import { recuseOfficer } from '#app/services/review/recuse.server.ts'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import type { Route } from './+types/recuse.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return actPage(ctxOf(context), params.id)
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const result = await recuseOfficer(ctx, {
    id,
    version: posted.version,
    kind: posted.word('kind'),
    text: posted.word('reason'),
  })
  return answerAct(ctx, result, id, 'recuse', posted)
}

export default function Recuse({ loaderData, actionData }: Route.ComponentProps) {
  return <ActPage act="recuse" acts={loaderData} refused={actionData} />
}
