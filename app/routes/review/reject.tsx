import { rejectApplication } from '#app/services/review/reject.server.ts'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import type { Route } from './+types/reject.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return actPage(ctxOf(context), params.id)
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const result = await rejectApplication(ctx, {
    id,
    version: posted.version,
    ground: posted.word('ground'),
    reason: posted.word('reason'),
  })
  return answerAct(ctx, result, id, 'reject', posted)
}

export default function Reject({ loaderData, actionData }: Route.ComponentProps) {
  return <ActPage act="reject" acts={loaderData} refused={actionData} />
}
