/**
 * Chinese words with the numbers and marks that belong to them: digits and opening brackets before the first, whatever
 * is no Latin letter between two of them, closing marks after the last.
 */
const chinese = /(?:[\d（〔“《【]+\s?)?\p{Script=Han}(?:[^A-Za-z]*[\p{Script=Han}）〕”》】。！？；])?/u

export type Run = { text: string; chinese: boolean }

/** A text in runs, Chinese and other, in their order; without a Chinese word it is one run. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  let rest = text
  for (let found = chinese.exec(rest); found; found = chinese.exec(rest)) {
    if (found.index > 0) runs.push({ text: rest.slice(0, found.index), chinese: false })
    runs.push({ text: found[0], chinese: true })
    rest = rest.slice(found.index + found[0].length)
  }
  return rest === '' && runs.length > 0 ? runs : [...runs, { text: rest, chinese: false }]
}
