import { Link } from 'react-router'
import { type AlertRow, alertViews, listAlerts } from '#app/db/alert-list.server.ts'
import { alertLevels } from '#app/domain/tracking/alert.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { FilterSelect, SearchFilter } from '#app/ui/list-parts.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { AlertMark, alertTone } from '#app/ui/tracking/alert-mark.tsx'
import { Countdown } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readAlertQuery } from './alert-query.ts'
import type { Route } from './+types/alerts.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const query = readAlertQuery(url)
  const { rows, ...list } = await listAlerts(ctx, query)
  return {
    ...list,
    rows: rows.map((row) => ({ ...row, raisedOn: shanghaiDay(row.raisedAt) })),
    query,
    levels: alertLevels,
    staff: ctx.actor.enterpriseId === null,
    views: alertViews.filter((view) => view !== 'mine' || list.counts.mine > 0 || query.view === 'mine'),
  }
}

export default function Alerts({ loaderData }: Route.ComponentProps) {
  const { rows, counts, views, size, count, query, staff } = loaderData
  const t = useT()
  const text = useText()
  const { q, level } = query.filters
  const chips = [
    ...(q ? [{ name: 'q', label: q }] : []),
    ...(level ? [{ name: 'level', label: text([`alert.levelled.${level}`, level]) }] : []),
  ]
  return (
    <ListPage
      title={t('alert.title')}
      note={t('alert.note')}
      crumbs={[{ label: t('tracking.title'), to: '/projects' }]}
      views={views.map((key) => ({ key, label: t(`alert.views.${key}`), count: counts[key] }))}
      view={query.view}
      chips={chips}
      filters={
        <>
          <SearchFilter value={q} label={t('alert.search')} />
          <FilterSelect
            name="level"
            empty={t('alert.anyLevel')}
            value={level ?? undefined}
            options={loaderData.levels.map((one) => ({
              value: String(one),
              label: text(`alert.levelled.${one}`),
            }))}
          />
        </>
      }
      columns={useColumns(staff ? 'alert.risks' : 'alert.toldRisks')}
      twoLines
      rows={rows}
      keyOf={({ id }) => id}
      sort={query.sort}
      page={{ number: query.page, size, count }}
      exportAction={count > 0 ? '/alerts/export' : undefined}
      empty={counts.all === 0 ? t('alert.empty') : t('alert.emptyView')}
    />
  )
}

type Row = AlertRow & { raisedOn: string }

function useColumns(risks: 'alert.risks' | 'alert.toldRisks'): Column<Row>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'risk',
      share: 2,
      label: t('alert.column.risk'),
      cell: ({ id, risk }) => <Link to={`/alerts/${id}`}>{text(`${risks}.${risk}`)}</Link>,
    },
    {
      key: 'level',
      label: t('alert.column.level'),
      nowrap: true,
      sort: true,
      cell: ({ level }) => <AlertMark level={level} />,
    },
    {
      key: 'project',
      share: 2,
      label: t('alert.column.project'),
      cell: ({ project }) => (
        <>
          <Link to={`/projects/${project.id}?tab=alerts`}>{project.name}</Link>
          <small className="qx-soft">{project.code}</small>
        </>
      ),
    },
    {
      key: 'undertaker',
      label: t('alert.column.undertaker'),
      cell: ({ project }) => project.undertaker,
    },
    {
      key: 'raisedAt',
      label: t('alert.column.raisedOn'),
      nowrap: true,
      sort: true,
      cell: ({ raisedOn }) => raisedOn,
    },
    {
      key: 'status',
      label: t('alert.column.status'),
      nowrap: true,
      cell: ({ status }) => <StatusBadge tone={alertTone(status)} label={text(`state.alert.${status}`)} />,
    },
    {
      key: 'dueAt',
      label: t('alert.column.due'),
      nowrap: true,
      sort: true,
      cell: ({ dueAt }) => <Countdown due={dueAt} />,
    },
  ]
}
