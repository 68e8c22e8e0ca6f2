/** Rows on a page of a list, unless the list says another number. */
export const pageSize = 50
/** Counting, summing and paging end here, so that a list costs the same however long it is. */
export const mostCounted = 1000
/** Rows of one workbook; one row more is read, so that a longer list is refused and never cut off. */
export const mostExported = 20_000
