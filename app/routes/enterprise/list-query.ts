import { type EnterpriseQuery, enterpriseSorts } from '#app/db/enterprise-list.server.ts'
import { readListQuery } from '../list-query.ts'

/** The address of the list of enterprises, as its query. */
export function readEnterpriseQuery(url: URL): EnterpriseQuery {
  const { sort, page, filters } = readListQuery(url, { sorts: enterpriseSorts, sort: 'name', filters: ['q'] })
  return { sort, page, filters }
}
