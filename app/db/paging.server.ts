/** Rows on a page of a list, unless the list says another number. */
export const pageSize = 50
/** Rows of one workbook; one row more is read, so that a longer list is refused and never cut off. */
export const mostExported = 20_000

/** Order by one column; where it may be empty, rows without a value stand last in either direction. */
export function ordered(by: string, descending: boolean, mayBeEmpty: readonly string[] = []) {
  const sort = descending ? ('desc' as const) : ('asc' as const)
  return { [by]: mayBeEmpty.includes(by) ? { sort, nulls: 'last' as const } : sort }
}
