import { askReopening, grantReopening } from '#app/services/review/reopening.server.ts'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import type { Route } from './+types/reopening.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return actPage(ctxOf(context), params.id)
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const { version, act, word } = posted
  const basis = word('basis')
  const ctx = ctxOf(context)
  if (act === 'reopen')
    return answerAct(ctx, await grantReopening(ctx, { id, version, basis }), id, 'reopen', posted)
  return answerAct(
    ctx,
    await askReopening(ctx, { id, version, node: word('node'), basis }),
    id,
    'ask_reopening',
    posted,
  )
}

export default function Reopening({ loaderData, actionData }: Route.ComponentProps) {
  const act = loaderData.open.includes('reopen') ? 'reopen' : 'ask_reopening'
  return <ActPage act={act} acts={loaderData} refused={actionData} />
}
