import type { TypedAcceptance } from '#app/domain/tracking/acceptance-form.ts'
import { targetText } from '#app/i18n/format.ts'
import { type FileItem, FileList } from '../file-list.tsx'
import { PlainTable } from '../plain-table.tsx'
import { useT } from '../page.tsx'
import { Amount, Facts } from '../values.tsx'

/** An application for acceptance for reading, with its files; `met` per indicator, null where it cannot be read. */
export function AcceptanceView({
  form,
  paidFen,
  met,
  files,
}: {
  form: TypedAcceptance
  paidFen: bigint
  met: readonly (boolean | null)[]
  files: readonly (FileItem & { slot: string })[]
}) {
  const t = useT()
  const wan = (text: string) => (text ? `${text} ${t('common.unit.wan')}` : '—')
  return (
    <div className="qx-stack">
      <section className="qx-card">
        <Facts
          items={[
            { label: t('tracking.acceptance.actual'), value: wan(form.actualWan) },
            { label: t('tracking.acceptance.auditedBase'), value: wan(form.auditedBaseWan) },
            { label: t('tracking.acceptance.arrived'), value: <Amount fen={paidFen} /> },
            {
              label: t('tracking.acceptance.contentFinished'),
              value: form.contentFinished ? t(`common.${form.contentFinished}`) : '—',
            },
          ]}
        />
      </section>
      <h2>{t('tracking.acceptance.section.indicators')}</h2>
      <PlainTable
        rows={form.indicators}
        keyOf={(_, index) => String(index)}
        columns={[
          { key: 'name', label: t('tracking.indicator.name'), cell: ({ name }) => name },
          {
            key: 'target',
            label: t('tracking.indicator.target'),
            number: true,
            cell: (row) => `${targetText(row)} ${row.unit}`,
          },
          {
            key: 'actual',
            label: t('tracking.indicator.actual'),
            number: true,
            cell: ({ actual, unit }) => `${actual} ${unit}`,
          },
          {
            key: 'met',
            label: t('tracking.indicator.met'),
            nowrap: true,
            cell: (_, index) =>
              met[index] === null || met[index] === undefined
                ? '—'
                : t(met[index] ? 'tracking.acceptance.met' : 'tracking.acceptance.missed'),
          },
          { key: 'evidence', label: t('tracking.indicator.evidence'), cell: ({ evidence }) => evidence },
        ]}
      />
      <section className="qx-card">
        <Facts
          items={(['summary', 'technicalSummary', 'fundsReport', 'benefits', 'problems'] as const).map(
            (name) => ({
              label: t(`tracking.acceptance.${name}`),
              value: form[name] || t('common.none'),
              wide: true,
            }),
          )}
        />
      </section>
      {(['audit_report', 'evidence'] as const).map((slot) => (
        <section key={slot} className="qx-card qx-stack">
          <h2>{t(`tracking.acceptance.slot.${slot}`)}</h2>
          <FileList files={files.filter((file) => file.slot === slot)} />
        </section>
      ))}
    </div>
  )
}
