import { Link } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import {
  listOffices,
  type OfficeRow,
  officeSorts,
  officesPerPage,
  officeViews,
} from '#app/db/admin/offices.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/offices.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!may(ctx.actor, 'read', 'Office')) throw new NotFound('offices')
  const query = readListQuery(url, {
    views: officeViews,
    sorts: officeSorts,
    sort: 'code',
    filters: ['q', 'region'],
    size: officesPerPage,
  })
  const view = officeViews.find((name) => name === query.view) ?? 'all'
  const { q, region } = query.filters
  const { sort, page, size } = query
  const list = await listOffices(ctx, { view, q, region, sort, page })
  return { ...list, views: officeViews, view, q, region, sort, page, size }
}

export default function Offices({ loaderData }: Route.ComponentProps) {
  const { rows, count, counts, regions, views, view, q, region, sort, page, size } = loaderData
  const t = useT()
  const nameOf = useName()
  const chosen = regions.find(({ code }) => code === region)
  return (
    <ListPage
      title={t('admin.places.offices')}
      note={t('admin.unit.note')}
      crumbs={[{ label: t('admin.title'), to: '/admin' }]}
      actions={
        <Link className="qx-button" to="/admin/offices/new">
          {t('admin.unit.create')}
        </Link>
      }
      views={views.map((key) => ({ key, label: t(`admin.unit.views.${key}`), count: counts[key] }))}
      view={view}
      chips={[
        ...(q ? [{ name: 'q', label: q }] : []),
        ...(region ? [{ name: 'region', label: chosen ? nameOf(chosen) : region }] : []),
      ]}
      filters={
        <>
          <select
            key={region}
            className="qx-input"
            name="region"
            defaultValue={region ?? ''}
            aria-label={t('admin.unit.region')}
          >
            <option value="">{t('admin.unit.everywhere')}</option>
            {regions.map((one) => (
              <option key={one.code} value={one.code}>
                {nameOf(one)}
              </option>
            ))}
          </select>
          <SearchFilter value={q} label={t('admin.unit.search')} />
        </>
      }
      columns={useColumns()}
      rows={rows}
      keyOf={({ code }) => code}
      sort={sort}
      page={{ number: page, size, count }}
      empty={t('common.list.empty')}
    />
  )
}

function useColumns(): Column<OfficeRow>[] {
  const t = useT()
  const nameOf = useName()
  const text = useText()
  return [
    {
      key: 'name',
      sort: true,
      share: 2,
      label: t('admin.unit.name'),
      cell: (row) => (
        <Link to={`/admin/offices/${row.code}`} prefetch="intent">
          {nameOf(row)}
        </Link>
      ),
    },
    { key: 'code', sort: true, nowrap: true, label: t('admin.unit.code'), cell: ({ code }) => code },
    {
      key: 'kind',
      label: t('admin.unit.kind'),
      cell: ({ kind }) => text(`admin.unit.kinds.${kind}`),
    },
    { key: 'level', label: t('admin.unit.level'), cell: ({ level }) => text(`common.level.${level}`) },
    {
      key: 'parent',
      label: t('admin.unit.parent'),
      cell: ({ parent }) => (parent ? nameOf(parent) : '—'),
    },
    { key: 'people', nowrap: true, label: t('admin.unit.people'), cell: ({ people }) => people },
    {
      key: 'state',
      nowrap: true,
      label: t('admin.unit.state'),
      cell: ({ valid }) => (
        <StatusBadge
          tone={valid ? 'good' : 'quiet'}
          label={valid ? t('admin.unit.valid') : t('admin.unit.ended')}
        />
      ),
    },
  ]
}
