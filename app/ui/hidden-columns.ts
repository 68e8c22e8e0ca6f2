import { keep } from './stored.ts'

/** Under which this browser keeps the columns that its reader hid: `/applications:total`, parted by spaces. */
export const hiddenColumns = 'hidden-columns'

/** Runs in the head of every page, before anything is painted. */
export const hiddenColumnsScript = `try{document.documentElement.dataset.hidden=localStorage.getItem('${hiddenColumns}')??''}catch{}`

export function hideColumns(names: readonly string[]): void {
  const value = names.join(' ')
  document.documentElement.dataset.hidden = value
  keep(hiddenColumns, value)
}
