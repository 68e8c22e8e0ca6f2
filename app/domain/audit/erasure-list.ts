import { z } from 'zod'
import { erasureKinds, type ErasureTarget } from './erasures.ts'

/** An erasure that was done, with the time from which on it is not meant any more (a person goes on working). */
export type DoneErasure = ErasureTarget & { erasure: string; at: string }

const line = z.strictObject({
  erasure: z.string().min(1).max(60),
  at: z.iso.datetime({ precision: 3 }),
  kind: z.enum(erasureKinds),
  id: z.string().min(1).max(200),
})

/** What outlives a restore: a first line that says of which log, then one erasure a line, by time. */
export function formatErasures(log: string, list: readonly DoneErasure[]): string {
  const sorted = list.toSorted((a, b) => compare(a.at, b.at) || compare(a.erasure, b.erasure))
  const lines = sorted.map(({ erasure, at, kind, id }) => JSON.stringify({ erasure, at, kind, id }))
  return [`${log}/erasures`, ...lines].map((text) => `${text}\n`).join('')
}

/** Null when it is not such a list of that log. */
export function parseErasures(log: string, text: string): DoneErasure[] | null {
  const [head, ...lines] = text.replace(/\n$/, '').split('\n')
  if (head !== `${log}/erasures`) return null
  const read = lines.map((one) => line.safeParse(json(one)).data ?? null)
  const sound = read.filter((one) => one !== null)
  return sound.length === read.length ? sound : null
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
