import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { DuplicateConclusion, DuplicatePair, ListedPair } from '#app/domain/review/duplicates.ts'
import { Message } from '../message.tsx'
import { PageHeader } from '../page-header.tsx'
import { useT } from '../page.tsx'
import type { Refused } from './act-form.tsx'
import { Decisions } from './decide-form.tsx'
import { useAlikeWords } from './duplicates.tsx'

type Props = {
  pair: Pick<DuplicatePair | ListedPair, 'own' | 'hit' | 'decisions' | 'decides'>
  /** number of the edition, or of the row of a list, that the application is compared with */
  otherVersion: number
  conclusions: readonly DuplicateConclusion[]
  done: boolean
  refused?: Refused
  /** both beside each other */
  children: ReactNode
}

/** An application beside what it is alike to, and below it the decision of a person. */
export function PairPage({
  pair: { own, hit, decisions, decides },
  otherVersion,
  conclusions,
  done,
  refused,
  children,
}: Props) {
  const t = useT()
  const alikeWords = useAlikeWords()
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
        {children}
        <Decisions
          editions={{ own: own.snapshotNumber, other: otherVersion }}
          conclusions={conclusions}
          decides={decides}
          decisions={decisions}
          refused={refused}
        />
      </div>
      <p>
        <Link to={back}>{t('review.duplicate.back')}</Link>
      </p>
    </>
  )
}
