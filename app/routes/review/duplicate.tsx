import { redirect } from 'react-router'
import { duplicateConclusions } from '#app/domain/review/duplicates.ts'
import { decideDuplicate } from '#app/services/review/decide-duplicate.server.ts'
import { duplicatePair } from '#app/services/review/duplicates.server.ts'
import { PairTexts } from '#app/ui/review/duplicate-pair.tsx'
import { PairPage } from '#app/ui/review/pair-page.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { readAct } from './act.server.ts'
import type { Route } from './+types/duplicate.ts'

export async function loader({ params: { id, other }, url, context }: Route.LoaderArgs) {
  const pair = await duplicatePair(ctxOf(context), id, other)
  return { pair, done: url.searchParams.has('done') }
}

export async function action({ request, params: { id, other }, context }: Route.ActionArgs) {
  const { version, word, typed } = await readAct(request)
  const result = await decideDuplicate(ctxOf(context), {
    id,
    otherId: other,
    snapshot: version,
    otherSnapshot: Number(word('otherSnapshot')),
    conclusion: duplicateConclusions.find((conclusion) => conclusion === word('conclusion')) ?? null,
    overlapWan: word('overlapWan'),
    reason: word('reason'),
  })
  return result.ok ? redirect(`/review/${id}/duplicates/${other}?done=1`) : refusalResponse(result, { typed })
}

export default function Duplicate({ loaderData: { pair, done }, actionData }: Route.ComponentProps) {
  return (
    <PairPage
      pair={pair}
      otherVersion={pair.other.snapshotNumber}
      conclusions={duplicateConclusions}
      done={done}
      refused={actionData}
    >
      <PairTexts pair={pair} />
    </PairPage>
  )
}
