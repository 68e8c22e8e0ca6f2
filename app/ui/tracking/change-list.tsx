import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { useT, useText } from '../page.tsx'
import { DiffValue } from '../values.tsx'

type Row = {
  id: string
  kind: string
  before: string
  after: string
  reason: string
  approved: boolean | null
  /** who decides it */
  level: string
  opinion: string
}

/** What the undertaker wanted to have otherwise, and what was decided. */
export function ChangeList({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  return (
    <PlainTable rows={rows} keyOf={({ id }) => id} empty={t('tracking.change.none')} columns={useColumns()} />
  )
}

function useColumns(): PlainColumn<Row>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'kind',
      label: t('tracking.change.kind'),
      cell: ({ kind }) => text(`tracking.change.kinds.${kind}`),
    },
    {
      key: 'values',
      label: `${t('tracking.change.before')} → ${t('tracking.change.after')}`,
      cell: ({ before, after }) => <DiffValue before={before} after={after} />,
    },
    { key: 'reason', label: t('tracking.change.reason'), cell: ({ reason }) => reason },
    {
      key: 'decision',
      label: t('tracking.change.decision'),
      cell: ({ approved, opinion, level }) => (
        <>
          {approved === null && <>{text(`help.owner.${level}`)} </>}
          {t(
            approved === null
              ? 'tracking.change.open'
              : approved
                ? 'tracking.change.approved'
                : 'tracking.change.refused',
          )}{' '}
          {opinion}
        </>
      ),
    },
  ]
}
