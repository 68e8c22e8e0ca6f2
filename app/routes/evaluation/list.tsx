import { Link } from 'react-router'
import { evaluationSorts, evaluationViewNames, listEvaluations } from '#app/db/evaluation.server.ts'
import { score } from '#app/i18n/format.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { toneOf } from '#app/ui/tracking/words.ts'
import { Amount, Countdown } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/list.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const query = readListQuery(url, {
    views: evaluationViewNames,
    sorts: evaluationSorts,
    sort: '-year',
    filters: ['q'],
  })
  const view = evaluationViewNames.find((name) => name === query.view) ?? 'all'
  const list = await listEvaluations(ctx, { ...query, view, q: query.filters.q })
  return { ...list, ...query, view, viewNames: evaluationViewNames }
}

export default function Evaluations({ loaderData }: Route.ComponentProps) {
  const { rows, counts, view, viewNames, page, size, count, sort, filters, sumFen } = loaderData
  const t = useT()
  const columns = useColumns(sumFen)
  return (
    <ListPage
      title={t('evaluation.title')}
      note={t('evaluation.note')}
      views={viewNames.map((key) => ({ key, label: t(`evaluation.views.${key}`), count: counts[key] }))}
      view={view}
      chips={Object.entries(filters).map(([name, label]) => ({ name, label }))}
      filters={<SearchFilter value={filters.q} label={t('evaluation.search')} />}
      columns={columns}
      twoLines
      rows={rows}
      keyOf={({ id }) => id}
      sort={sort}
      page={{ number: page, size, count }}
      empty={counts.all === 0 ? t('evaluation.empty') : t('evaluation.emptyView')}
    />
  )
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

function useColumns(sumFen: bigint): Column<Row>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'project',
      share: 2,
      label: t('evaluation.column.project'),
      cell: ({ id, project }) => (
        <>
          <Link to={`/evaluations/${id}`}>{project.name}</Link>
          <small className="qx-soft qx-block">{project.code}</small>
        </>
      ),
    },
    {
      key: 'undertaker',
      label: t('evaluation.column.undertaker'),
      cell: ({ project }) => project.undertaker,
    },
    {
      key: 'year',
      label: t('evaluation.column.year'),
      nowrap: true,
      sort: true,
      cell: ({ year }) => year,
    },
    {
      key: 'budgetFen',
      sort: true,
      label: t('evaluation.column.budget'),
      number: true,
      cell: ({ budgetFen }) => <Amount fen={budgetFen} bare />,
      sum: <Amount fen={sumFen} bare />,
    },
    {
      key: 'scoreCenti',
      sort: true,
      label: t('evaluation.column.score'),
      number: true,
      cell: ({ scoreCenti }) => (scoreCenti === null ? '—' : score(scoreCenti)),
    },
    {
      key: 'grade',
      label: t('evaluation.column.grade'),
      nowrap: true,
      cell: ({ grade }) => (grade ? text(`evaluation.grades.${grade}`) : '—'),
    },
    {
      key: 'status',
      label: t('evaluation.column.status'),
      nowrap: true,
      cell: ({ status }) => <StatusBadge tone={toneOf(status)} label={text(`state.evaluation.${status}`)} />,
    },
    {
      key: 'dueAt',
      sort: true,
      label: t('evaluation.column.due'),
      nowrap: true,
      cell: ({ dueAt }) => <Countdown due={dueAt} />,
    },
  ]
}
