import { Link } from 'react-router'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { useT, useText } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { Amount, Countdown, DateTime } from '../values.tsx'
import { toneOf, usePeriod } from './words.ts'

type Row = {
  id: string
  period: string
  cumulativeFen: bigint
  usedFen: bigint
  submittedAt: Date | null
  late: boolean
  status: string
  dueAt: Date | null
}

/** Progress reports of a project, newest first. */
export function ReportList({ rows, projectId }: { rows: readonly Row[]; projectId: string }) {
  const t = useT()
  return (
    <PlainTable
      rows={rows}
      keyOf={({ id }) => id}
      empty={t('tracking.reports.none')}
      columns={useColumns(projectId)}
    />
  )
}

function useColumns(projectId: string): PlainColumn<Row>[] {
  const t = useT()
  const text = useText()
  const period = usePeriod()
  return [
    {
      key: 'period',
      label: t('tracking.reports.period'),
      cell: (row) => <Link to={`/projects/${projectId}/reports/${row.id}`}>{period(row.period)}</Link>,
    },
    {
      key: 'cumulative',
      label: t('tracking.reports.cumulative'),
      number: true,
      cell: ({ cumulativeFen, submittedAt }) => <Amount fen={submittedAt ? cumulativeFen : null} bare />,
    },
    {
      key: 'used',
      label: t('tracking.reports.used'),
      number: true,
      cell: ({ usedFen, submittedAt }) => <Amount fen={submittedAt ? usedFen : null} bare />,
    },
    {
      key: 'submitted',
      label: t('tracking.reports.submitted'),
      nowrap: true,
      cell: ({ submittedAt, late }) => (
        <>
          <DateTime at={submittedAt} /> {late && <b className="qx-bad">{t('tracking.reports.late')}</b>}
        </>
      ),
    },
    {
      key: 'status',
      label: t('tracking.column.status'),
      nowrap: true,
      cell: ({ status }) => <StatusBadge tone={toneOf(status)} label={text(`state.report.${status}`)} />,
    },
    { key: 'due', label: t('tracking.column.due'), cell: ({ dueAt }) => <Countdown due={dueAt} /> },
  ]
}
