import { type AlertQuery, alertSorts, alertViews } from '#app/db/alert-list.server.ts'
import { readListQuery } from '../list-query.ts'

/** The address of the list of alerts, as its query. */
export function readAlertQuery(url: URL): AlertQuery {
  const { view, sort, page, filters } = readListQuery(url, {
    views: alertViews,
    sorts: alertSorts,
    sort: '-level',
    filters: ['q', 'level'],
  })
  return { view: alertViews.find((name) => name === view) ?? 'standing', sort, page, filters }
}
