import { expect } from 'vitest'
import { systemActor } from '#app/authorization/actor.ts'
import { eachDialect } from '#app/db/testing.ts'
import { hmacOf } from '#app/platform/commitment.server.ts'
import { programVersion } from '#app/platform/program.server.ts'
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
      refusal: 'not_yours',
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
  const said = JSON.parse(text)
  expect(said).toMatchObject({
    version: 2,
    act: 'test.recorded',
    schema: 1,
    result: 'done',
    refusal: null,
    n: 1,
    prev: null,
    actor: { id: systemActor.id, roles: ['system'], org: null, session: null, via: 'worker' },
    before: { amountFen: '9007199254740993' },
    after: { at: '2026-03-18T09:00:00.123Z', names: ['甲', '乙'] },
    request: 'r',
    program: programVersion,
  })
  expect(JSON.parse(new TextDecoder().decode(second?.bytes))).toMatchObject({
    n: 2,
    prev: first?.leaf,
    result: 'refused',
    refusal: 'not_yours',
    reason: null,
  })
})

eachDialect('what is personal enters an event as a commitment, its value lies beside the log', async (db) => {
  const now = new Date('2026-03-18T09:00:00.123Z')
  const ctx = { db, actor: systemActor, now, requestId: 'r', ip: '10.0.0.1' }
  const reason = '联系人张三，13800138000\u0000'
  const event = { act: 'test.recorded', dossier: 'test:1', object: { type: 'test', id: '1' } }
  await db.transact(async (tx) => {
    await record(tx, ctx, { ...event, reason })
    await record(tx, ctx, { ...event, reason })
    await record(tx, { ...ctx, ip: '' }, event)
  })
  const entries = await db.client.auditEntry.findMany({ orderBy: { n: 'asc' } })
  const [first, second, third] = entries.map(({ id, bytes }) => ({
    id,
    text: Buffer.from(bytes).toString(),
    ...JSON.parse(Buffer.from(bytes).toString()),
  }))
  expect(first.text).not.toMatch(/10\.0\.0|张三|138/)
  expect(first.reason.hmac).toMatch(/^[0-9a-f]{64}$/)
  expect(second.reason.hmac).not.toBe(first.reason.hmac)
  expect([third.reason, third.actor.ip]).toEqual([null, null])
  const rows = await db.client.auditPersonal.findMany({
    where: { entryId: first.id },
    orderBy: { field: 'asc' },
  })
  expect(rows.map(({ field, value }) => [field, value])).toEqual([
    ['actor.ip', '10.0.0.1'],
    ['reason', '联系人张三，13800138000\ufffd'],
  ])
  expect(rows.map(hmacOf)).toEqual([first.actor.ip.hmac, first.reason.hmac])
  expect(await db.client.auditPersonal.count()).toBe(4)
})
