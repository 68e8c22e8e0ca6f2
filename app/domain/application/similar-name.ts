import { narrow } from '#app/domain/kernel/decimal.ts'

/** Words that say nothing about a project, official list of domain A.7. */
const fillers = /关于|年产|项目|有限公司/g

/** A project's name for comparison: narrow, lower case, without fillers, blanks and punctuation. */
export function normaliseName(name: string): string {
  return narrow(name)
    .toLowerCase()
    .replace(fillers, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function bigrams(text: string): Set<string> {
  const characters = [...text]
  if (characters.length < 2) return new Set(characters)
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`))
}

/** Jaccard similarity of the character bigrams of two normalised names, 0 to 1 (domain A.7, near). */
export function similarity(first: string, second: string): number {
  const [a, b] = [bigrams(normaliseName(first)), bigrams(normaliseName(second))]
  if (a.size === 0 && b.size === 0) return 0
  const shared = [...a].filter((pair) => b.has(pair)).length
  return shared / (a.size + b.size - shared)
}
