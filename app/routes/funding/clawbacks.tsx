import { clawbackViews, listClawbacks } from '#app/db/funding/clawback-list.server.ts'
import { useProjectColumns } from '#app/ui/funding/project-columns.tsx'
import { toneOf } from '#app/ui/funding/words.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { Amount, Countdown } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readClawbackQuery } from './clawback-query.ts'
import type { Route } from './+types/clawbacks.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const query = readClawbackQuery(url)
  const list = await listClawbacks(ctxOf(context), query)
  return { ...list, ...query, views: clawbackViews }
}

export default function Clawbacks({ loaderData }: Route.ComponentProps) {
  const { rows, counts, view, views, page, size, count, sort, sumFen, repaidFen } = loaderData
  const t = useT()
  return (
    <ListPage
      title={t('funding.clawback.title')}
      note={t('funding.clawback.note')}
      crumbs={[{ label: t('funding.title'), to: '/funding' }]}
      views={views.map((key) => ({
        key,
        label: t(`funding.clawback.views.${key}`),
        count: counts[key],
      }))}
      view={view}
      columns={useColumns(sumFen, repaidFen)}
      rows={rows}
      keyOf={({ id }) => id}
      twoLines
      sort={sort}
      page={{ number: page, size, count }}
      exportAction={count > 0 ? '/funding/clawbacks/export' : undefined}
      empty={counts.all === 0 ? t('funding.clawback.empty') : t('funding.emptyView')}
    />
  )
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

function useColumns(sumFen: bigint, repaidFen: bigint): Column<Row>[] {
  const t = useT()
  const text = useText()
  const { project, undertaker } = useProjectColumns('/funding/clawbacks')
  return [
    { ...project, share: 2 },
    undertaker,
    {
      key: 'ground',
      label: t('funding.clawback.ground'),
      cell: ({ ground }) => text([`funding.clawback.grounds.${ground}`, '']),
    },
    {
      key: 'amountFen',
      label: t('funding.clawback.amount'),
      number: true,
      sort: true,
      cell: ({ amountFen }) => <Amount fen={amountFen} bare />,
      sum: <Amount fen={sumFen} bare />,
    },
    {
      key: 'repaidFen',
      label: t('funding.clawback.repaid'),
      number: true,
      sort: true,
      cell: ({ repaidFen: fen }) => <Amount fen={fen} bare />,
      sum: <Amount fen={repaidFen} bare />,
    },
    {
      key: 'status',
      label: t('funding.column.status'),
      nowrap: true,
      cell: ({ status }) => (
        <StatusBadge tone={toneOf('clawback', status)} label={text(`state.clawback.${status}`)} />
      ),
    },
    {
      key: 'dueAt',
      label: t('funding.column.due'),
      sort: true,
      cell: ({ dueAt }) => <Countdown due={dueAt} />,
    },
  ]
}
