import type { Conclusion } from '#app/domain/review/opinion.ts'
import type { Posted } from './act.server.ts'

/** An opinion as posted: ticks come as `tick`, a reason to set a result aside as `override.CODE`; an empty one sets nothing aside. */
export function readOpinion({ version, word, words, typed }: Posted) {
  const conclusion: Conclusion = word('conclusion') === 'reject' ? 'reject' : 'pass'
  const overrides = Object.keys(typed)
    .filter((name) => name.startsWith('override.') && word(name).trim() !== '')
    .map((name) => ({ code: name.slice('override.'.length), reason: word(name) }))
  return { version, conclusion, text: word('text'), ticks: words('tick'), overrides }
}
