import canonicalize from 'canonicalize'
import { expect } from 'vitest'
import { systemActor } from '#app/authorization/actor.ts'
import { leafHash } from '#app/db/audit.server.ts'
import { personalOf } from '#app/db/audit-personal.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { hmacOf } from '#app/platform/commitment.server.ts'
import { programVersion } from '#app/platform/program.server.ts'
import { type Facts, record } from './audit.server.ts'

eachDialect('an event is stored as its canonical bytes, with the columns that lists read', async (db) => {
  const now = new Date('2026-03-18T09:00:00.123Z')
  const ctx = { db, actor: systemActor, now, requestId: 'r', ip: '10.0.0.1' }
  await db.transact((tx) =>
    record(tx, ctx, {
      act: 'fund.budget',
      dossier: 'test:1',
      object: { type: 'test', id: '1' },
      unitCode: '3205',
      before: { budgetFen: 9_007_199_254_740_993n, absent: undefined },
      after: { budgetFen: 1n },
      reason: '理由',
    }),
  )
  await db.transact((tx) =>
    record(tx, ctx, {
      act: 'fund.budget',
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
    act: 'fund.budget',
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
    act: 'fund.budget',
    schema: 1,
    result: 'done',
    refusal: null,
    n: 1,
    prev: null,
    actor: { id: systemActor.id, roles: ['system'], org: null, session: null, via: 'worker' },
    before: { budgetFen: '9007199254740993' },
    after: { budgetFen: '1' },
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
  const event = { act: 'session.closed', dossier: 'test:1', object: { type: 'test', id: '1' } }
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
  expect(first.text).not.toMatch(/10\.0\.0\.1|张三|13800138000/)
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

eachDialect(
  'an act that nobody knows, another shape and too much are bugs, and nothing is written',
  async (db) => {
    const ctx = { db, actor: systemActor, now: new Date('2026-03-18T09:00:00Z'), requestId: 'r', ip: '' }
    const about = { dossier: 'test:1', object: { type: 'test', id: '1' } }
    const left = (event: { act: string; refusal?: string; before?: Facts; after?: Facts }) =>
      db.transact((tx) => record(tx, ctx, { ...about, ...event }))
    await expect(left({ act: 'fund.burn' })).rejects.toThrow('fund.burn: no stage knows this act')
    await expect(left({ act: 'application.toString' })).rejects.toThrow('no stage knows')
    const after = { budgetFen: 1n }
    for (const event of [
      { act: 'fund.budget', after },
      { act: 'fund.budget', before: { budgetFen: 'much' }, after },
      { act: 'fund.budget', before: { budgetFen: 1n, more: 1 }, after },
      { act: 'fund.budget', refusal: 'not_yours', after },
      { act: 'session.closed', after: { at: 1 } },
      {
        act: 'expert.suspend',
        before: { status: 'in_pool', version: 0 },
        after: { status: 'gone', version: 1 },
      },
      { act: 'expert.admit', after: { status: 'suspended' } },
    ])
      await expect(left(event), JSON.stringify(event.act)).rejects.toThrow(
        new RegExp(`event ${event.act}, version \\d+: `),
      )
    const fields = Array.from({ length: 500 }, (_, i) => `${i}`.padStart(190, '-'))
    await expect(left({ act: 'enterprise.save_profile', after: { fields, content: 'x' } })).rejects.toThrow(
      'bytes, at most 61440 fit into the log',
    )
    expect(await db.client.auditEntry.count()).toBe(0)
  },
)

eachDialect('what the schema of an act calls personal is committed to', async (db) => {
  const ctx = { db, actor: systemActor, now: new Date('2026-03-18T09:00:00Z'), requestId: 'r', ip: '' }
  const error = '550 no such user zhang@example.cn'
  await db.transact(async (tx) => {
    const event = { act: 'job.retry', dossier: 'job:1', object: { type: 'job', id: '1' } }
    await record(tx, ctx, { ...event, before: { attempt: 3, error } })
    await record(tx, ctx, { ...event, before: { attempt: 3, error: null } })
  })
  const [first, second] = await db.client.auditEntry.findMany({ orderBy: { n: 'asc' } })
  const said = await personalOf(
    db.client,
    [first, second].filter((entry) => entry !== undefined),
  )
  expect(Buffer.from(first?.bytes ?? []).toString()).not.toContain('zhang')
  expect(said(first?.id ?? '', 'before.error')).toBe(error)
  expect(JSON.parse(Buffer.from(second?.bytes ?? []).toString()).before).toEqual({ attempt: 3, error: null })
})

eachDialect(
  'number and previous leaf stand where they belong, whatever the texts around them say',
  async (db) => {
    const ctx = { db, actor: systemActor, now: new Date(0), requestId: ',"n":0,"prev":null,\u0000', ip: '' }
    const dossier = 'test:,"n":0,"object":{"prev":null,"n":0,\n\u4e8b\ud83d\ude00\\'
    for (let i = 0; i < 3; i++)
      await db.transact((tx) =>
        record(tx, ctx, {
          act: 'fund.budget',
          refusal: 'not_yours',
          dossier,
          object: { type: ',"prev":null,', id: '"' },
          reason: '"',
        }),
      )
    const entries = await db.client.auditEntry.findMany({ orderBy: { n: 'asc' } })
    for (const [i, { n, bytes, leaf }] of entries.entries()) {
      const text = new TextDecoder().decode(bytes)
      const event = JSON.parse(text)
      expect(canonicalize(event)).toBe(text)
      expect(event).toMatchObject({ n: i + 1, prev: entries[i - 1]?.leaf ?? null, object: { dossier } })
      expect([n, leaf]).toEqual([i + 1, leafHash(bytes)])
    }
    expect(entries).toHaveLength(3)
  },
)

eachDialect(
  'a personal value that was not given is null in its place, and the event canonical',
  async (db) => {
    const ctx = { db, actor: systemActor, now: new Date('2026-03-18T09:00:00Z'), requestId: 'r', ip: '' }
    const about = { dossier: 'enterprise:1', object: { type: 'enterprise', id: '1' } }
    const act = { act: 'enterprise.save_profile', after: { fields: ['tags'] } }
    const id = await db.transact((tx) => record(tx, ctx, { ...about, ...act }))
    const { bytes } = await db.client.auditEntry.findUniqueOrThrow({ where: { id } })
    const text = Buffer.from(bytes).toString()
    expect(JSON.parse(text).after).toEqual({ content: null, fields: ['tags'] })
    expect(text).toBe(canonicalize(JSON.parse(text)))
  },
)
