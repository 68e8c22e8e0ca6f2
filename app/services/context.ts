import type { Actor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'

/** On whose behalf, when (the server's receive instant) and by which request something is done. */
export type Ctx = { db: Db; actor: Actor; now: Date; requestId: string; ip: string }
