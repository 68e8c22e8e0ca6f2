import { type ClawbackQuery, clawbackSorts, clawbackViews } from '#app/db/funding/clawback-list.server.ts'
import { readListQuery } from '../list-query.ts'

/** The address of the list of clawbacks, as its query. */
export function readClawbackQuery(url: URL): ClawbackQuery {
  const query = readListQuery(url, { views: clawbackViews, sorts: clawbackSorts, sort: '-createdAt' })
  const { sort, page, size } = query
  return { view: clawbackViews.find((name) => name === query.view) ?? 'all', sort, page, size }
}
