import { openForHandling } from '#app/services/review/open.server.ts'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import type { Route } from './+types/open.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return actPage(ctxOf(context), params.id)
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const result = await openForHandling(ctx, { id, version: posted.version })
  return answerAct(ctx, result, id, 'open', posted)
}

export default function Open({ loaderData, actionData }: Route.ComponentProps) {
  return <ActPage act="open" acts={loaderData} refused={actionData} />
}
