import { Link } from 'react-router'
import { listProjects, type ProjectRow, projectViews } from '#app/db/project-list.server.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { AlertMark } from '#app/ui/tracking/alert-mark.tsx'
import { toneOf } from '#app/ui/tracking/words.ts'
import { Amount, Countdown } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readProjectQuery } from './list-query.ts'
import type { Route } from './+types/list.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const query = readProjectQuery(url)
  return { ...(await listProjects(ctx, query)), query, views: projectViews }
}

export default function Projects({ loaderData }: Route.ComponentProps) {
  const { rows, counts, views, size, count, query, sumFen } = loaderData
  const t = useT()
  const columns = useColumns(sumFen)
  return (
    <ListPage
      title={t('tracking.title')}
      note={t('tracking.note')}
      actions={
        <Link className="qx-button qx-plain" to="/alerts">
          {t('alert.title')}
        </Link>
      }
      views={views.map((key) => ({ key, label: t(`tracking.views.${key}`), count: counts[key] }))}
      view={query.view}
      chips={Object.entries(query.filters).map(([name, label]) => ({ name, label }))}
      filters={<SearchFilter value={query.filters.q} label={t('tracking.search')} />}
      columns={columns}
      twoLines
      rows={rows}
      keyOf={({ id }) => id}
      sort={query.sort}
      page={{ number: query.page, size, count }}
      exportAction={count > 0 ? '/projects/export' : undefined}
      empty={counts.all === 0 ? t('tracking.empty') : t('tracking.emptyView')}
    />
  )
}

function useColumns(sumFen: bigint): Column<ProjectRow>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'name',
      share: 2,
      sort: true,
      label: t('tracking.column.name'),
      cell: ({ id, name, code }) => (
        <>
          <Link to={`/projects/${id}`}>{name}</Link>
          <small className="qx-soft qx-block">{code}</small>
        </>
      ),
    },
    {
      key: 'undertaker',
      label: t('tracking.column.undertaker'),
      sort: true,
      cell: ({ undertaker }) => undertaker,
    },
    {
      key: 'amountFen',
      label: t('tracking.column.amount'),
      number: true,
      sort: true,
      cell: ({ amountFen }) => <Amount fen={amountFen} bare />,
      sum: <Amount fen={sumFen} bare />,
    },
    { key: 'endOn', label: t('tracking.column.end'), nowrap: true, sort: true, cell: ({ endOn }) => endOn },
    {
      key: 'reports',
      label: t('tracking.column.reports'),
      nowrap: true,
      cell: ({ reports, asked, late }) =>
        asked === 0 ? (
          '—'
        ) : (
          <>
            {reports}/{asked}{' '}
            {late > 0 && <b className="qx-bad">{t('tracking.lateReports', { count: late })}</b>}
          </>
        ),
    },
    {
      key: 'alerts',
      label: t('alert.column.alerts'),
      nowrap: true,
      cell: ({ id, alerts }) =>
        alerts.length === 0 ? (
          '—'
        ) : (
          <Link className="qx-marks" to={`/projects/${id}?tab=alerts`}>
            {alerts.map(({ level, count }) => (
              <AlertMark key={level} level={level} count={count} />
            ))}
          </Link>
        ),
    },
    {
      key: 'status',
      label: t('tracking.column.status'),
      nowrap: true,
      cell: ({ status }) => <StatusBadge tone={toneOf(status)} label={text(`state.project.${status}`)} />,
    },
    {
      key: 'dueAt',
      sort: true,
      label: t('tracking.column.due'),
      nowrap: true,
      cell: ({ dueAt }) => <Countdown due={dueAt} />,
    },
  ]
}
