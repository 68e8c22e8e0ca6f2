import { type CreditQuery, creditSorts, creditViews } from '#app/db/funding/credit-list.server.ts'
import { readListQuery } from '../list-query.ts'

/** The address of the list of credit records, as its query. */
export function readCreditQuery(url: URL): CreditQuery {
  const { view, ...query } = readListQuery(url, {
    views: creditViews,
    sorts: creditSorts,
    sort: '-createdAt',
    filters: ['q'],
  })
  return { ...query, view: creditViews.find((name) => name === view) ?? 'all' }
}
