import { Link } from 'react-router'
import { listPayments } from '#app/db/funding/list.server.ts'
import { mayIssue } from '#app/db/funding/ready.server.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { usePaymentColumns } from '#app/ui/funding/payment-columns.tsx'
import { useT } from '#app/ui/page.tsx'
import { Amount } from '#app/ui/values.tsx'
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
          <Link className="qx-button qx-plain" to="/funding/clawbacks">
            {t('funding.toClawbacks')}
          </Link>
          <Link className="qx-button qx-plain" to="/funding/credits">
            {t('funding.toCredits')}
          </Link>
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
  const { project, undertaker, amount, payer, status, due } = usePaymentColumns()
  return [
    { ...project, share: 2 },
    undertaker,
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
    { ...amount, key: 'amountFen', sort: true, sum: <Amount fen={sumFen} bare /> },
    payer,
    status,
    { ...due, key: 'dueAt', sort: true },
  ]
}
