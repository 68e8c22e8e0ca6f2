import { type ApplicationQuery, applicationSorts, applicationViews } from '#app/db/application.server.ts'
import { readListQuery } from '../list-query.ts'

/** The address of the list of applications, as its query. */
export function readApplicationQuery(url: URL): ApplicationQuery {
  const { view, sort, page, filters } = readListQuery(url, {
    views: applicationViews,
    sorts: applicationSorts,
    sort: '-updatedAt',
    filters: ['q', 'status', 'guideline', 'unit'],
  })
  return { view: applicationViews.find((name) => name === view) ?? 'all', sort, page, filters }
}
