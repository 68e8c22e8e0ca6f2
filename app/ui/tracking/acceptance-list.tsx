import { Link } from 'react-router'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { useT, useText } from '../page.tsx'
import { Amount, DateTime } from '../values.tsx'

type Row = {
  id: string
  round: number
  outcome: string | null
  opinion: string
  recognisedFen: bigint | null
  concludedAt: Date | null
}

/** Acceptances of a project, newest first. */
export function AcceptanceList({ rows, projectId }: { rows: readonly Row[]; projectId: string }) {
  const t = useT()
  return (
    <PlainTable
      rows={rows}
      keyOf={({ id }) => id}
      empty={t('tracking.acceptance.notYet')}
      columns={useColumns(projectId)}
    />
  )
}

function useColumns(projectId: string): PlainColumn<Row>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'round',
      label: t('tracking.acceptance.title'),
      cell: ({ round }) => (
        <Link to={`/projects/${projectId}/acceptance`}>{t('tracking.acceptance.round', { round })}</Link>
      ),
    },
    {
      key: 'outcome',
      label: t('tracking.acceptance.outcome'),
      cell: ({ outcome }) => (outcome ? text(`tracking.outcomes.${outcome}`) : '—'),
    },
    {
      key: 'recognised',
      label: t('tracking.acceptance.recognised'),
      number: true,
      cell: ({ recognisedFen }) => <Amount fen={recognisedFen} />,
    },
    { key: 'opinion', label: t('tracking.acceptance.opinion'), cell: ({ opinion }) => opinion },
    {
      key: 'at',
      label: t('tracking.acceptance.concludedAt'),
      cell: ({ concludedAt }) => <DateTime at={concludedAt} />,
    },
  ]
}
