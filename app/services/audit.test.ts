import { expect } from 'vitest'
import { systemActor } from '#app/authorization/actor.ts'
import { eachDialect } from '#app/db/testing.ts'
import { leafHash, record } from './audit.server.ts'

eachDialect('an event is stored as its canonical bytes, with the columns that lists read', async (db) => {
  const now = new Date('2026-03-18T09:00:00.123Z')
  const ctx = { db, actor: systemActor, now, requestId: 'r', ip: '10.0.0.1' }
  await db.transact((tx) =>
    record(tx, ctx, {
      act: 'test.recorded',
      dossier: 'test:1',
      object: { type: 'test', id: '1' },
      unitCode: '3205',
      before: { amountFen: 9_007_199_254_740_993n },
      after: { at: now, names: ['甲', '乙'], absent: undefined },
      reason: '理由',
    }),
  )
  await db.transact((tx) =>
    record(tx, ctx, {
      act: 'test.refused',
      result: 'refused',
      dossier: 'test:1',
      object: { type: 'test', id: '1' },
    }),
  )
  const [first, second] = await db.client.auditEntry.findMany({ orderBy: { n: 'asc' } })
  expect(first).toMatchObject({
    at: now,
    dossier: 'test:1',
    n: 1,
    act: 'test.recorded',
    result: 'done',
    actorId: systemActor.id,
    unitCode: '3205',
  })
  expect(await db.client.auditEntry.count({ where: { at: { gte: now, lte: now } } })).toBe(2)
  expect(first?.leaf).toBe(leafHash(first?.bytes ?? new Uint8Array()))
  const text = new TextDecoder().decode(first?.bytes)
  expect(JSON.parse(text)).toMatchObject({
    version: 1,
    n: 1,
    prev: null,
    before: { amountFen: '9007199254740993' },
    after: { at: '2026-03-18T09:00:00.123Z', names: ['甲', '乙'] },
    reason: '理由',
  })
  expect(JSON.parse(new TextDecoder().decode(second?.bytes))).toMatchObject({ n: 2, prev: first?.leaf })
})
