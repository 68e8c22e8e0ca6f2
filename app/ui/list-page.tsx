import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import type { Crumb } from './crumbs.tsx'
import { ColumnChoice } from './list-columns.tsx'
import { type FilterChip, Filters, Pages, type View, ViewTabs } from './list-parts.tsx'
import { type Column, ListTable, type ListTableProps } from './list-table.tsx'
import { PageHeader } from './page-header.tsx'
import { useT } from './page.tsx'

export type { Column, FilterChip, View }

export type ListPageProps<Row> = ListTableProps<Row> & {
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
  page: { number: number; size: number; count: number }
  /** form post that asks for the workbook of exactly this list */
  exportAction?: string
  actions?: ReactNode
}

/** List: views as tabs with counts, filters as chips, sortable columns, sums, pages, export. Everything is in the address. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const t = useT()
  const { search } = useLocation()
  const table = <ListTable {...props} empty={props.chips?.length ? <NothingFound /> : props.empty} />
  return (
    <>
      <PageHeader title={props.title} note={props.note} crumbs={props.crumbs}>
        {props.rows.length > 0 && props.columns.length > 3 && <ColumnChoice columns={props.columns} />}
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
          <div className="qx-bulkbar qx-noprint" data-chosen={t('common.list.chosen')}>
            {props.select.bar}
          </div>
        </form>
      ) : (
        table
      )}
      <Pages {...props.page} />
    </>
  )
}

/** There may be rows, but none that the filters let through. */
function NothingFound() {
  const t = useT()
  const view = new URLSearchParams(useLocation().search).get('view')
  return (
    <>
      <p>{t('common.list.empty')}</p>
      <Link to={view ? `?view=${view}` : '?'}>{t('common.list.clear')}</Link>
    </>
  )
}
