import { type PaymentQuery, paymentSorts, paymentViews } from '#app/db/funding/list.server.ts'
import { readListQuery } from '../list-query.ts'

/** The address of the list of payments, as its query. */
export function readPaymentQuery(url: URL): PaymentQuery {
  const { view, sort, page, filters } = readListQuery(url, {
    views: ['all', ...paymentViews],
    sorts: paymentSorts,
    sort: '-updatedAt',
    filters: ['q', 'issue'],
  })
  return { view: paymentViews.find((name) => name === view) ?? 'all', sort, page, filters }
}
