import { qualifyApplication } from '#app/services/review/qualify.server.ts'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import type { Route } from './+types/qualify.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return actPage(ctxOf(context), params.id)
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const result = await qualifyApplication(ctx, {
    id,
    version: posted.version,
    text: posted.word('text'),
  })
  return answerAct(ctx, result, id, 'qualify', posted)
}

export default function Qualify({ loaderData, actionData }: Route.ComponentProps) {
  return <ActPage act="qualify" acts={loaderData} refused={actionData} />
}
