import type { ReactNode } from 'react'
import { MarkChinese } from './mark-chinese.tsx'
import { whole } from './whole.tsx'

export type PlainColumn<Row> = {
  key: string
  label: string
  number?: boolean
  nowrap?: boolean
  cell: (row: Row, index: number) => ReactNode
}

/** A short table inside a record: no sorting, no pages; cards on a phone as in lists. `total` is the line under the rows. */
export function PlainTable<Row>({
  columns,
  rows,
  keyOf,
  empty,
  total,
}: {
  columns: readonly PlainColumn<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row, index: number) => string
  empty?: ReactNode
  total?: Readonly<Record<string, ReactNode>>
}) {
  if (rows.length === 0) return <p className="qx-soft">{empty}</p>
  const shape = ({ number, nowrap }: PlainColumn<Row>) =>
    number ? 'qx-number' : nowrap ? 'qx-nowrap' : undefined
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-list">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.number ? 'qx-number' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)}>
              {columns.map((column) => (
                <td key={column.key} data-label={column.label} className={shape(column)}>
                  <MarkChinese>{whole(column.cell(row, index))}</MarkChinese>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.key} data-label={column.label} className={shape(column)}>
                  {total[column.key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
