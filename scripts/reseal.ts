import { systemActor } from '#app/authorization/actor.ts'
import type { SealedCount } from '#app/db/sealed.server.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { now } from '#app/platform/clock.server.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { keyIds } from '#app/platform/sealed.server.ts'
import { notByNewest, resealAll } from '#app/services/admin/reseal.server.ts'
import { openInstalled } from './open-installed.ts'

/**
 * `npm run reseal`: seals again by the first key of FIELD_KEY whatever the others have sealed, beside a running system.
 * `npm run reseal -- --check` only counts. Exits 1 while anything is left that the first key has not sealed.
 */
const [newest, ...older] = keyIds()
const db = await openInstalled(env.databaseUrl)
try {
  if (process.argv.includes('--check')) say(await notByNewest(db))
  else await reseal()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await db.close()
}

async function reseal(): Promise<void> {
  const actor = { ...systemActor, via: 'command' }
  let next = 0
  const sealed = await resealAll(
    { db, actor, now: now(), requestId: newId(), ip: '' },
    {
      progress({ resealed, total }) {
        if (Date.now() < next) return
        next = Date.now() + 1000
        console.log(`${resealed} of ${total}`)
      },
    },
  )
  if (!sealed.ok) {
    const { code, params } = sealed.refusal
    throw new Error(textOf(messagesOf('en'), `refusal.${code}`, params) ?? code)
  }
  const { values, files, left, damaged } = sealed.value
  console.log(`${values} values and ${files} keys of files sealed again by key ${newest}`)
  for (const place of damaged) console.log(`${place} is damaged: its key does not open it`)
  say(left)
}

function say(left: readonly SealedCount[]): void {
  for (const { table, column, key, count } of left)
    console.log(
      `${table}.${column}: ${count} by key ${key}${older.includes(key) ? '' : ', which FIELD_KEY lacks'}`,
    )
  if (left.length === 0) console.log(`nothing is sealed by any other key than ${newest}`)
  else process.exitCode = 1
}
