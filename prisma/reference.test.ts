import { expect } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { cast } from '#fixtures/cast.ts'
import { actorOf, seedCast } from '#fixtures/world.ts'

eachDialect('the cast moves into its offices', async (db) => {
  await seedCast(db)
  expect(await db.client.user.count()).toBe(Object.keys(cast).length)
  expect(await db.client.orgUnit.count({ where: { level: 'city' } })).toBe(13)
  expect(await db.client.orgUnit.count({ where: { kind: 'admin', level: 'county' } })).toBe(95)
  expect(actorOf('yushan_handler')).toMatchObject({ level: 'town', unitCode: '320583100' })
})
