import { Link } from 'react-router'
import {
  applicationFilterNames,
  type ApplicationRow,
  listApplications,
  statesToFilter,
} from '#app/db/application.server.ts'
import { pageSize } from '#app/db/paging.server.ts'
import { mostCounted } from '#app/i18n/format.ts'
import { toneOf, useStateName } from '#app/ui/application/words.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { useName, useT } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { Amount, Countdown, DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readApplicationQuery } from './list-query.ts'
import type { Route } from './+types/list.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const query = readApplicationQuery(url)
  const [list, names] = await Promise.all([
    listApplications(ctx, query),
    applicationFilterNames(ctx, query.filters),
  ])
  return {
    ...list,
    query,
    names,
    own: ctx.actor.enterpriseId !== null,
    states: statesToFilter(ctx),
    views: Object.entries(list.counts).map(([key, count]) => ({ key, count })),
    size: pageSize,
  }
}

export default function Applications({ loaderData }: Route.ComponentProps) {
  const { rows, query, names, own, states, views, page, size, count } = loaderData
  const t = useT()
  const stateName = useStateName(own)
  const { filters } = query
  const chips = Object.entries(filters).map(([name, value]) => ({
    name,
    label:
      name === 'status'
        ? stateName(value)
        : name === 'guideline'
          ? (names.guideline ?? value)
          : name === 'unit'
            ? (names.unit ?? value)
            : value,
  }))
  return (
    <ListPage
      title={t('application.title')}
      note={own ? undefined : t('application.note')}
      actions={
        own && (
          <Link className="qx-button" to="/applications/new">
            {t('application.start')}
          </Link>
        )
      }
      views={views
        .filter(({ key, count: number }) => key !== 'waiting' || own || number > 0 || query.view === key)
        .map(({ key, count: number }) => ({
          key,
          label: t(`application.views.${viewOf(key)}`),
          count: number,
        }))}
      view={query.view}
      chips={chips}
      filters={
        <>
          <SearchFilter value={filters.q} label={t('application.searchHint')} />
          <select
            key={`status ${filters.status}`}
            className="qx-input"
            name="status"
            defaultValue={filters.status ?? ''}
            aria-label={t('application.columns.status')}
          >
            <option value="">{t('application.anyStatus')}</option>
            {states.map((status) => (
              <option key={status} value={status}>
                {stateName(status)}
              </option>
            ))}
          </select>
          {filters.guideline && <input type="hidden" name="guideline" value={filters.guideline} />}
          {filters.unit && <input type="hidden" name="unit" value={filters.unit} />}
        </>
      }
      columns={useColumns(loaderData)}
      rows={rows}
      keyOf={(row) => row.id}
      sort={query.sort}
      page={{ number: page, size, count }}
      exportAction={count > 0 ? '/applications/export' : undefined}
      empty={
        own ? (
          <>
            <p>{t('application.empty.applicant')}</p>
            <Link to="/applications/new">{t('application.start')}</Link>
          </>
        ) : (
          t('application.empty.staff')
        )
      }
    />
  )
}

function viewOf(key: string) {
  const known = ['all', 'waiting', 'overdue', 'running', 'ended'] as const
  return known.find((view) => view === key) ?? 'all'
}

function useColumns({ own, sums, count }: Route.ComponentProps['loaderData']): Column<ApplicationRow>[] {
  const t = useT()
  const stateName = useStateName(own)
  const name = useName()
  const capped = count >= mostCounted && (
    <small className="qx-block">{t('application.firstOnly', { count: mostCounted })}</small>
  )
  const receipt: Column<ApplicationRow> = {
    key: 'receiptNo',
    label: t('application.columns.receiptNo'),
    nowrap: true,
    cell: (row) => row.receiptNo ?? '—',
  }
  const applicant: Column<ApplicationRow> = {
    key: 'applicant',
    label: t('application.columns.applicant'),
    share: 2,
    long: true,
    cell: (row) => (
      <div>
        {row.applicantName}
        <small className="qx-hint qx-block">{name(row.unit)}</small>
      </div>
    ),
  }
  return [
    receipt,
    {
      key: 'project',
      label: t('application.columns.project'),
      share: 3,
      long: true,
      cell: (row) => (
        <div>
          <Link to={`/applications/${row.id}`} prefetch="intent">
            {row.projectName || t('application.unnamed')}
          </Link>
          <small className="qx-hint qx-oneline" title={row.guideline.title}>
            {row.guideline.title}
          </small>
        </div>
      ),
    },
    ...(own ? [] : [applicant]),
    {
      key: 'status',
      label: t('application.columns.status'),
      nowrap: true,
      cell: (row) => <StatusBadge tone={toneOf(row.status)} label={stateName(row.status)} />,
    },
    {
      key: 'dueAt',
      label: t('application.columns.due'),
      sort: !own,
      nowrap: true,
      cell: (row) => <Countdown due={row.dueAt} />,
    },
    {
      key: 'total',
      label: t('application.columns.total'),
      number: true,
      cell: (row) => <Amount fen={row.totalInvestmentFen} bare />,
      sum: (
        <>
          <Amount fen={sums.totalInvestmentFen} bare />
          {capped}
        </>
      ),
    },
    {
      key: 'requestedFen',
      label: t('application.columns.requested'),
      number: true,
      sort: true,
      cell: (row) => <Amount fen={row.requestedFen} bare />,
      sum: <Amount fen={sums.requestedFen} bare />,
    },
    {
      key: 'submittedAt',
      label: t('application.columns.submitted'),
      sort: true,
      nowrap: true,
      cell: (row) => <DateTime at={row.submittedAt} />,
    },
  ]
}
