import { Link } from 'react-router'
import { score } from '#app/i18n/format.ts'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { useT, useText } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { toneOf } from './words.ts'

type Row = { id: string; year: number; scoreCenti: number | null; grade: string | null; status: string }

/** Self-evaluations of a project, newest first. */
export function EvaluationList({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  return (
    <PlainTable
      rows={rows}
      keyOf={({ id }) => id}
      empty={t('tracking.evaluation.none')}
      columns={useColumns()}
    />
  )
}

function useColumns(): PlainColumn<Row>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'year',
      label: t('evaluation.column.year'),
      cell: ({ id, year }) => <Link to={`/evaluations/${id}`}>{t('evaluation.heading', { year })}</Link>,
    },
    {
      key: 'score',
      label: t('evaluation.column.score'),
      number: true,
      cell: ({ scoreCenti }) => (scoreCenti === null ? '—' : score(scoreCenti)),
    },
    {
      key: 'grade',
      label: t('evaluation.column.grade'),
      cell: ({ grade }) => (grade ? text(`evaluation.grades.${grade}`) : '—'),
    },
    {
      key: 'status',
      label: t('evaluation.column.status'),
      cell: ({ status }) => <StatusBadge tone={toneOf(status)} label={text(`state.evaluation.${status}`)} />,
    },
  ]
}
