import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { done, refuse } from '#app/domain/kernel/refusal.ts'
import { seedCast } from '#fixtures/world.ts'
import { insertRows } from './plain.server.ts'
import { eachDialect, testDb } from './testing.ts'

const own = pg.Client.prototype.query
const setting = (key: string, value = '') => ({ data: { key, value } })

eachDialect('transact keeps what succeeds', async (db) => {
  const result = await db.transact(async (tx) => done(await tx.setting.create(setting('a'))))
  expect(result).toEqual({ ok: true, value: { key: 'a', value: '' } })
  expect(await db.client.setting.count()).toBe(1)
})

eachDialect('transact rolls back when the work throws', async (db) => {
  const work = db.transact(async (tx) => {
    await tx.setting.create(setting('a'))
    throw new Error('bug')
  })
  await expect(work).rejects.toThrow('bug')
  expect(await db.client.setting.count()).toBe(0)
})

eachDialect('transact rolls back when the work is refused, and hands the refusal on', async (db) => {
  const result = await db.transact(async (tx) => {
    await tx.setting.create(setting('a'))
    return refuse('wrong_state')
  })
  expect(result).toMatchObject({ ok: false, refusal: { code: 'wrong_state' } })
  expect(await db.client.setting.count()).toBe(0)
})

eachDialect('a statement that comes after its transaction has ended reaches no other', async (db) => {
  const ended = await db.transact(async (tx) => tx)
  const late = db.transact(async () => {
    await insertRows(ended, 'setting', [setting('late').data])
  })
  await expect(late).rejects.toThrow('nor a transaction that still runs')
  expect(await db.client.setting.count()).toBe(0)
})

eachDialect('50 conditional updates at once take 20 places, not 21', async (db) => {
  await db.client.setting.create(setting('places', '20'))
  const taken = await Promise.all(
    Array.from({ length: 50 }, () =>
      db.transact(async (tx) => {
        const row = await tx.setting.findUniqueOrThrow({ where: { key: 'places' } })
        const value = String(Number(row.value) - 1)
        if (row.value === '0') return 'none left'
        const { count } = await tx.setting.updateMany({
          where: { key: 'places', value: row.value },
          data: { value },
        })
        return count === 1 ? 'taken' : 'changed meanwhile'
      }),
    ),
  )
  const { value } = await db.client.setting.findUniqueOrThrow({ where: { key: 'places' } })
  expect(taken.filter((outcome) => outcome === 'taken')).toHaveLength(20 - Number(value))
})

test('the victim of a deadlock is run again', async () => {
  await using db = await testDb('postgres')
  await db.client.setting.createMany({ data: [setting('a').data, setting('b').data] })
  let runs = 0
  const swap = (first: string, second: string) =>
    db.transact(async (tx) => {
      runs++
      await tx.setting.update({ where: { key: first }, data: { value: first } })
      await sleep(50)
      await tx.setting.update({ where: { key: second }, data: { value: first } })
      return 'done'
    })
  expect(await Promise.all([swap('a', 'b'), swap('b', 'a')])).toEqual(['done', 'done'])
  expect(runs).toBeGreaterThan(2)
})

test('relations of a row, read in a transaction, reach pg one after the other', async () => {
  await using db = await testDb('postgres')
  await seedCast(db)
  const send = vi.spyOn(pg.Client.prototype, 'query')
  const stillRunning: number[] = []
  let running = 0
  send.mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    stillRunning.push(running++)
    const sent: Promise<unknown> = Reflect.apply(own, this, given)
    return sent.finally(() => running--)
  })
  const include = { users: true, creditFlags: true, applications: true } as const
  const [found] = await db
    .transact((tx) => tx.enterprise.findMany({ include, orderBy: { id: 'asc' } }))
    .finally(() => send.mockRestore())
  expect(found?.users.length).toBeGreaterThan(0)
  expect(stillRunning.length).toBeGreaterThan(4)
  expect(Math.max(...stillRunning)).toBe(0)
})

eachDialect('types come back as they went in', async (db) => {
  const at = new Date('2026-03-01T01:02:03.456Z')
  const bytes = new Uint8Array([0, 255, 10])
  const data = { id: 'e', at, dossier: 'd', n: 1, act: 'a', result: 'ok', unitCode: '32', bytes, leaf: '' }
  await db.client.auditEntry.create({ data })
  const fund = { id: 'f', code: 'F', name: '启项', nameEn: '', year: 2026, budgetFen: 9_007_199_254_740_993n }
  await db.client.fund.create({ data: fund })
  expect(await db.client.auditEntry.findFirstOrThrow()).toEqual({ ...data, actorId: null })
  expect(await db.client.fund.findFirstOrThrow({ where: { budgetFen: { gt: 1n } } })).toEqual(fund)
})

eachDialect('the database refuses the place beyond the quota', async (db) => {
  const used = db.client.$executeRawUnsafe(
    `INSERT INTO "Quota" (id, "guidelineId", level, "unitCode", "limit", used) VALUES ('q', 'g', 'city', '3205', 2, 3)`,
  )
  await expect(used).rejects.toThrow(/Quota_used_within_limit/)
})

eachDialect('the database refuses a decision on no pair, and one on two', async (db) => {
  for (const [id, other, listed] of [
    ['none', 'NULL', 'NULL'],
    ['both', "'other'", "'listed'"],
  ]) {
    const made = db.client.$executeRawUnsafe(
      `INSERT INTO "DuplicateDecision" (id, "applicationId", "otherId", "listedId", "snapshotNumber", "otherSnapshotNumber",
        "alikePercent", conclusion, reason, "authorId", "authorName", "createdAt")
       VALUES ('${id}', 'a', ${other}, ${listed}, 1, 1, 90, 'phased', 'r', 'u', 'n', '2026-03-01T00:00:00.000Z')`,
    )
    await expect(made).rejects.toThrow(/DuplicateDecision_one_other/)
  }
})
