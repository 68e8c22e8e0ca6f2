import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '#app/db/client.server.ts'
import { entryExists, placeOf, signedWith } from '#app/db/log.server.ts'
import type { Receipts } from './context.ts'

/** What the log says of an act: its place and when that was signed, or that it is recorded and waits for its place. */
export type PlaceOfAct =
  { state: 'published'; index: number; leaf: string; signedAt: Date } | { state: 'waiting' }

/** milliseconds between looks at the log while somebody waits */
const pause = 60

/** The entry that a person gets a receipt for, of what was done in this request: that of the first act. */
export function receiptEntry(receipts: Receipts | undefined): string | null {
  return receipts?.entries.values().next().value ?? null
}

/** The newest entry of an act in a dossier: the receipt of who does again what is done already. */
export async function entryOfAct(db: Db, dossier: string, act: string): Promise<string | null> {
  const entry = await db.client.auditEntry.findFirst({
    where: { dossier, act, result: 'done' },
    orderBy: { n: 'desc' },
    select: { id: true },
  })
  return entry?.id ?? null
}

/** Waits until the log has published the entry. @param seconds at most @returns whether it has */
export async function untilPublished(db: Db, entry: string, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    if (await placeOf(db, entry)) return true
    if (performance.now() + pause > end) return false
    await sleep(pause)
  }
}

/** Where the entry stands now; null when there is no such entry. @param entry its id */
export async function placeOfAct(db: Db, entry: string): Promise<PlaceOfAct | null> {
  const place = await placeOf(db, entry)
  if (!place) return (await entryExists(db, entry)) ? { state: 'waiting' } : null
  const signedAt = await signedWith(db, place.number)
  return signedAt
    ? { state: 'published', index: place.number, leaf: place.leaf, signedAt }
    : { state: 'waiting' }
}
