export type ListQuery = {
  view: string
  sort: { by: string; descending: boolean }
  page: number
  size: number
  /** only the allowed names, only those with a value */
  filters: Record<string, string>
}

/**
 * Reads a list's address: `?view=&sort=-column&page=2&name=value`. Whatever is not allowed falls back silently,
 * because addresses travel between colleagues and versions.
 */
export function readListQuery(
  url: URL,
  allowed: {
    views?: readonly string[]
    sorts: readonly string[]
    sort: string
    filters?: readonly string[]
    size?: number
  },
): ListQuery {
  const query = url.searchParams
  const views = allowed.views ?? ['all']
  const view = query.get('view') ?? ''
  const wanted = query.get('sort') ?? ''
  const sort = allowed.sorts.includes(wanted.replace(/^-/, '')) ? wanted : allowed.sort
  const page = Number(query.get('page'))
  const filters: Record<string, string> = {}
  for (const name of allowed.filters ?? []) {
    const value = query.get(name)?.trim().slice(0, 100)
    if (value) filters[name] = value
  }
  return {
    view: views.includes(view) ? view : (views[0] ?? 'all'),
    sort: { by: sort.replace(/^-/, ''), descending: sort.startsWith('-') },
    page: Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1,
    size: allowed.size ?? 50,
    filters,
  }
}
