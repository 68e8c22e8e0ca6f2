import type { Actor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'

/** On whose behalf, when (the server's receive instant) and by which request something is done. */
export type Ctx = { db: Db; actor: Actor; now: Date; requestId: string; ip: string; receipts?: Receipts }

/**
 * What acts with a receipt owe the log, wherever a server runs beside it. Without this (filling a demo, tests that
 * play a season) nobody waits for the log.
 */
export type Receipts = {
  /** seconds of standstill after which such acts are refused; 0: never */
  refuseAfter: number
  /** the entries of such acts in this request, by act and record: a repeated transaction replaces its own */
  entries: Map<string, string>
}
