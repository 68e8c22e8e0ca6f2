import { redirect } from 'react-router'
import { duplicateConclusions } from '#app/domain/review/duplicates.ts'
import { decideListed } from '#app/services/review/decide-duplicate.server.ts'
import { listedPair } from '#app/services/review/duplicates.server.ts'
import { ListedFacts } from '#app/ui/review/listed-pair.tsx'
import { PairPage } from '#app/ui/review/pair-page.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { readAct } from './act.server.ts'
import type { Route } from './+types/listed-pair.ts'

export async function loader({ params: { id, listed }, url, context }: Route.LoaderArgs) {
  return { pair: await listedPair(ctxOf(context), id, listed), done: url.searchParams.has('done') }
}

export async function action({ request, params: { id, listed }, context }: Route.ActionArgs) {
  const { version, word, typed } = await readAct(request)
  const result = await decideListed(ctxOf(context), {
    id,
    listedId: listed,
    snapshot: version,
    listedVersion: Number(word('otherSnapshot')),
    conclusion: duplicateConclusions.find((conclusion) => conclusion === word('conclusion')) ?? null,
    overlapWan: word('overlapWan'),
    reason: word('reason'),
  })
  return result.ok ? redirect(`/review/${id}/listed/${listed}?done=1`) : refusalResponse(result, { typed })
}

export default function ListedComparison({ loaderData: { pair, done }, actionData }: Route.ComponentProps) {
  return (
    <PairPage
      pair={pair}
      otherVersion={pair.other.version}
      conclusions={duplicateConclusions}
      done={done}
      refused={actionData}
    >
      <ListedFacts pair={pair} />
    </PairPage>
  )
}
