/** Rows on a page of a list, unless the list says another number. */
export const pageSize = 50
/** Counting, summing and paging end here, so that a list costs the same however long it is. */
export const mostCounted = 1000
