import { expect } from 'vitest'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { cast, type CastKey } from '#fixtures/cast.ts'
import { countTodos, todosOf } from './office.server.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { aQualified } from '#fixtures/scoring.ts'
import { eachDialect } from './testing.ts'

eachDialect('everybody of the cast has a to-do list, empty at the beginning', async (db) => {
  await seedCast(db)
  for (const key of Object.keys(cast) as CastKey[]) {
    expect([key, await todosOf(ctxOf(db, key))]).toEqual([key, []])
    expect(Object.values(await countTodos(ctxOf(db, key))).every((count) => count === 0)).toBe(true)
  }
})

eachDialect('what is counted is what is listed, also where a stage has several kinds of work', async (db) => {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db)
  const now = new Date('2025-03-10T02:00:00Z')
  await db.client.guideline.update({ where: { id: guidelineId }, data: { status: 'reviewing' } })
  await db.client.allocationPlan.create({
    data: {
      id: 'plan-1',
      guidelineId,
      number: 1,
      title: 'plan',
      strategy: 'rank_cutoff',
      status: 'proposed',
      budgetFen: 1n,
      createdById: 'user-province_handler',
      createdAt: now,
    },
  })
  await db.client.objection.create({
    data: {
      id: 'objection-1',
      applicationId: await aQualified(db, guidelineId, 'kunshan'),
      number: 'YY-1',
      status: 'investigated',
      objectorType: 'unit',
      objectorName: 'a firm',
      objectorContact: '',
      facts: 'facts',
      receivedAt: now,
      dueAt: now,
    },
  })
  const ctx = ctxOf(db, 'leader')
  const [todos, counts] = [await todosOf(ctx), await countTodos(ctx)]
  expect(todos.map(({ workflow, stage }) => `${workflow} ${stage}`).toSorted()).toEqual([
    'guideline guideline',
    'objection approval',
    'plan approval',
  ])
  expect(counts).toMatchObject({ guideline: 1, approval: 2 })
})
