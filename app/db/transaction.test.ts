import { afterEach, expect, test, vi } from 'vitest'
import { refuse } from '#app/domain/kernel/refusal.ts'
import type { Tx } from './client.server.ts'
import { insertRows } from './plain.server.ts'
import { eachDialect, testDb } from './testing.ts'

const plainly = (tx: Tx, key: string) => insertRows(tx, 'setting', [{ key, value: '' }])
const byModel = (tx: Tx, key: string) => tx.setting.create({ data: { key, value: '' } })

afterEach(() => {
  vi.useRealTimers()
})

eachDialect('Prisma hears of a transaction when its work asks for a model, and once', async (db) => {
  const heard = vi.spyOn(db.client, '$transaction')
  await db.transact((tx) => plainly(tx, 'a'))
  expect(heard).not.toHaveBeenCalled()
  await db.transact(async (tx) => {
    await byModel(tx, 'b')
    await byModel(tx, 'c')
    await tx.$queryRaw`SELECT 1`
  })
  expect(heard).toHaveBeenCalledTimes(1)
  expect(await db.client.setting.count()).toBe(3)
})

eachDialect('models and statements of ours see each other, and are taken back together', async (db) => {
  const refused = await db.transact(async (tx) => {
    await plainly(tx, 'a')
    expect(await tx.setting.count()).toBe(1)
    await byModel(tx, 'b')
    await expect(plainly(tx, 'b')).rejects.toThrow()
    return refuse('wrong_state')
  })
  expect(refused.ok).toBe(false)
  expect(await db.client.setting.count()).toBe(0)
})

eachDialect('columns of a model compare with each other in a transaction too', async (db) => {
  await db.client.setting.createMany({
    data: [
      { key: 'a', value: 'a' },
      { key: 'b', value: 'a' },
    ],
  })
  const alike = await db.transact((tx) =>
    tx.setting.findMany({ where: { key: { equals: tx.setting.fields.value } } }),
  )
  expect(alike).toEqual([{ key: 'a', value: 'a' }])
})

eachDialect('a model that is asked when the transaction has ended answers with an error', async (db) => {
  const ended = await db.transact(async (tx) => tx)
  await expect(byModel(ended, 'late')).rejects.toThrow('this transaction has ended')
  expect(await db.client.setting.count()).toBe(0)
})

for (const write of [plainly, byModel])
  test(`work that takes more than a minute is taken back (${write.name})`, async () => {
    await using db = await testDb('sqlite')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const written = Promise.withResolvers<void>()
    const hanging = db.transact(async (tx) => {
      await write(tx, 'a')
      written.resolve()
      await new Promise(() => {})
    })
    hanging.catch(() => {})
    await written.promise
    vi.advanceTimersByTime(60_000)
    await expect(hanging).rejects.toThrow('60 seconds to be done')
    await db.transact((tx) => plainly(tx, 'b'))
    expect(await db.client.setting.findMany()).toEqual([{ key: 'b', value: '' }])
  })

test('who waited half a minute for its turn gives up, and the turn that comes late is taken back', async () => {
  await using db = await testDb('sqlite')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const [began, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const first = db.transact(async (tx) => {
    began.resolve()
    await goOn.promise
    await plainly(tx, 'first')
  })
  await began.promise
  const second = db.transact((tx) => plainly(tx, 'second'))
  second.catch(() => {})
  vi.advanceTimersByTime(30_000)
  await expect(second).rejects.toThrow('30 seconds to begin')
  goOn.resolve()
  await first
  await db.transact((tx) => plainly(tx, 'third'))
  expect(await db.client.setting.findMany({ select: { key: true } })).toEqual([
    { key: 'first' },
    { key: 'third' },
  ])
})
