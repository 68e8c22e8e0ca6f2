import { expect } from 'vitest'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { cast, type CastKey } from '#fixtures/cast.ts'
import { countTodos, todosOf } from './office.server.ts'
import { eachDialect } from './testing.ts'

eachDialect('everybody of the cast has a to-do list, empty at the beginning', async (db) => {
  await seedCast(db)
  for (const key of Object.keys(cast) as CastKey[]) {
    expect([key, await todosOf(ctxOf(db, key))]).toEqual([key, []])
    expect(Object.values(await countTodos(ctxOf(db, key))).every((count) => count === 0)).toBe(true)
  }
})
