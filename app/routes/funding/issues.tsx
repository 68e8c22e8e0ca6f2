import { Link } from 'react-router'
import { issueSorts, issueViews, listIssues } from '#app/db/funding/issue.server.ts'
import { mayIssue } from '#app/db/funding/ready.server.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { toneOf } from '#app/ui/funding/words.ts'
import { useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { Amount, Countdown } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/issues.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const query = readListQuery(url, { views: issueViews, sorts: issueSorts, sort: '-createdAt' })
  const view = issueViews.find((name) => name === query.view) ?? 'all'
  const list = await listIssues(ctx, { ...query, view })
  return { ...list, ...query, view, views: issueViews, mayIssue: mayIssue(ctx) }
}

export default function Issues({ loaderData }: Route.ComponentProps) {
  const { rows, counts, view, views, page, size, count, sort, sumFen } = loaderData
  const t = useT()
  const text = useText()
  return (
    <ListPage
      title={t('funding.issues.title')}
      note={t('funding.issues.note')}
      crumbs={[{ label: t('funding.title'), to: '/funding' }]}
      actions={
        loaderData.mayIssue && (
          <Link className="qx-button" to="/funding/issues/new">
            {t('funding.toIssue')}
          </Link>
        )
      }
      views={views.map((key) => ({
        key,
        label: key === 'all' ? t('funding.views.all') : text(`state.issue.${key}`),
        count: counts[key],
      }))}
      view={view}
      columns={useColumns(sumFen)}
      rows={rows}
      keyOf={({ id }) => id}
      sort={sort}
      page={{ number: page, size, count }}
      empty={counts.all === 0 ? t('funding.issues.empty') : t('funding.emptyView')}
    />
  )
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

function useColumns(sumFen: bigint): Column<Row>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'documentNo',
      label: t('funding.column.documentNo'),
      nowrap: true,
      sort: true,
      cell: ({ id, documentNo }) => <Link to={`/funding/issues/${id}`}>{documentNo}</Link>,
    },
    { key: 'guideline', label: t('funding.fact.guideline'), share: 2, cell: ({ guideline }) => guideline },
    {
      key: 'issuedOn',
      label: t('funding.column.issuedOn'),
      nowrap: true,
      sort: true,
      cell: ({ issuedOn }) => issuedOn,
    },
    { key: 'count', label: t('funding.column.count'), number: true, cell: ({ payments }) => payments },
    {
      key: 'totalFen',
      sort: true,
      label: t('funding.column.amount'),
      number: true,
      cell: ({ totalFen }) => <Amount fen={totalFen} bare />,
      sum: <Amount fen={sumFen} bare />,
    },
    {
      key: 'status',
      label: t('funding.column.status'),
      nowrap: true,
      cell: ({ status }) => (
        <StatusBadge tone={toneOf('issue', status)} label={text(`state.issue.${status}`)} />
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
