import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { useT, useText } from '../page.tsx'
import { Amount, Facts } from '../values.tsx'

type Clawback = {
  project: { undertaker: string; paidFen: bigint }
  status: string
  ground: string | null
  reason: string
  eligibleFen: bigint
  amountFen: bigint
  repaidFen: bigint
  noticeNo: string | null
  notifiedOn: string | null
  endsOn: string | null
  draftedBy: string | null
  decidedBy: string | null
}

/** How the amount was reckoned, who decided it, and how much of it is left. */
export function ClawbackFacts({
  clawback,
  capitals,
  collector,
}: {
  clawback: Clawback
  capitals: string
  collector: string
}) {
  const t = useT()
  const text = useText()
  const { project, amountFen, repaidFen } = clawback
  const drafted = clawback.draftedBy !== null
  return (
    <section className="qx-card">
      <Facts
        items={[
          { label: t('funding.fact.undertaker'), value: project.undertaker },
          {
            label: t('funding.clawback.ground'),
            value: text([`funding.clawback.grounds.${clawback.ground}`, '']),
          },
          { label: t('funding.project.paid'), value: <Amount fen={project.paidFen} /> },
          {
            label: t('funding.clawback.eligible'),
            value: drafted ? <Amount fen={clawback.eligibleFen} /> : '—',
          },
          { label: t('funding.clawback.due'), value: drafted ? <Amount fen={amountFen} /> : '—' },
          { label: t('funding.fact.capitals'), value: drafted ? capitals : '—' },
          { label: t('funding.clawback.repaidSoFar'), value: <Amount fen={repaidFen} /> },
          { label: t('funding.clawback.left'), value: <Amount fen={amountFen - repaidFen} /> },
          { label: t('funding.clawback.collector'), value: collector },
          { label: t('funding.clawback.noticeNo'), value: clawback.noticeNo ?? '—' },
          { label: t('funding.clawback.notifiedOn'), value: clawback.notifiedOn ?? '—' },
          { label: t('funding.clawback.endsOn'), value: clawback.endsOn ?? '—' },
          { label: t('funding.fact.draftedBy'), value: clawback.draftedBy ?? '—' },
          { label: t('funding.clawback.decidedBy'), value: clawback.decidedBy ?? '—' },
          { label: t('funding.clawback.reason'), value: clawback.reason || '—', wide: true },
        ]}
      />
    </section>
  )
}

type Row = {
  id: string
  number: number
  paidOn: string
  voucherNo: string
  amountFen: bigint
  /** another entry takes it back */
  reversed: boolean
  /** number of the entry that it takes back */
  reverses: number | null
}

/** What came back so far, each with its voucher. */
export function Repayments({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  return (
    <section className="qx-stack">
      <h2>{t('funding.clawback.repayments')}</h2>
      <PlainTable
        rows={rows}
        keyOf={({ id }) => id}
        columns={useRepaymentColumns()}
        empty={t('funding.clawback.noRepayments')}
      />
    </section>
  )
}

function useRepaymentColumns(): PlainColumn<Row>[] {
  const t = useT()
  return [
    {
      key: 'number',
      label: t('funding.column.instalment'),
      nowrap: true,
      cell: ({ number }) => t('funding.instalment', { number }),
    },
    { key: 'paidOn', label: t('funding.clawback.paidOn'), nowrap: true, cell: ({ paidOn }) => paidOn },
    { key: 'voucherNo', label: t('funding.clawback.voucherNo'), cell: ({ voucherNo }) => voucherNo },
    {
      key: 'entry',
      label: t('funding.clawback.entry'),
      cell: ({ reversed, reverses }) =>
        reverses === null
          ? reversed && t('funding.clawback.reversed')
          : t('funding.clawback.reverses', { number: reverses }),
    },
    {
      key: 'amount',
      label: t('funding.column.amount'),
      number: true,
      cell: ({ amountFen, reversed }) =>
        reversed ? (
          <s>
            <Amount fen={amountFen} bare />
          </s>
        ) : (
          <Amount fen={amountFen} bare />
        ),
    },
  ]
}
