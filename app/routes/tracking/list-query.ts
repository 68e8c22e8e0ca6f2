import { type ProjectQuery, projectSorts, projectViews } from '#app/db/project-list.server.ts'
import { readListQuery } from '../list-query.ts'

/** The address of the list of projects, as its query. */
export function readProjectQuery(url: URL): ProjectQuery {
  const { view, sort, page, filters } = readListQuery(url, {
    views: projectViews,
    sorts: projectSorts,
    sort: '-updatedAt',
    filters: ['q'],
  })
  return { view: projectViews.find((name) => name === view) ?? 'all', sort, page, filters }
}
