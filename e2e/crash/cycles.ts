import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { fileOf } from '#app/db/address.ts'
import { freePort } from '#app/db/embedded-postgres.ts'
import { openDb, type Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { addDays } from '#app/domain/kernel/shanghai.ts'
import { newKey } from '#app/platform/audit-key.server.ts'
import { env } from '#app/platform/env.server.ts'
import { exportLog } from '#app/services/audit-export.server.ts'
import { demoPassword } from '#fixtures/cast.ts'
import { randomOf } from '#fixtures/random.ts'
import { seedCast } from '#fixtures/world.ts'
import { recordAccounts } from '#prisma/demo/accounts.ts'
import { verifyWith } from '../../verifier/testing.ts'
import { drainWorker, type Settings, startServer, type Under } from './server.ts'

export type Outcome = {
  cycles: number
  /** acts that were answered with done, and those whose answer never came */
  acknowledged: number
  unanswered: number
  /** of those without answer, how many had been written nevertheless */
  kept: number
  entries: number
  /** everything that should not be: acknowledged acts without entry, entries twice, entries without effect … */
  faults: string[]
  verifier: string
}

export type CrashOptions = {
  cycles: number
  seed?: number
  say?: (line: string) => void
  /** under what they are started, in turn */
  under?: readonly Under[]
  /** milliseconds of writing before the kill, at least */
  least?: number
}

/** Writers at the same time; milliseconds until the kill, at most. */
const writers = 6
const longest = 900

/**
 * Starts server and worker, lets people sign in and correct days of the calendar over HTTP, kills both with -9 at a
 * random moment, and begins again; then compares what was acknowledged with what the log and the tables say.
 * @param folder empty, for files and the export
 */
export async function crashCycles(
  databaseUrl: string,
  folder: string,
  { cycles, seed = 1, say = () => undefined, under = [], least = 0 }: CrashOptions,
): Promise<Outcome> {
  const random = randomOf(seed)
  const port = await freePort()
  const settings: Settings = {
    NODE_ENV: 'production',
    QIXIANG_MODE: 'production',
    LOG_LEVEL: 'error',
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    INSECURE_HTTP: '1',
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    SESSION_SECRET: 'x'.repeat(40),
    AUDIT_KEY: newKey('crash.example/log').secret,
    FIELD_KEY: env.fieldKey,
  }
  await fill(databaseUrl)
  const days = { acknowledged: new Set<string>(), unanswered: new Set<string>() }
  let signedIn = 0
  let next = 0
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const server = await startServer(settings, under[cycle % under.length])
    const cookie = await patiently(() => signIn(server.url))
    signedIn++
    let stopped = false
    const write = async () => {
      while (!stopped) {
        const day = addDays('2030-01-01', next++)
        const done = await correctDay(server.url, cookie, day).catch(() => false)
        days[done ? 'acknowledged' : 'unanswered'].add(day)
      }
    }
    const writing = Array.from({ length: writers }, write)
    await sleep(least + random(longest))
    await server.kill()
    stopped = true
    await Promise.all(writing)
    endLease(databaseUrl)
    if (cycle % 10 === 0) say(`${cycle} cycles, ${days.acknowledged.size} acts acknowledged`)
  }
  await drainWorker(settings)
  const db = await openDb(databaseUrl)
  try {
    return { cycles, ...(await compared(db, days, signedIn, join(folder, 'export'))) }
  } finally {
    await db.close()
  }
}

/** As if the fifteen seconds had passed that a dead sequencer still counts as the leader. */
function endLease(databaseUrl: string): void {
  const sqlite = new Database(fileOf(databaseUrl))
  sqlite.exec(`UPDATE "Lease" SET "expiresAt" = '1970-01-01T00:00:00.000+00:00'`)
  sqlite.close()
}

async function fill(databaseUrl: string): Promise<void> {
  const db = await openDb(databaseUrl)
  try {
    await seedCast(db)
    await recordAccounts(db)
    await db.client.user.updateMany({ data: { demo: false } })
  } finally {
    await db.close()
  }
}

/** A disk that fails may fail the first acts as well. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 20) throw error
    }
  }
}

async function signIn(url: string): Promise<string> {
  const answer = await post(`${url}/sign-in`, { loginName: 'sys_admin', password: demoPassword }, '')
  await answer.body?.cancel()
  if (answer.status !== 302) throw new Error(`sign-in answers ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** @returns whether the act was acknowledged */
async function correctDay(url: string, cookie: string, day: string): Promise<boolean> {
  const answer = await post(
    `${url}/admin/calendar.data`,
    { act: 'day', day, working: 'yes', note: `kept ${day}` },
    cookie,
  )
  const text = await answer.text()
  if (answer.status !== 200 || !text.includes('done')) throw new Error(`${answer.status} ${text}`)
  return true
}

function post(address: string, fields: Record<string, string>, cookie: string): Promise<Response> {
  const { origin } = new URL(address)
  return fetch(address, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers: { Cookie: cookie, Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
  })
}

type Days = Record<'acknowledged' | 'unanswered', ReadonlySet<string>>

async function compared(
  db: Db,
  days: Days,
  signedIn: number,
  folder: string,
): Promise<Omit<Outcome, 'cycles'>> {
  const { client } = db
  const entries = await client.auditEntry.findMany({
    where: { act: { in: ['calendar.correct', 'session.opened'] }, result: 'done' },
    select: { id: true, act: true, bytes: true },
  })
  const events = entries.map(({ act, bytes }) => ({ act, ...JSON.parse(Buffer.from(bytes).toString()) }))
  const times = new Map<string, number>()
  for (const { act, object } of events)
    if (act === 'calendar.correct') times.set(object.id, (times.get(object.id) ?? 0) + 1)
  const rows = new Map((await client.calendarDay.findMany()).map(({ day, note }) => [day, note]))
  const opened = events.filter(({ act }) => act === 'session.opened').length
  const placed = await client.logSequence.findMany({ select: { entryId: true } })
  const all = await client.auditEntry.count()
  const asked = [...days.acknowledged, ...days.unanswered]
  const faults = [
    ...[...days.acknowledged]
      .filter((day) => times.get(day) !== 1)
      .map((day) => `${day}: ${times.get(day) ?? 0} entries`),
    ...asked.filter((day) => (times.get(day) ?? 0) > 1).map((day) => `${day}: twice`),
    ...asked
      .filter((day) => times.has(day) !== (rows.get(day) === `kept ${day}`))
      .map((day) => `${day}: entry and row differ`),
    ...(opened === (await client.session.count()) && opened >= signedIn
      ? []
      : [`${opened} sign-ins, not ${signedIn}`]),
    ...(placed.length === all && new Set(placed.map(({ entryId }) => entryId)).size === all
      ? []
      : [`${placed.length} places`]),
    ...(await findBreaches(db)).map(({ invariant, subject }) => `${invariant}: ${subject}`),
  ]
  const exported = await exportLog(db, folder)
  const { code, out } = await verifyWith('node', ['--en', 'export', folder])
  return {
    acknowledged: days.acknowledged.size + signedIn,
    unanswered: days.unanswered.size,
    kept: [...days.unanswered].filter((day) => times.has(day)).length,
    entries: all,
    faults: exported.ok && code === 0 ? faults : [...faults, 'the verifier refuses the log'],
    verifier: out.split('\n')[0] ?? '',
  }
}
