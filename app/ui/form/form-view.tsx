import type { PageField, PageSection, PageTable } from '#app/domain/application/form-page.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import './form.css'

/** A form for reading: every section with what was filled in. `marked` paths stand out, e.g. corrections asked for. */
export function FormView({
  sections,
  marked = new Set(),
}: {
  sections: readonly PageSection[]
  marked?: ReadonlySet<string>
}) {
  return (
    <div className="qx-formview">
      {sections.map((section) => (
        <section key={section.key} id={section.key} aria-labelledby={`${section.key}-title`}>
          <h2 id={`${section.key}-title`}>
            {section.number} {section.title}
          </h2>
          {section.fields && <Fields fields={section.fields} marked={marked} />}
          {section.table && <ReadTable table={section.table} title={section.title} />}
        </section>
      ))}
    </div>
  )
}

function Fields({ fields, marked }: { fields: readonly PageField[]; marked: ReadonlySet<string> }) {
  const t = useT()
  return (
    <dl className="qx-facts">
      {fields.map(({ path, label, shown, unit, kind }) => (
        <div
          key={path}
          id={path}
          className={kind === 'long_text' ? 'qx-factwide' : undefined}
          data-marked={marked.has(path) || undefined}
        >
          <dt>{label}</dt>
          <MarkChinese>
            <dd className="qx-typed">
              {shown ? (
                `${shown}${unit ? ` ${unit}` : ''}`
              ) : (
                <span className="qx-soft">{t('common.notFilled')}</span>
              )}
            </dd>
          </MarkChinese>
        </div>
      ))}
    </dl>
  )
}

function ReadTable({ table, title }: { table: PageTable; title: string }) {
  const t = useT()
  if (table.rows.length === 0) return <p className="qx-soft">{t('common.none')}</p>
  return (
    // oxlint-disable-next-line no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard
    <div className="qx-tablebox qx-formtable" role="region" aria-label={title} tabIndex={0}>
      <table className="qx-table">
        <caption className="qx-visuallyhidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{table.fixed ? '' : t('application.form.rowHead')}</th>
            {table.columns.map(({ key, label, unit, kind }) => (
              <th key={key} scope="col" className={isNumber(kind) ? 'qx-number' : undefined}>
                {label}
                {unit && ` (${unit})`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <MarkChinese key={row.path}>
              <tr id={row.path}>
                <th scope="row">{row.label ?? at + 1}</th>
                {row.cells.map((cell, column) => (
                  <td
                    key={cell.path}
                    data-label={table.columns[column]?.label}
                    className={isNumber(table.columns[column]?.kind) ? 'qx-number' : undefined}
                  >
                    {cell.shown}
                  </td>
                ))}
              </tr>
            </MarkChinese>
          ))}
        </tbody>
        {table.totals && (
          <tfoot>
            <tr>
              <th scope="row">{t('application.form.total')}</th>
              {table.columns.map(({ key }) => (
                <td key={key} className="qx-number">
                  {table.totals?.[key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

export function isNumber(kind: string | undefined): boolean {
  return kind !== undefined && ['wan', 'integer', 'decimal', 'percent', 'calculated'].includes(kind)
}
