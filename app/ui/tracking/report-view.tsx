import type { PageSection } from '#app/domain/application/form-page.ts'
import type { TypedReport } from '#app/domain/tracking/report-form.ts'
import { type FileItem, FileList } from '../file-list.tsx'
import { FormView } from '../form/form-view.tsx'
import { PlainTable } from '../plain-table.tsx'
import { useT } from '../page.tsx'
import { Facts } from '../values.tsx'

/** A report as it was sent in, for reading. Amounts as typed, in 万元. */
export function ReportView({
  typed,
  tables,
  files,
  deviations,
}: {
  typed: TypedReport
  /** investment by item, equipment and output */
  tables: readonly PageSection[]
  files: readonly FileItem[]
  /** days late per milestone, null where none is reached */
  deviations: readonly (number | null)[]
}) {
  const t = useT()
  const wan = (text: string) => (text ? `${text} ${t('common.unit.wan')}` : '—')
  const funds = [
    { source: 'provincial' as const, arrived: typed.arrivedWan, used: typed.usedWan },
    { source: 'matching' as const, arrived: typed.matchingArrivedWan, used: typed.matchingUsedWan },
    { source: 'self' as const, arrived: typed.selfArrivedWan, used: typed.selfUsedWan },
  ]
  return (
    <div className="qx-stack">
      <section className="qx-card">
        <Facts
          items={[
            { label: t('tracking.report.stage'), value: typed.stage, wide: true },
            { label: t('tracking.report.period'), value: wan(typed.periodWan) },
            { label: t('tracking.report.cumulative'), value: wan(typed.cumulativeWan) },
            {
              label: t('tracking.report.separateLedger'),
              value: typed.separateLedger ? t(`common.${typed.separateLedger}`) : '—',
            },
            ...(['correctionNote', 'overrunNote'] as const)
              .filter((name) => typed[name])
              .map((name) => ({ label: t(`tracking.report.${name}`), value: typed[name], wide: true })),
          ]}
        />
      </section>
      <h2>{t('tracking.report.section.milestones')}</h2>
      <PlainTable
        rows={typed.milestones}
        keyOf={(_, index) => String(index)}
        empty={t('common.none')}
        columns={[
          { key: 'name', label: t('tracking.milestone.name'), cell: ({ name }) => name },
          {
            key: 'planned',
            label: t('tracking.milestone.plannedOn'),
            nowrap: true,
            cell: ({ plannedOn }) => plannedOn,
          },
          {
            key: 'actual',
            label: t('tracking.milestone.actualOn'),
            nowrap: true,
            cell: ({ actualOn }) => actualOn || '—',
          },
          {
            key: 'deviation',
            label: t('tracking.milestone.deviation'),
            number: true,
            cell: (_, index) => {
              const days = deviations[index] ?? null
              return days === null ? '—' : t('tracking.days', { count: days })
            },
          },
          { key: 'reason', label: t('tracking.milestone.reason'), cell: ({ reason }) => reason },
        ]}
      />
      <FormView sections={tables.filter(({ key }) => key !== 'output')} />
      <h2>{t('tracking.report.section.funds')}</h2>
      <PlainTable
        rows={funds}
        keyOf={({ source }) => source}
        columns={[
          {
            key: 'source',
            label: t('tracking.fundSource'),
            cell: ({ source }) => t(`tracking.funds.${source}`),
          },
          {
            key: 'arrived',
            label: t('tracking.fundArrived'),
            number: true,
            cell: ({ arrived }) => wan(arrived),
          },
          {
            key: 'used',
            label: t('tracking.fundUsed'),
            number: true,
            cell: ({ used }) => wan(used),
          },
        ]}
      />
      <h2>{t('tracking.report.section.indicators')}</h2>
      <PlainTable
        rows={typed.indicators}
        keyOf={(_, index) => String(index)}
        columns={[
          { key: 'name', label: t('tracking.indicator.name'), cell: ({ name }) => name },
          {
            key: 'target',
            label: t('tracking.indicator.target'),
            number: true,
            cell: ({ target }) => target,
          },
          {
            key: 'actual',
            label: t('tracking.indicator.actual'),
            number: true,
            cell: ({ actual }) => actual,
          },
          { key: 'unit', label: t('tracking.indicator.unit'), cell: ({ unit }) => unit },
        ]}
      />
      <FormView sections={tables.filter(({ key }) => key === 'output')} />
      <h2>{t('tracking.report.section.papers')}</h2>
      <FileList files={files} />
      <section className="qx-card">
        <Facts
          items={[
            ...(['problems', 'requests', 'nextPlan'] as const).map((name) => ({
              label: t(`tracking.report.${name}`),
              value: typed[name] || t('common.none'),
              wide: true,
            })),
            { label: t('tracking.report.fillerName'), value: typed.fillerName },
            { label: t('tracking.report.fillerPhone'), value: typed.fillerPhone },
          ]}
        />
      </section>
    </div>
  )
}
