import { Link } from 'react-router'
import { listPayments } from '#app/db/funding/list.server.ts'
import { mayIssue } from '#app/db/funding/ready.server.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { toneOf, useOffice } from '#app/ui/funding/words.ts'
import { useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { Amount, Countdown } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readPaymentQuery } from './list-query.ts'
import type { Route } from './+types/list.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const query = readPaymentQuery(url)
  const list = await listPayments(ctx, query)
  return {
    ...list,
    query,
    staff: ctx.actor.level !== null || ctx.actor.roles.includes('supervisor'),
    mayIssue: mayIssue(ctx),
  }
}

export default function Payments({ loaderData }: Route.ComponentProps) {
  const { rows, counts, count, size, query, sumFen, staff } = loaderData
  const t = useT()
  const views = (['all', 'mine', 'unpaid', 'paid', 'overdue', 'confirmed'] as const).filter(
    (view) => view !== 'mine' || counts.mine > 0 || query.view === 'mine',
  )
  return (
    <ListPage
      title={t('funding.title')}
      note={t('funding.note')}
      actions={
        <>
          {staff && (
            <Link className="qx-button qx-plain" to="/funding/issues">
              {t('funding.toIssues')}
            </Link>
          )}
          {loaderData.mayIssue && (
            <Link className="qx-button" to="/funding/issues/new">
              {t('funding.toIssue')}
            </Link>
          )}
        </>
      }
      views={views.map((key) => ({ key, label: t(`funding.views.${key}`), count: counts[key] }))}
      view={query.view}
      chips={Object.entries(query.filters).map(([name, value]) => ({
        name,
        label: name === 'issue' ? (rows[0]?.issue.documentNo ?? value) : value,
      }))}
      filters={
        <>
          <SearchFilter value={query.filters.q} label={t('funding.search')} />
          {query.filters.issue && <input type="hidden" name="issue" value={query.filters.issue} />}
        </>
      }
      columns={useColumns(sumFen)}
      rows={rows}
      keyOf={({ id }) => id}
      twoLines
      sort={query.sort}
      page={{ number: query.page, size, count }}
      exportAction={staff && count > 0 ? '/funding/export' : undefined}
      empty={counts.all === 0 ? t('funding.empty') : t('funding.emptyView')}
    />
  )
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

function useColumns(sumFen: bigint): Column<Row>[] {
  const t = useT()
  const text = useText()
  const office = useOffice()
  return [
    {
      key: 'project',
      label: t('funding.column.project'),
      share: 2,
      cell: ({ id, project }) => (
        <div>
          <Link to={`/funding/${id}`}>{project.name}</Link>
          <br />
          <small className="qx-soft">{project.code}</small>
        </div>
      ),
    },
    { key: 'undertaker', label: t('funding.column.undertaker'), cell: ({ project }) => project.undertaker },
    {
      key: 'documentNo',
      label: t('funding.column.documentNo'),
      nowrap: true,
      cell: ({ issue, number }) => (
        <div>
          {issue.documentNo}
          <br />
          <small className="qx-soft">{t('funding.instalment', { number })}</small>
        </div>
      ),
    },
    {
      key: 'amountFen',
      label: t('funding.column.amount'),
      number: true,
      sort: true,
      cell: ({ amountFen }) => <Amount fen={amountFen} bare />,
      sum: <Amount fen={sumFen} bare />,
    },
    { key: 'payer', label: t('funding.column.payer'), cell: ({ payer }) => office(payer) },
    {
      key: 'status',
      label: t('funding.column.status'),
      nowrap: true,
      cell: ({ status }) => (
        <StatusBadge tone={toneOf('payment', status)} label={text(`state.payment.${status}`)} />
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
