import { type ExpertQuery, expertSorts } from '#app/db/scoring/expert-list.server.ts'
import { expertKinds } from '#app/domain/scoring/draw.ts'
import { readListQuery } from '../list-query.ts'

/** States that the list of experts filters by. */
export const expertStates = ['in_pool', 'suspended', 'removed'] as const

/** The address of the list of experts, as its query. */
export function readExpertQuery(url: URL): ExpertQuery {
  const { sort, page, filters } = readListQuery(url, {
    sorts: expertSorts,
    sort: 'name',
    filters: ['q', 'status', 'kind'],
  })
  const status = expertStates.find((state) => state === filters.status)
  const kind = expertKinds.find((one) => one === filters.kind)
  return {
    sort,
    page,
    filters: { ...(filters.q && { q: filters.q }), ...(status && { status }), ...(kind && { kind }) },
  }
}
