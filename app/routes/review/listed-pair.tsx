import { Link, redirect } from 'react-router'
import { duplicateConclusions } from '#app/domain/review/duplicates.ts'
import { decideListed } from '#app/services/review/decide-duplicate.server.ts'
import { listedPair } from '#app/services/review/duplicates.server.ts'
import { Message } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { Decisions } from '#app/ui/review/decide-form.tsx'
import { useAlikeWords } from '#app/ui/review/duplicates.tsx'
import { ListedFacts } from '#app/ui/review/listed-pair.tsx'
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
  const t = useT()
  const alikeWords = useAlikeWords()
  const { own, other, hit, decisions, decides } = pair
  const back = `/review/${own.id}/check`
  return (
    <>
      <PageHeader
        title={`${t('review.duplicate.pairTitle')} · ${own.projectName}`}
        note={hit ? alikeWords(hit) : t('review.duplicate.noHit')}
        crumbs={[
          { label: t('review.title'), to: '/review' },
          { label: own.receiptNo ?? own.projectName, to: back },
        ]}
      />
      <div className="qx-stack">
        {done && <Message tone="good">{t('review.duplicate.done')}</Message>}
        <ListedFacts pair={pair} />
        <Decisions
          editions={{ own: own.snapshotNumber, other: other.version }}
          conclusions={duplicateConclusions}
          decides={decides}
          decisions={decisions}
          refused={actionData}
        />
      </div>
      <p>
        <Link to={back}>{t('review.duplicate.back')}</Link>
      </p>
    </>
  )
}
