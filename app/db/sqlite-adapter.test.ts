import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { fileOf } from './address.ts'
import { openDb } from './client.server.ts'
import { testDb } from './testing.ts'

const setting = (key: string) => ({ data: { key, value: '' } })

test('80 acknowledged single writes survive the transactions that roll back beside them', async () => {
  await using db = await testDb()
  const rollingBack = Array.from({ length: 80 }, (_, i) =>
    db
      .transact(async (tx) => {
        await tx.setting.create(setting(`lost ${i}`))
        await sleep(1)
        throw new Error('roll back')
      })
      .catch(() => 'rolled back'),
  )
  const acknowledged = Array.from({ length: 80 }, (_, i) => db.client.setting.create(setting(`kept ${i}`)))
  expect(await Promise.all(rollingBack)).toEqual(Array(80).fill('rolled back'))
  expect(await Promise.all(acknowledged)).toHaveLength(80)

  const disk = new Database(fileOf(db.url), { readonly: true })
  const count = disk.prepare("SELECT count(*) FROM Setting WHERE key LIKE 'kept%'").pluck()
  const lost = disk.prepare("SELECT count(*) FROM Setting WHERE key LIKE 'lost%'").pluck()
  expect([count.get(), lost.get()]).toEqual([80, 0])
  disk.close()
})

test('readers never see rows that are not committed', async () => {
  await using db = await testDb()
  const seen: number[] = []
  await db
    .transact(async (tx) => {
      for (let i = 0; i < 20; i++) {
        await tx.setting.create(setting(`${i}`))
        seen.push(await db.client.setting.count())
      }
      throw new Error('roll back')
    })
    .catch(() => {})
  expect(seen).toEqual(Array(20).fill(0))
})

test('a commit that fails leaves a client that works', async () => {
  await using db = await testDb()
  const at = new Date()
  const session = {
    id: 's',
    userId: 'nobody',
    createdAt: at,
    lastSeenAt: at,
    expiresAt: at,
    ip: '',
    userAgent: '',
  }
  const broken = db.transact(async (tx) => {
    await tx.$executeRawUnsafe('PRAGMA defer_foreign_keys = ON')
    await tx.session.create({ data: session })
  })
  await expect(broken).rejects.toThrow()
  await db.client.setting.create(setting('after'))
  expect(await db.client.session.count()).toBe(0)
  expect(await db.client.setting.count()).toBe(1)
})

test('a write that forgot its tx fails at once instead of waiting for itself', async () => {
  await using db = await testDb()
  await expect(db.transact(() => db.client.setting.create(setting('x')))).rejects.toThrow(
    'did not use its tx',
  )
  await expect(db.transact(() => db.transact(async () => 1))).rejects.toThrow('transact() inside transact()')
})

test('two processes take turns', async () => {
  await using db = await testDb()
  const other = await openDb(db.url)
  await Promise.all(
    [db, other].flatMap(({ transact }, who) =>
      Array.from({ length: 40 }, (_, i) => transact((tx) => tx.setting.create(setting(`${who} ${i}`)))),
    ),
  )
  expect(await other.client.setting.count()).toBe(80)
  await other.close()
})
