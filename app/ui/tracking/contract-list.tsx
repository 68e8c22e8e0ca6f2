import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { useT, useText } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { Countdown } from '../values.tsx'
import { toneOf } from './words.ts'

type Row = { id: string; number: string; edition: number; status: string; dueAt: Date | null }

/** Editions of a contract, newest first. */
export function ContractList({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  return (
    <PlainTable
      rows={rows}
      keyOf={({ id }) => id}
      empty={t('tracking.contract.none')}
      columns={useColumns()}
    />
  )
}

function useColumns(): PlainColumn<Row>[] {
  const t = useT()
  const text = useText()
  return [
    { key: 'number', label: t('tracking.fact.contract'), cell: ({ number }) => number },
    { key: 'edition', label: t('tracking.fact.edition'), number: true, cell: ({ edition }) => edition },
    {
      key: 'status',
      label: t('tracking.column.status'),
      cell: ({ status }) => <StatusBadge tone={toneOf(status)} label={text(`state.contract.${status}`)} />,
    },
    { key: 'due', label: t('tracking.column.due'), cell: ({ dueAt }) => <Countdown due={dueAt} /> },
  ]
}
