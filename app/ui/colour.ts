/** Light, dark, or as the system has it: kept in this browser, set before the first paint. */

const schemes = ['light', 'dark', 'auto'] as const
export type ColourScheme = (typeof schemes)[number]

const key = 'colour'

/** Runs in the head of every page, before anything is painted. */
export const colourScript = `try{document.documentElement.dataset.colour=localStorage.getItem('${key}')??'auto'}catch{}`

export function chooseColour(scheme: ColourScheme): void {
  document.documentElement.dataset.colour = scheme
  localStorage.setItem(key, scheme)
}
