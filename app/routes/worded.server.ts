import type { Messages } from '#app/i18n/index.ts'
import { textOf } from '#app/i18n/index.ts'
import { riskWords } from '#app/i18n/notice-words.ts'

type Said = { code: string; params: Record<string, string | number>; status?: unknown }

/**
 * An answer in which every refusal and every problem is also said in the reader's words: any page can be refused something, and
 * need not load the texts of it all. Parts without one stay the same objects.
 */
export function inWords<T>(answer: T, messages: Messages): T {
  return worded(answer, messages) as T
}

function worded(value: unknown, messages: Messages): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item: unknown) => worded(item, messages))
    return items.some((item, at) => item !== value[at]) ? items : value
  }
  if (!isPlain(value)) return value
  let changed: Record<string, unknown> | null = null
  for (const [key, part] of Object.entries(value)) {
    const said = worded(part, messages)
    if (said !== part) changed = { ...(changed ?? value), [key]: said }
  }
  const words = isSaid(value) ? wordsOf(value, messages) : null
  return words === null ? (changed ?? value) : { ...(changed ?? value), words }
}

/** What was refused has a status; everything else is a problem. */
function wordsOf({ code, params, status }: Said, messages: Messages): string | null {
  return textOf(
    messages,
    `${typeof status === 'number' ? 'refusal' : 'problem'}.${code}`,
    riskWords(messages, params),
  )
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function isSaid(value: Record<string, unknown>): value is Said {
  return typeof value.code === 'string' && isPlain(value.params)
}
