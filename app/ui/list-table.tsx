import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type ChangeEvent, Fragment, type MouseEvent, type ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { hiddenColumnsStyle } from './list-columns.tsx'
import { hrefWith } from './list-parts.tsx'
import { MarkChinese } from './mark-chinese.tsx'
import { usePage, useT } from './page.tsx'
import { whole } from './whole.tsx'

export type Column<Row> = {
  key: string
  label: string
  cell: (row: Row) => ReactNode
  /** right-aligned; name the unit in the label */
  number?: boolean
  /** numbers of records, dates, states: as wide as what it holds, never broken over two lines */
  nowrap?: boolean
  /** a name that may take two lines of the row before it is cut off */
  long?: boolean
  /** how much of what the others leave a column of words takes, beside the other columns of words; 1 unless told */
  share?: number
  /** the address may sort by this key */
  sort?: boolean
  /** under the column, over all rows of the view and not only of this page */
  sum?: ReactNode
}

export type ListTableProps<Row> = {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  sort?: { by: string; descending: boolean }
  /** why it is empty, and what to do */
  empty: ReactNode
  /** what stands small in a cell stands in a second line */
  twoLines?: boolean
  /** what opens in place below a row, for those who compare */
  more?: { labelOf: (row: Row) => string; of: (row: Row) => ReactNode }
  /** adds a box to each row, posted as `name`; `bar` holds the buttons of the bulk act */
  select?: { name: string; labelOf: (row: Row) => string; bar: ReactNode }
}

/** Rows of a list. Columns of words share what the columns of numbers, dates and states leave. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { columns, rows, keyOf, sort, empty, select, twoLines, more } = props
  const t = useT()
  const { nonce } = usePage()
  const { pathname } = useLocation()
  if (rows.length === 0) return <div className="qx-empty">{empty}</div>
  const before = (select ? 1 : 0) + (more ? 1 : 0)
  const shares = columns.reduce((sum, column) => sum + shareOf(column), 0)
  return (
    <div className="qx-tablebox">
      <style nonce={nonce} suppressHydrationWarning>
        {hiddenColumnsStyle(pathname, columns)}
      </style>
      <table className={twoLines ? 'qx-table qx-list qx-onerow qx-tworows' : 'qx-table qx-list qx-onerow'}>
        <thead>
          <tr>
            {select && (
              <th scope="col" className="qx-tick">
                <input type="checkbox" aria-label={t('common.list.selectAll')} onChange={tickAll} />
              </th>
            )}
            {more && (
              <th scope="col" className="qx-opener">
                <span className="qx-visuallyhidden">{t('common.list.more')}</span>
              </th>
            )}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} of={shares} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={keyOf(row)}>
              <tr>
                {select && (
                  <td className="qx-tick">
                    <input
                      type="checkbox"
                      name={select.name}
                      value={keyOf(row)}
                      aria-label={select.labelOf(row)}
                    />
                  </td>
                )}
                {more && (
                  <td className="qx-opener qx-nowrap" data-label={t('common.list.more')}>
                    <details>
                      <summary aria-label={`${t('common.list.more')} ${more.labelOf(row)}`} />
                    </details>
                  </td>
                )}
                {columns.map((column) => (
                  <td
                    key={column.key}
                    data-label={column.label}
                    data-column={column.key}
                    className={shapeOf(column)}
                    onMouseEnter={shareOf(column) > 0 ? tellWhole : undefined}
                  >
                    <MarkChinese>
                      {column.long ? long(column.cell(row)) : whole(column.cell(row))}
                    </MarkChinese>
                  </td>
                ))}
              </tr>
              {more && (
                <tr className="qx-more">
                  <td colSpan={before + columns.length}>{more.of(row)}</td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
        {columns.some(({ sum }) => sum !== undefined) && (
          <tfoot>
            <tr>
              {columns.map(({ key, label, sum, number }, at) => (
                <td
                  data-label={label}
                  data-column={key}
                  key={key}
                  colSpan={at === 0 ? 1 + before : 1}
                  className={number ? 'qx-number' : undefined}
                >
                  {sum ?? (at === 0 ? t('common.list.total') : null)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

/** The outer box counts the lines of the inner one. */
function long(cell: ReactNode): ReactNode {
  return (
    <span className="qx-long">
      <span>{cell}</span>
    </span>
  )
}

/** All rows of this page at once; the boxes are the form's own and keep no other state. */
function tickAll({ currentTarget: { checked, form } }: ChangeEvent<HTMLInputElement>) {
  for (const box of form?.querySelectorAll<HTMLInputElement>('tbody .qx-tick input') ?? [])
    box.checked = checked
}

function shapeOf<Row>({ number, nowrap }: Column<Row>): string | undefined {
  return number ? 'qx-number' : nowrap ? 'qx-nowrap' : undefined
}

/** 0 for a column that is as wide as what it holds. */
function shareOf<Row>({ number, nowrap, share = 1 }: Column<Row>): number {
  return number || nowrap ? 0 : share
}

/** What is cut off at the end of a cell is told by its title, once the pointer asks. */
function tellWhole({ currentTarget: cell }: MouseEvent<HTMLTableCellElement>) {
  const cut = [cell, ...cell.querySelectorAll<HTMLElement>('*')].some(
    ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
      (clientWidth > 0 && scrollWidth > clientWidth) || (clientHeight > 0 && scrollHeight > clientHeight),
  )
  if (cut) cell.title = cell.innerText.replaceAll('\n', ' ')
  else cell.removeAttribute('title')
}

function HeadCell<Row>({
  column,
  sort,
  of,
}: {
  column: Column<Row>
  sort?: ListTableProps<Row>['sort']
  of: number
}) {
  const t = useT()
  const { search } = useLocation()
  const sorted = sort?.by === column.key ? (sort.descending ? 'descending' : 'ascending') : undefined
  const Icon = sorted === 'descending' ? IconArrowDown : IconArrowUp
  const share = shareOf(column)
  return (
    <th
      scope="col"
      aria-sort={sorted}
      data-column={column.key}
      className={column.number ? 'qx-number' : undefined}
      style={{ width: share > 0 ? `${((share / of) * 100).toFixed(1)}%` : '1px' }}
    >
      {column.sort ? (
        <Link
          to={hrefWith(search, { sort: sorted === 'ascending' ? `-${column.key}` : column.key, page: null })}
          aria-label={t('common.list.sortBy', { column: column.label })}
        >
          {column.label}
          {sorted && <Icon size={14} aria-hidden />}
        </Link>
      ) : (
        column.label
      )}
    </th>
  )
}
