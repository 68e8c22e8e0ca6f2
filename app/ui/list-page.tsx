import { IconArrowDown, IconArrowUp, IconDownload } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { PageHeader, type Crumb } from './page-header.tsx'
import { useT } from './page.tsx'
import { type FilterChip, Filters, hrefWith, Pages, type View, ViewTabs } from './list-parts.tsx'

export type { FilterChip, View }
export type Column<Row> = {
  key: string
  label: string
  cell: (row: Row) => ReactNode
  /** right-aligned; name the unit in the label */
  number?: boolean
  /** numbers of records, dates: never broken over two lines */
  nowrap?: boolean
  /** names that people read: never squeezed by the other columns */
  named?: boolean
  /** the address may sort by this key */
  sort?: boolean
  /** under the column, over all rows of the view and not only of this page */
  sum?: ReactNode
}

export type ListPageProps<Row> = {
  title: string
  note?: ReactNode
  crumbs?: readonly Crumb[]
  /** stands between the title and the views */
  lead?: ReactNode
  views?: readonly View[]
  view?: string
  /** filters in force; each chip takes its parameter out of the address */
  chips?: readonly FilterChip[]
  /** fields of the filter form, plain controls with `name` */
  filters?: ReactNode
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  sort?: { by: string; descending: boolean }
  page: { number: number; size: number; count: number }
  /** why it is empty, and what to do */
  empty: ReactNode
  /** form post that asks for the workbook of exactly this list */
  exportAction?: string
  actions?: ReactNode
  /** adds a box to each row, posted as `name`; `bar` holds the buttons of the bulk act */
  select?: { name: string; labelOf: (row: Row) => string; bar: ReactNode }
}

/** List: views as tabs with counts, filters as chips, sortable columns, sums, pages, export. Everything is in the address. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const t = useT()
  const { search } = useLocation()
  const table = <ListTable {...props} />
  return (
    <>
      <PageHeader title={props.title} note={props.note} crumbs={props.crumbs}>
        {props.exportAction && (
          <form method="post" action={props.exportAction + search}>
            <button className="qx-button qx-plain">
              <IconDownload size={16} aria-hidden />
              {t('common.list.export')}
            </button>
          </form>
        )}
        {props.actions}
      </PageHeader>
      {props.lead}
      {props.views && <ViewTabs views={props.views} current={props.view} />}
      {(props.filters || props.chips?.length) && (
        <Filters filters={props.filters} chips={props.chips ?? []} />
      )}
      {props.select ? (
        <form method="post" className="qx-bulk">
          {table}
          <div className="qx-bulkbar qx-noprint">{props.select.bar}</div>
        </form>
      ) : (
        table
      )}
      <Pages {...props.page} />
    </>
  )
}

function ListTable<Row>({ columns, rows, keyOf, sort, empty, select }: ListPageProps<Row>) {
  const t = useT()
  if (rows.length === 0) return <div className="qx-empty">{empty}</div>
  const summed = columns.some(({ sum }) => sum !== undefined)
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-list qx-onerow">
        <thead>
          <tr>
            {select && (
              <th scope="col" className="qx-tick">
                <span className="qx-visuallyhidden">{t('common.list.select')}</span>
              </th>
            )}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
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
              {columns.map(({ key, label, number, nowrap, cell }) => (
                <td
                  key={key}
                  data-label={label}
                  className={number ? 'qx-number' : nowrap ? 'qx-nowrap' : undefined}
                  onMouseEnter={number || nowrap ? undefined : tellWhole}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {summed && (
          <tfoot>
            <tr>
              {columns.map(({ key, label, sum, number }, at) => (
                <td
                  data-label={label}
                  key={key}
                  colSpan={select && at === 0 ? 2 : 1}
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

/** What is cut off at the end of a cell is told by its title, once the pointer asks. */
function tellWhole({ currentTarget: cell }: MouseEvent<HTMLTableCellElement>) {
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.innerText.replaceAll('\n', ' ')
  else cell.removeAttribute('title')
}

function HeadCell<Row>({ column, sort }: { column: Column<Row>; sort?: ListPageProps<Row>['sort'] }) {
  const t = useT()
  const { search } = useLocation()
  const sorted = sort?.by === column.key ? (sort.descending ? 'descending' : 'ascending') : undefined
  const Icon = sorted === 'descending' ? IconArrowDown : IconArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={column.number ? 'qx-number' : column.named ? 'qx-named' : undefined}
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
