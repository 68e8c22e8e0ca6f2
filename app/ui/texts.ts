import type { LoadedMessages } from '#app/i18n/index.ts'

type Tree = { [key: string]: string | Tree }

/** The texts that are in this browser so far; pages add theirs before they run. */
export const texts: LoadedMessages = {}

/** Adds the texts of a page to those that are here. */
export function addTexts(added: Tree, to: Tree = texts as Tree): void {
  for (const [key, value] of Object.entries(added)) {
    const here = to[key]
    if (typeof here === 'object' && typeof value === 'object') addTexts(value, here)
    else to[key] = value
  }
}
