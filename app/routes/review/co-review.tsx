import { coReviewOffices } from '#app/domain/guideline/chain.ts'
import { giveCoReview } from '#app/services/review/co-review.server.ts'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import type { Route } from './+types/co-review.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return actPage(ctxOf(context), params.id)
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const result = await giveCoReview(ctx, {
    id,
    version: posted.version,
    office: coReviewOffices.find((office) => office === posted.word('office')) ?? 'finance',
    conclusion: posted.word('conclusion') === 'reject' ? 'reject' : 'pass',
    text: posted.word('text'),
    documentNo: posted.word('documentNo'),
  })
  return answerAct(ctx, result, id, 'co_review', posted)
}

export default function CoReview({ loaderData, actionData }: Route.ComponentProps) {
  return <ActPage act="co_review" acts={loaderData} refused={actionData} />
}
