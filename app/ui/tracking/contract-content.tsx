import type { ContractContent as Content } from '#app/domain/tracking/contract.ts'
import { targetText } from '#app/i18n/format.ts'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT, useText } from '../page.tsx'
import { Amount } from '../values.tsx'

/** What a contract says: content, indicators, schedule, payments. */
export function ContractContent({ content }: { content: Content }) {
  const t = useT()
  return (
    <div className="qx-stack">
      <section className="qx-card qx-stack">
        <h2>{t('tracking.content')}</h2>
        <MarkChinese>
          <p className="qx-pre">{content.content}</p>
        </MarkChinese>
      </section>
      <h2>{t('tracking.indicators')}</h2>
      <PlainTable
        rows={content.indicators}
        keyOf={(_, index) => String(index)}
        columns={[
          { key: 'name', label: t('tracking.indicator.name'), cell: ({ name }) => name },
          { key: 'target', label: t('tracking.indicator.target'), number: true, cell: targetText },
          { key: 'unit', label: t('tracking.indicator.unit'), cell: ({ unit }) => unit },
        ]}
      />
      <h2>{t('tracking.schedule')}</h2>
      <PlainTable
        rows={content.schedule}
        keyOf={(_, index) => String(index)}
        columns={[
          { key: 'name', label: t('tracking.milestone.name'), cell: ({ milestone }) => milestone },
          {
            key: 'dueOn',
            label: t('tracking.milestone.plannedOn'),
            nowrap: true,
            cell: ({ dueOn }) => dueOn,
          },
        ]}
      />
      <h2>{t('tracking.instalments')}</h2>
      <PlainTable rows={content.instalments} keyOf={(_, index) => String(index)} columns={usePayments()} />
    </div>
  )
}

function usePayments(): PlainColumn<Content['instalments'][number]>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'name',
      label: t('tracking.instalmentColumn.name'),
      cell: ({ when }) => text(`tracking.instalment.${when}.name`),
    },
    {
      key: 'percent',
      label: t('tracking.instalmentColumn.percent'),
      number: true,
      cell: ({ percent }) => `${percent}%`,
    },
    {
      key: 'amount',
      label: t('tracking.instalmentColumn.amount'),
      number: true,
      cell: ({ amountFen }) => <Amount fen={amountFen} bare />,
    },
    {
      key: 'condition',
      label: t('tracking.instalmentColumn.condition'),
      cell: ({ when }) => text(`tracking.instalment.${when}.condition`),
    },
  ]
}
