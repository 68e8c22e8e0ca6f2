import { Link } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import {
  listVacancies,
  vacanciesPerPage,
  type Vacancy,
  vacancySorts,
  vacancyViews,
} from '#app/db/admin/vacancies.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/vacancies.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!may(ctx.actor, 'read', 'User')) throw new NotFound('vacancies')
  const {
    view: wanted,
    filters,
    sort,
    page,
    size,
  } = readListQuery(url, {
    views: vacancyViews,
    sorts: vacancySorts,
    sort: '-waiting',
    filters: ['q'],
    size: vacanciesPerPage,
  })
  const view = vacancyViews.find((name) => name === wanted) ?? 'all'
  const { q } = filters
  const views = vacancyViews.filter((key) => key !== 'provincial' || ctx.actor.level === 'province')
  return { ...(await listVacancies(ctx, { view, q, sort, page })), views, view, q, sort, page, size }
}

export default function Vacancies({ loaderData }: Route.ComponentProps) {
  const { rows, count, counts, views, view, q, sort, page, size } = loaderData
  const t = useT()
  return (
    <ListPage
      title={t('admin.places.vacancies')}
      note={t('admin.vacancy.note')}
      crumbs={[{ label: t('admin.title'), to: '/admin' }]}
      views={views.map((key) => ({ key, label: t(`admin.vacancyViews.${key}`), count: counts[key] }))}
      view={view}
      chips={q ? [{ name: 'q', label: q }] : []}
      filters={<SearchFilter value={q} label={t('admin.vacancy.search')} />}
      columns={useColumns()}
      rows={rows}
      keyOf={({ code, role }) => `${code} ${role}`}
      sort={sort}
      page={{ number: page, size, count }}
      empty={t('admin.vacancy.none')}
    />
  )
}

function useColumns(): Column<Vacancy>[] {
  const t = useT()
  const text = useText()
  const nameOf = useName()
  return [
    {
      key: 'unit',
      sort: true,
      share: 2,
      label: t('admin.vacancy.unit'),
      cell: (row) => <Link to={`/admin/users?q=${row.code}`}>{nameOf(row)}</Link>,
    },
    { key: 'level', label: t('admin.vacancy.level'), cell: ({ level }) => t(`common.level.${level}`) },
    { key: 'role', label: t('admin.vacancy.role'), cell: ({ role }) => text(`common.role.${role}`) },
    {
      key: 'waiting',
      sort: true,
      number: true,
      label: t('admin.vacancy.waiting'),
      cell: ({ waiting }) => waiting,
    },
  ]
}
