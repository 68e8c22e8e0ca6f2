import type { ListedPair } from '#app/domain/review/duplicates.ts'
import { toneOf, useStateName } from '../application/words.ts'
import { useT } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { WithdrawnNote } from './duplicates.tsx'
import { Amount, DateTime, Facts } from '../values.tsx'
import './review.css'

/** An application and a listed project beside each other, line by line; on a phone one below the other. */
export function ListedFacts({ pair: { own, other } }: { pair: ListedPair }) {
  const t = useT()
  const stateName = useStateName(false)
  const status = <StatusBadge tone={toneOf(own.status)} label={stateName(own.status)} />
  return (
    <div className="qx-pair">
      <section className="qx-card qx-stack" aria-labelledby="own">
        <h2 id="own">{t('review.duplicate.own')}</h2>
        <Facts
          items={[
            { label: t('review.duplicate.project'), value: own.projectName, wide: true },
            { label: t('review.duplicate.applicant'), value: own.applicantName, wide: true },
            { label: t('review.listed.columns.code'), value: own.projectCode || '—' },
            { label: t('review.listed.requested'), value: <Amount fen={own.requestedFen} /> },
            { label: t('review.duplicate.receipt'), value: own.receiptNo ?? '—' },
            { label: t('review.duplicate.status'), value: status },
            { label: t('review.duplicate.submitted'), value: <DateTime at={own.submittedAt} /> },
            {
              label: t('review.duplicate.edition'),
              value: t('review.duplicate.editionOf', { number: own.snapshotNumber }),
            },
          ]}
        />
      </section>
      <section className="qx-card qx-stack" aria-labelledby="other">
        <h2 id="other">{t('review.listed.badge')}</h2>
        <WithdrawnNote withdrawn={other.withdrawn} />
        <Facts
          items={[
            { label: t('review.duplicate.project'), value: other.projectName, wide: true },
            { label: t('review.listed.columns.undertaker'), value: other.applicantName, wide: true },
            { label: t('review.listed.columns.uscc'), value: other.uscc, wide: true },
            { label: t('review.listed.columns.code'), value: other.projectCode || '—' },
            { label: t('review.listed.amount'), value: <Amount fen={other.amountFen} /> },
            { label: t('review.listed.source'), value: other.source, wide: true },
            {
              label: t('review.listed.from'),
              value: t('review.listed.fromRow', { file: other.fileName, row: other.rowNumber }),
              wide: true,
            },
          ]}
        />
      </section>
    </div>
  )
}
