import type { ColumnGuide, SheetGuide } from '#app/domain/import-sheet.ts'
import { useT } from './page.tsx'
import { PlainTable } from './plain-table.tsx'

/** How to fill in the sheets of a workbook: each column with the words that it takes, or how it is written. */
export function SheetGuides({ sheets, note }: { sheets: readonly SheetGuide[]; note: string }) {
  const t = useT()
  const how = ({ words, several, hint }: ColumnGuide) =>
    words.length + hint.length > 0 && (
      <div>
        {words.join(' / ')}
        {several && <div className="qx-soft">{t('workbook.guide.several')}</div>}
        {hint && <div className={words.length > 0 ? 'qx-soft' : undefined}>{hint}</div>}
      </div>
    )
  return (
    <section className="qx-card qx-stack" aria-labelledby="guide">
      <h2 id="guide">{t('workbook.guide.title')}</h2>
      <p className="qx-soft">
        {t('workbook.captionsNote')} {note}
      </p>
      {sheets.map(({ title, columns }) => (
        <section key={title} className="qx-stack">
          <h3>{title}</h3>
          <PlainTable
            rows={columns}
            keyOf={({ key }) => key}
            columns={[
              { key: 'column', label: t('workbook.guide.column'), cell: ({ caption }) => caption },
              {
                key: 'needed',
                label: t('workbook.guide.needed'),
                cell: ({ needed }) => (needed ? t('workbook.guide.yes') : ''),
              },
              { key: 'how', label: t('workbook.guide.how'), cell: how },
            ]}
          />
        </section>
      ))}
    </section>
  )
}
