import { expect, test } from 'vitest'
import { leafHash } from '#app/db/audit.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { logState } from '#app/db/log-lag.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { parseCheckpoint } from '#app/domain/audit/checkpoint.ts'
import { fromHex, hex, openNote } from '#app/domain/audit/note.ts'
import { rootOf } from '#app/domain/audit/tree.ts'
import { sha256 } from '#app/platform/audit-key.server.ts'
import { verifySignature } from '#app/platform/signature.server.ts'
import { record } from '#app/services/audit.server.ts'
import { openSequencer, runSequencer, sequenceAll } from './sequencer.ts'
import { recordEvents, systemCtx, testSigner } from './testing.ts'

const options = { signer: testSigner }

/** Every entry has one place, each dossier keeps its order, and every signed root is that of the leaves so far. */
async function expectWholeLog(db: Db): Promise<number> {
  const entries = new Map((await db.client.auditEntry.findMany()).map((entry) => [entry.id, entry]))
  const places = await db.client.logSequence.findMany({ orderBy: { number: 'asc' } })
  expect(places.map(({ number }) => number)).toEqual(places.map((_, i) => i))
  expect(new Set(places.map(({ entryId }) => entryId)).size).toBe(entries.size)
  const numbers = new Map<string, number>()
  for (const { entryId, leaf } of places) {
    const entry = entries.get(entryId)
    expect(leaf).toBe(leafHash(entry?.bytes ?? new Uint8Array()))
    expect(entry?.n).toBe((numbers.get(entry?.dossier ?? '') ?? 0) + 1)
    numbers.set(entry?.dossier ?? '', entry?.n ?? 0)
  }
  const leaves = places.map(({ leaf }) => fromHex(leaf) ?? new Uint8Array())
  for (const { size, root, note } of await db.client.logCheckpoint.findMany()) {
    expect(root).toBe(hex(rootOf(sha256, leaves.slice(0, size))))
    const text = openNote(note, testSigner.key, verifySignature)
    expect(parseCheckpoint(text ?? '')).toEqual({
      origin: 'test.example/log',
      size,
      root: fromHex(root),
    })
  }
  return places.length
}

eachDialect('every entry gets its place, 256 at a time, and the grown tree is signed', async (db) => {
  await recordEvents(db, 300)
  expect((await logState(db)).waitingSince).not.toBeNull()
  expect(await sequenceAll(db, options)).toBe(300)
  await recordEvents(db, 250)
  expect(await sequenceAll(db, options)).toBe(250)
  expect(await expectWholeLog(db)).toBe(550)
  const sizes = await db.client.logCheckpoint.findMany({ orderBy: { size: 'asc' }, select: { size: true } })
  expect(sizes.map(({ size }) => size)).toEqual([256, 300, 512, 550])
  expect(await db.client.logTile.findMany({ select: { level: true, number: true } })).toHaveLength(2)
  expect(await logState(db)).toMatchObject({ size: 550, waitingSince: null })
  expect(await sequenceAll(db, options)).toBe(0)
})

eachDialect('of several workers one leads, and another takes over when it is silent', async (db) => {
  let clock = new Date('2026-03-18T09:00:00Z')
  const [first, second] = [1, 2].map(() => openSequencer(db, { ...options, now: () => clock }))
  await recordEvents(db, 10)
  expect(await first?.step()).toBe(10)
  await recordEvents(db, 5)
  expect(await second?.step()).toBe(0)
  clock = new Date(clock.getTime() + 16_000)
  expect(await second?.step()).toBe(5)
  await recordEvents(db, 5)
  expect(await first?.step()).toBe(0)
  expect(await second?.step()).toBe(5)
  await second?.end()
  await recordEvents(db, 5)
  expect(await first?.step()).toBe(5)
  expect(await expectWholeLog(db)).toBe(25)
})

eachDialect('while people write, three workers lose nothing and double nothing', async (db) => {
  const stop = new AbortController()
  const workers = [1, 2, 3].map(() => runSequencer(db, { ...options, signal: stop.signal, pause: 5 }))
  await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) => recordEvents(db, 60, { together: 1, name, dossiers: 5 })),
  )
  while ((await logState(db)).waitingSince) await new Promise((resolve) => setTimeout(resolve, 10))
  stop.abort()
  await Promise.all(workers)
  expect(await expectWholeLog(db)).toBe(240)
})

test('on Postgres an entry committed late is not passed over', async () => {
  await using db = await testDb('postgres')
  const sequencer = openSequencer(db, options)
  const opened = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const late = db.transact(async (tx) => {
    const event = { act: 'session.closed', dossier: 'late:1', object: { type: 'test', id: '1' } }
    await record(tx, systemCtx(db), event)
    opened.resolve()
    await release.promise
  })
  await opened.promise
  await recordEvents(db, 20)
  expect(await sequencer.step()).toBe(20)
  await recordEvents(db, 20)
  expect(await sequencer.step()).toBe(20)
  expect(await sequencer.step()).toBe(0)
  release.resolve()
  await late
  expect(await sequencer.step()).toBe(1)
  expect(await expectWholeLog(db)).toBe(41)
})

test('on Postgres a dossier keeps its order when the later transaction began first', async () => {
  await using db = await testDb('postgres')
  const event = { act: 'session.closed', dossier: 'turned:1', object: { type: 'test', id: '1' } }
  const began = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const second = db.transact(async (tx) => {
    await record(tx, systemCtx(db), { ...event, dossier: 'other:1' })
    began.resolve()
    await release.promise
    await record(tx, systemCtx(db), event)
  })
  await began.promise
  await db.transact((tx) => record(tx, systemCtx(db), event))
  release.resolve()
  await second
  expect(await sequenceAll(db, options)).toBe(3)
  expect(await expectWholeLog(db)).toBe(3)
})
