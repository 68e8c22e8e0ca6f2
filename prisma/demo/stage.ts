import { randomUUID } from 'node:crypto'
import type { Actor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'
import { findAccount } from '#app/db/session.server.ts'
import { addDays, instantFromText, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from '#app/services/context.ts'
import { held } from '#fixtures/held.ts'

/** Where the demo is played: any of its people, at any day before or after today. */
export type Stage = {
  db: Db
  today: string
  /** 'YYYY-MM-DD', so many days from today */
  day: (offset: number) => string
  /** 'YYYY-MM-DD HH:mm' as guidelines write it */
  minute: (offset: number, clock?: string) => string
  /** a request of this person on that day; each request a minute after the one before */
  as: (loginName: string, offset: number) => Promise<Ctx>
}

export function openStage(db: Db, now: Date): Stage {
  const today = shanghaiDay(now)
  const actors = new Map<string, Promise<Actor>>()
  const minutes = new Map<number, number>()

  const day = (offset: number) => addDays(today, offset)
  const minute = (offset: number, clock = '17:00') => `${day(offset)} ${clock}`

  async function as(loginName: string, offset: number): Promise<Ctx> {
    const known = actors.get(loginName) ?? actorOf(db, loginName)
    actors.set(loginName, known)
    const passed = minutes.get(offset) ?? 0
    minutes.set(offset, passed + 1)
    const morning = held(instantFromText(minute(offset, '09:30')))
    const at = new Date(Math.min(morning.getTime() + passed * 60_000, offset >= 0 ? now.getTime() : Infinity))
    return { db, actor: await known, now: at, requestId: randomUUID(), ip: '127.0.0.1' }
  }

  return { db, today, day, minute, as }
}

async function actorOf(db: Db, loginName: string): Promise<Actor> {
  const account = await findAccount(db, { loginName })
  if (!account) throw new Error(`nobody of the demo is called ${loginName}`)
  return { ...account.actor, via: 'demo' }
}
