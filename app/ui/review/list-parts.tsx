import { Link } from 'react-router'
import { type OpinionRow, Opinions } from '../application/opinions.tsx'
import { toneOf } from '../application/words.ts'
import type { Column } from '../list-page.tsx'
import { useName, useT, useText } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { Amount, Countdown, DateTime, Facts } from '../values.tsx'

export type ReviewRow = {
  id: string
  receiptNo: string | null
  projectName: string
  applicantName: string
  unit: { name: string; nameEn: string }
  status: string
  dueAt: Date | null
  submittedAt: Date | null
  requestedFen: bigint
  totalInvestmentFen: bigint
  guideline: { title: string }
  /** those that stand */
  opinions: readonly OpinionRow[]
  /** it is being reviewed somewhere, so that signing and opinion mean something */
  atNode: boolean
  opened: boolean
  handled: boolean
}

/** What a row of the offices' list opens in place: the whole names, the money, and the opinions that stand. */
export function ReviewMore({ row }: { row: ReviewRow }) {
  const t = useT()
  return (
    <div className="qx-stack">
      <Facts
        items={[
          { label: t('review.columns.project'), value: row.projectName, wide: true },
          { label: t('review.columns.applicant'), value: row.applicantName },
          { label: t('application.record.guideline'), value: row.guideline.title },
          { label: t('application.columns.total'), value: <Amount fen={row.totalInvestmentFen} bare /> },
          { label: t('review.columns.requested'), value: <Amount fen={row.requestedFen} bare /> },
        ]}
      />
      <Opinions rows={row.opinions} appeals={[]} own={false} />
    </div>
  )
}

/** Columns of the offices' list; `firstOnly` when the sum is only of the first rows, else null. */
export function useReviewColumns(requestedFen: bigint, firstOnly: number | null): Column<ReviewRow>[] {
  const t = useT()
  const text = useText()
  const name = useName()
  return [
    {
      key: 'project',
      label: t('review.columns.project'),
      share: 3,
      long: true,
      cell: ({ id, projectName, receiptNo }) => (
        <>
          <Link to={`/applications/${id}`}>{projectName}</Link>
          <small className="qx-soft qx-block">{receiptNo}</small>
        </>
      ),
    },
    {
      key: 'applicant',
      label: t('review.columns.applicant'),
      share: 2,
      long: true,
      cell: ({ applicantName }) => applicantName,
    },
    { key: 'unit', label: t('review.columns.unit'), cell: ({ unit }) => name(unit) },
    {
      key: 'status',
      label: t('review.columns.status'),
      nowrap: true,
      cell: ({ status }) => (
        <StatusBadge tone={toneOf(status)} label={text(`state.application.staff.${status}`)} />
      ),
    },
    {
      key: 'opinion',
      label: t('review.columns.opinion'),
      nowrap: true,
      cell: ({ atNode, opened, handled }) =>
        atNode ? t(handled ? 'review.handled' : opened ? 'review.notHandled' : 'review.notOpened') : '—',
    },
    {
      key: 'dueAt',
      label: t('review.columns.due'),
      sort: true,
      nowrap: true,
      cell: ({ dueAt }) => <Countdown due={dueAt} />,
    },
    {
      key: 'submittedAt',
      label: t('review.columns.submitted'),
      sort: true,
      nowrap: true,
      cell: ({ submittedAt }) => <DateTime at={submittedAt} />,
    },
    {
      key: 'requestedFen',
      label: t('review.columns.requested'),
      sort: true,
      number: true,
      cell: ({ requestedFen: fen }) => <Amount fen={fen} bare />,
      sum: (
        <>
          <Amount fen={requestedFen} bare />
          {firstOnly !== null && (
            <small className="qx-soft qx-block">{t('review.firstOnly', { count: firstOnly })}</small>
          )}
        </>
      ),
    },
  ]
}
