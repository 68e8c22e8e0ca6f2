import { Link, redirect } from 'react-router'
import { has } from '#app/authorization/actor.ts'
import {
  guidelinesToPanel,
  listPanels,
  type PanelLine,
  panelSorts,
} from '#app/db/scoring/panel-list.server.ts'
import { Message } from '#app/ui/message.tsx'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { useT } from '#app/ui/page.tsx'
import { Status } from '#app/ui/scoring/status.tsx'
import { ScoringTabs } from '#app/ui/scoring/tabs.tsx'
import { DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/list.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (has(ctx.actor, 'expert')) throw redirect('/scoring/mine')
  const organiser = has(ctx.actor, 'organiser')
  const { sort } = readListQuery(url, { sorts: panelSorts, sort: '-createdAt' })
  const [rows, waiting] = await Promise.all([
    listPanels(ctx, { sort }),
    organiser ? guidelinesToPanel(ctx) : [],
  ])
  return { rows, sort, organiser, waiting: waiting.reduce((sum, line) => sum + line.waiting, 0) }
}

export default function Panels({ loaderData }: Route.ComponentProps) {
  const { rows, sort, organiser, waiting } = loaderData
  const t = useT()
  return (
    <>
      <ScoringTabs />
      {waiting > 0 && (
        <Message tone="wait">
          <Link to="/scoring/panels/new">{t('scoring.tabs.waiting', { count: waiting })}</Link>
        </Message>
      )}
      <ListPage
        title={t('scoring.title')}
        actions={
          organiser && (
            <Link className="qx-button" to="/scoring/panels/new">
              {t('scoring.panel.new')}
            </Link>
          )
        }
        columns={useColumns()}
        rows={rows}
        keyOf={({ id }) => id}
        sort={sort}
        page={{ number: 1, size: 500, count: rows.length }}
        empty={t('scoring.panel.none')}
      />
    </>
  )
}

function useColumns(): Column<PanelLine>[] {
  const t = useT()
  const progress = (done: number, total: number) =>
    total > 0 ? t('scoring.panel.progressOf', { done, total }) : '—'
  return [
    {
      key: 'name',
      sort: true,
      label: t('scoring.panel.title'),
      cell: ({ id, name }) => <Link to={`/scoring/panels/${id}`}>{name}</Link>,
    },
    {
      key: 'guideline',
      share: 2,
      sort: true,
      label: t('scoring.panel.guideline'),
      cell: ({ guideline }) => guideline,
    },
    {
      key: 'status',
      nowrap: true,
      label: t('scoring.panel.state'),
      cell: ({ status }) => <Status of="panel" status={status} />,
    },
    {
      key: 'applications',
      label: t('scoring.panel.applications'),
      number: true,
      cell: ({ applications }) => applications,
    },
    {
      key: 'experts',
      label: t('scoring.panel.experts'),
      number: true,
      cell: ({ committed, seatsWanted }) => progress(committed, seatsWanted),
    },
    {
      key: 'progress',
      label: t('scoring.panel.progress'),
      number: true,
      cell: ({ submitted, sheets }) => progress(submitted, sheets),
    },
    {
      key: 'scoringEnd',
      sort: true,
      label: t('scoring.panel.end'),
      nowrap: true,
      cell: ({ scoringEnd }) => <DateTime at={scoringEnd} />,
    },
  ]
}
