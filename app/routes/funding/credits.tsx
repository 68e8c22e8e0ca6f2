import { creditViews, listCredits } from '#app/db/funding/credit-list.server.ts'
import { useProjectColumns } from '#app/ui/funding/project-columns.tsx'
import { toneOf } from '#app/ui/funding/words.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { ctxOf } from '../context.server.ts'
import { readCreditQuery } from './credit-query.ts'
import type { Route } from './+types/credits.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const query = readCreditQuery(url)
  const list = await listCredits(ctxOf(context), query)
  return { ...list, ...query, views: creditViews }
}

export default function Credits({ loaderData }: Route.ComponentProps) {
  const { rows, counts, view, views, filters, page, size, count, sort } = loaderData
  const t = useT()
  return (
    <ListPage
      title={t('funding.credit.title')}
      note={t('funding.credit.note')}
      crumbs={[{ label: t('funding.title'), to: '/funding' }]}
      views={views.map((key) => ({ key, label: t(`funding.credit.views.${key}`), count: counts[key] }))}
      view={view}
      chips={Object.entries(filters).map(([name, label]) => ({ name, label }))}
      filters={<SearchFilter value={filters.q} label={t('funding.search')} />}
      columns={useColumns()}
      rows={rows}
      keyOf={({ id }) => id}
      twoLines
      sort={sort}
      page={{ number: page, size, count }}
      exportAction={count > 0 ? '/funding/credits/export' : undefined}
      empty={counts.all === 0 ? t('funding.credit.empty') : t('funding.emptyView')}
    />
  )
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

function useColumns(): Column<Row>[] {
  const t = useT()
  const text = useText()
  const { project, undertaker } = useProjectColumns('/funding/credits')
  return [
    { ...project, share: 2 },
    undertaker,
    {
      key: 'event',
      label: t('funding.credit.event'),
      cell: ({ event }) => text([`funding.credit.events.${event}`, '']),
    },
    {
      key: 'level',
      label: t('funding.credit.level'),
      nowrap: true,
      cell: ({ level }) => text([`funding.credit.levels.${level}`, '']),
    },
    {
      key: 'points',
      label: t('funding.credit.points'),
      number: true,
      sort: true,
      cell: ({ points, startsOn }) => (startsOn ? points : '—'),
    },
    {
      key: 'endsOn',
      label: t('funding.credit.until'),
      nowrap: true,
      sort: true,
      cell: ({ endsOn }) => endsOn ?? '—',
    },
    {
      key: 'status',
      label: t('funding.column.status'),
      nowrap: true,
      cell: ({ status }) => (
        <StatusBadge tone={toneOf('credit', status)} label={text(`state.credit.${status}`)} />
      ),
    },
  ]
}
