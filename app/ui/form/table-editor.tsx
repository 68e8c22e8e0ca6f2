import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ClipboardEvent } from 'react'
import type { Row } from '#app/domain/application/form.ts'
import type { PageCell, PageColumn, PageTable } from '#app/domain/application/form-page.ts'
import { FieldError } from '../field.tsx'
import { useT, useText } from '../page.tsx'
import { CellInput } from './cell-input.tsx'
import { nameBeside } from './name-beside.ts'
import { isNumber } from './form-view.tsx'
import { pastedCells } from './pasted.ts'

/** A table that is typed into or pasted into from a spreadsheet, with live sums. Changes give all its rows. */
export function TableEditor({
  table,
  title,
  lockedAt,
  onRows,
}: {
  table: PageTable
  title: string
  /** is this cell or, for the table itself, adding rows closed? */
  lockedAt: (path: string) => boolean
  /** `removed`: the number of the row that was taken out, from 0 */
  onRows: (rows: Row[], removed?: number) => void
}) {
  const t = useT()
  const { columns, rows, fixed, maxRows, totals } = table
  const typed = columns.filter(({ kind }) => kind !== 'calculated')
  const key = rows[0]?.path.split('[')[0] ?? ''
  const open = !fixed && !(key && lockedAt(key))

  function change(at: number, column: string, value: string): void {
    onRows(rawRows(table).map((row, index) => (index === at ? { ...row, [column]: value } : row)))
  }
  function paste(event: ClipboardEvent<HTMLInputElement>, at: number, column: string): void {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\t\n\r]/.test(text.trim())) return
    event.preventDefault()
    const all = rawRows(table)
    const from = typed.findIndex((one) => one.key === column)
    pastedCells(text).forEach((cells, down) => {
      const index = at + down
      if (index >= all.length && (!open || index >= maxRows)) return
      const row: Row = { ...all[index] }
      cells.forEach((cell, right) => {
        const target = typed[from + right]
        if (target && !lockedAt(`${key}[${index}].${target.key}`)) row[target.key] = valueOf(target, cell, t)
      })
      all[index] = row
    })
    onRows(all)
  }

  return (
    <>
      <p className="qx-hint">{t('application.form.pasteHint')}</p>
      {rows.length > 0 && (
        <div className="qx-tablebox qx-formtable qx-edittable">
          <table className="qx-table">
            <caption className="qx-visuallyhidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{fixed ? '' : t('application.form.rowHead')}</th>
                {columns.map((column) => (
                  <HeadCell key={column.key} column={column} />
                ))}
                {open && (
                  <th scope="col">
                    <span className="qx-visuallyhidden">{t('application.form.acts')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={row.path} id={row.path}>
                  <th scope="row">{row.label ?? at + 1}</th>
                  {row.cells.map((cell, index) => {
                    const column = columns[index]
                    return column ? (
                      <EditCell
                        key={cell.path}
                        cell={cell}
                        column={column}
                        rowName={row.label ?? t('application.form.rows', { row: at + 1 })}
                        locked={lockedAt(cell.path)}
                        onChange={(value) => change(at, column.key, value)}
                        onPaste={(event) => paste(event, at, column.key)}
                      />
                    ) : null
                  })}
                  {open && (
                    <td>
                      <button
                        type="button"
                        className="qx-iconbutton"
                        aria-label={t('application.form.removeRow', { row: at + 1 })}
                        onClick={() => onRows(rawRows(table).toSpliced(at, 1), at)}
                      >
                        <IconTrash size={18} aria-hidden />
                      </button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
            {totals && (
              <tfoot aria-live="polite">
                <tr>
                  <th scope="row">{t('application.form.total')}</th>
                  {columns.map(({ key: column }) => (
                    <td key={column} className="qx-number">
                      {totals[column]}
                    </td>
                  ))}
                </tr>
              </tfoot>
            )}
          </table>
        </div>
      )}
      {!fixed && (
        <button
          type="button"
          className="qx-button qx-plain"
          disabled={!open || rows.length >= maxRows}
          onClick={() => onRows([...rawRows(table), {}])}
        >
          <IconPlus size={16} aria-hidden />
          {t('application.form.addRow')}
        </button>
      )}
    </>
  )
}

function HeadCell({ column }: { column: PageColumn }) {
  const t = useT()
  return (
    <th scope="col" className={isNumber(column.kind) ? 'qx-number' : undefined}>
      {column.label}
      {column.unit && ` (${column.unit})`}
      {column.required && <span className="qx-required"> {t('common.form.required')}</span>}
    </th>
  )
}

function EditCell({
  cell,
  column,
  rowName,
  locked,
  onChange,
  onPaste,
}: {
  cell: PageCell
  column: PageColumn
  rowName: string
  locked: boolean
  onChange: (value: string) => void
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
}) {
  const text = useText()
  if (column.kind === 'calculated')
    return (
      <td className="qx-number" aria-live="polite">
        {cell.shown}
      </td>
    )
  const { problem } = cell
  const message =
    problem?.words ??
    (problem && problem.code !== 'required' ? text(`problem.${problem.code}`, problem.params) : null)
  const name = nameBeside(column.kind, cell)
  const described = [message && `${cell.path}-error`, name && `${cell.path}-name`].filter(Boolean).join(' ')
  return (
    <td data-kind={column.kind}>
      <CellInput
        column={cell.words ? { ...column, kind: 'text' } : column}
        value={cell.typed}
        locked={locked}
        control={{
          id: cell.path,
          name: cell.path,
          'aria-label': `${rowName} ${column.label}`,
          ...(message ? { 'aria-invalid': true as const } : {}),
          ...(described ? { 'aria-describedby': described } : {}),
          ...(column.required ? { 'aria-required': true as const } : {}),
        }}
        onChange={onChange}
        onPaste={onPaste}
      />
      {name && <small id={`${cell.path}-name`}>{name}</small>}
      <FieldError id={`${cell.path}-error`} message={message} />
    </td>
  )
}

/** The rows as they are kept: the key of a fixed row, and every cell that is typed. */
function rawRows({ rows, columns, fixed }: PageTable): Row[] {
  return rows.map((row) => {
    const raw: Row = fixed && row.key !== null ? { row: row.key } : {}
    row.cells.forEach((cell, at) => {
      const column = columns[at]
      if (column && column.kind !== 'calculated' && cell.typed !== '') raw[column.key] = cell.typed
    })
    return raw
  })
}

/** A pasted word as the cell keeps it: the value of a choice by its label, yes and no by their words. */
function valueOf(column: PageColumn, pasted: string, t: ReturnType<typeof useT>): string {
  if (column.kind === 'yes_no') {
    if (pasted === t('common.yes')) return 'yes'
    return pasted === t('common.no') ? 'no' : pasted
  }
  return column.options.find(({ label }) => label === pasted)?.value ?? pasted
}
