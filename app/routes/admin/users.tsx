import { Link } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { listUsers, type UserRow, userSorts, usersPerPage, userViews } from '#app/db/admin/users.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/users.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!may(ctx.actor, 'read', 'User')) throw new NotFound('users')
  const query = readListQuery(url, {
    views: userViews,
    sorts: userSorts,
    sort: 'loginName',
    filters: ['q'],
    size: usersPerPage,
  })
  const view = userViews.find((name) => name === query.view) ?? 'all'
  const { q } = query.filters
  const { sort, page, size } = query
  const list = await listUsers(ctx, { view, q, sort, page })
  const local = ctx.actor.level !== 'province'
  return {
    ...list,
    views: userViews.filter((key) => !local || key !== 'expert'),
    view,
    q,
    sort,
    page,
    size,
    local,
    mayCreate: may(ctx.actor, 'manage', 'User'),
  }
}

export default function Users({ loaderData }: Route.ComponentProps) {
  const { rows, count, counts, views, view, q, sort, page, size, local, mayCreate } = loaderData
  const t = useT()
  return (
    <ListPage
      title={t('admin.places.users')}
      note={t(local ? 'admin.localNote' : 'admin.separation')}
      crumbs={[{ label: t('admin.title'), to: '/admin' }]}
      actions={
        mayCreate && (
          <Link className="qx-button" to="/admin/users/new">
            {t('admin.createUser')}
          </Link>
        )
      }
      views={views.map((key) => ({ key, label: t(`admin.userViews.${key}`), count: counts[key] }))}
      view={view}
      chips={q ? [{ name: 'q', label: q }] : []}
      filters={<SearchFilter value={q} label={t('admin.userSearch')} />}
      columns={useColumns()}
      rows={rows}
      keyOf={(row) => row.id}
      sort={sort}
      page={{ number: page, size, count }}
      empty={t('common.list.empty')}
    />
  )
}

function useColumns(): Column<UserRow>[] {
  const t = useT()
  const nameOf = useName()
  const text = useText()
  return [
    {
      key: 'name',
      label: t('admin.user.name'),
      cell: ({ id, name }) => (
        <Link to={`/admin/users/${id}`} prefetch="intent">
          {name}
        </Link>
      ),
    },
    { key: 'loginName', sort: true, label: t('session.loginName'), cell: ({ loginName }) => loginName },
    {
      key: 'ground',
      share: 2,
      label: t('admin.user.belongs'),
      cell: ({ org, enterprise, expert }) =>
        (org && nameOf(org)) ?? enterprise?.name ?? expert?.employer ?? '—',
    },
    {
      key: 'roles',
      share: 2,
      label: t('admin.user.roles'),
      cell: ({ roles }) => roles.map((role) => text(`common.role.${role}`)).join(' · ') || '—',
    },
    {
      key: 'state',
      nowrap: true,
      label: t('admin.user.state'),
      cell: ({ active, passwordOneTime }) => (
        <StatusBadge
          tone={!active ? 'quiet' : passwordOneTime ? 'wait' : 'good'}
          label={
            !active
              ? t('admin.user.inactive')
              : passwordOneTime
                ? t('admin.user.oneTime')
                : t('admin.user.active')
          }
        />
      ),
    },
  ]
}
