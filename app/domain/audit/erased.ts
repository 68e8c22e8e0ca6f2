/** Stands in what is shown of an entry where a personal value was; pages say it in words. */
export const erased = '\u2588'
