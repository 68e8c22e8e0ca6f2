import { useState } from 'react'
import type { Row } from '#app/domain/application/form.ts'
import type { PageColumn, PageTable } from '#app/domain/application/form-page.ts'
import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import { FieldError } from '../field.tsx'
import { TableEditor } from '../form/table-editor.tsx'
import { useProblemAt } from '../messages.tsx'

const mostRows = 50
/** kept below what is typed, for browsers without scripts */
const spare = 2

type Column = Pick<PageColumn, 'key' | 'label'> & Partial<PageColumn>
type Problems = readonly FieldProblem[] | undefined

/** A table of rows that a form posts by its cells' names, as in `history[0].uscc`; empty rows count for nothing. */
export function TieRows({
  path,
  title,
  hint,
  columns: given,
  typed,
  problems,
}: {
  path: string
  title: string
  hint: string
  columns: readonly Column[]
  typed: readonly Row[]
  problems: Problems
}) {
  const [rows, setRows] = useState(() => withSpare(typed))
  const [removed, setRemoved] = useState<{ of: Problems; rows: number[] }>({ of: problems, rows: [] })
  const gone = removed.of === problems ? removed.rows : []
  const ofTable = useProblemAt(problems)(path)
  const columns = given.map((column): PageColumn => ({
    kind: 'text',
    unit: null,
    help: null,
    example: null,
    required: false,
    maxLength: 200,
    options: [],
    ...column,
  }))
  const table: PageTable = {
    columns,
    fixed: false,
    maxRows: mostRows,
    totals: null,
    rows: rows.map((row, at) => ({
      path: `${path}[${at}]`,
      key: null,
      label: null,
      cells: columns.map(({ key }) => {
        const own = `${path}[${at}].${key}`
        const refused = `${path}[${rowBefore(at, gone)}].${key}`
        const value = row[key] ?? ''
        const problem = problems?.find((one) => one.path === refused) ?? null
        return { path: own, typed: value, shown: value, problem }
      }),
    })),
  }
  return (
    <section className="qx-editor" id={path} aria-labelledby={`${path}-title`} data-row={title}>
      <h2 id={`${path}-title`}>{title}</h2>
      <p className="qx-hint">{hint}</p>
      <FieldError message={ofTable} />
      <TableEditor
        table={table}
        title={title}
        lockedAt={() => false}
        onRows={(next, at) => {
          setRows(next)
          if (at !== undefined) setRemoved({ of: problems, rows: [...gone, at] })
        }}
      />
    </section>
  )
}

function withSpare(typed: readonly Row[]): Row[] {
  const last = typed.findLastIndex((row) => Object.values(row).some((value) => value.trim() !== ''))
  const empty = Array.from({ length: Math.min(spare, mostRows - last - 1) }, () => ({}))
  return [...typed.slice(0, last + 1), ...empty]
}

/** The number that a row had before rows were taken out, one after the other. */
function rowBefore(at: number, gone: readonly number[]): number {
  return gone.reduceRight((row, taken) => (taken <= row ? row + 1 : row), at)
}
