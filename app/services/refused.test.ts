import { expect } from 'vitest'
import { openDb } from '#app/db/client.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { recordPublicRefusal, recordRefusal } from './refused.server.ts'

const now = new Date('2025-03-10T02:00:00Z')
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const tried = { act: 'application.open', code: 'not_yours', object: { type: 'application', id: 'a' } }

eachDialect('the same refusal is one event a minute on however many servers', async (db) => {
  await seedCast(db)
  const other = await openDb(db.url)
  try {
    const left = () => db.client.auditEntry.count({ where: { result: 'refused' } })
    for (const [seconds, server, events] of [
      [0, db, 1],
      [10, other, 1],
      [59, db, 1],
      [60, other, 2],
      [61, db, 2],
      [120, db, 3],
    ] as const) {
      const ctx = { ...ctxOf(db, 'nanjing_handler', { now: after(seconds) }), db: server }
      await recordRefusal(ctx, tried)
      expect([seconds, await left()]).toEqual([seconds, events])
    }
    await Promise.all(
      [db, other].map((one) => recordRefusal({ ...ctxOf(db, 'leader', { now }), db: one }, tried)),
    )
    expect(await left()).toBe(4)
    await recordRefusal(ctxOf(other, 'auditor', { now: after(4000) }), tried)
    await recordRefusal(ctxOf(db, 'auditor', { now: after(8000) }), tried)
    expect(await db.client.refusalCount.count()).toBe(1)
    const [row] = await db.client.refusalCount.findMany()
    expect(row?.key).toMatch(/^[0-9a-f]{64}$/)
  } finally {
    await other.close()
  }
})

eachDialect(
  'who is not signed in leaves one event a minute from one address, and sixty from all',
  async (db) => {
    const visit = (ip: string, seconds = 0) => ({ db, now: after(seconds), requestId: 'request', ip })
    const post = {
      act: 'session.request',
      code: 'signed_out',
      object: { type: 'user', id: '王五 13800138000' },
      after: { method: 'POST', path: '/applications/:id/open' },
    }
    for (const seconds of [0, 1, 2]) await recordPublicRefusal(visit('192.0.2.7', seconds), post)
    const [entry, ...more] = await db.client.auditEntry.findMany()
    expect(more).toEqual([])
    const text = Buffer.from(entry?.bytes ?? '').toString()
    expect(text).not.toMatch(/192\.0\.2\.7|王五|13800138000/)
    expect(JSON.parse(text)).toMatchObject({
      actor: { id: 'system', via: 'public', ip: { hmac: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      refusal: 'signed_out',
      object: { type: 'user', id: '', dossier: 'refused:public' },
      after: post.after,
    })
    expect(await db.client.auditPersonal.findMany()).toMatchObject([
      { field: 'actor.ip', value: '192.0.2.7' },
    ])
    for (let n = 0; n < 70; n++) await recordPublicRefusal(visit(`198.51.100.${n}`, 5), post)
    expect(await db.client.auditEntry.count()).toBe(60)
    await recordPublicRefusal(visit('203.0.113.1', 61), post)
    expect(await db.client.auditEntry.count()).toBe(61)
  },
)
