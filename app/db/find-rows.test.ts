import { expect, test } from 'vitest'
import { subjectNames } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { cast, type CastKey } from '#fixtures/cast.ts'
import { anAcceptedProject } from '#fixtures/tracking.ts'
import { actorOf } from '#fixtures/world.ts'
import { findRows, type Table, updateRows, whereSql, type Where } from './find-rows.server.ts'
import type { Db } from './client.server.ts'
import { eachDialect } from './testing.ts'

/** The ids that Prisma and we find under the same condition. */
async function bothWays(db: Db, table: Table, where: Where): Promise<[ours: string[], prismas: string[]]> {
  const models = db.client as unknown as Record<Table, { findMany(ask: object): Promise<{ id: string }[]> }>
  const ours = await findRows(db.client, table as 'application', ['id'], where, { orderBy: 'id' })
  const prismas = await models[table].findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
  return [ours.map(({ id }) => id), prismas.map(({ id }) => id)]
}

const people = Object.keys(cast) as CastKey[]
const tables = {
  Guideline: 'guideline',
  Application: 'application',
  Enterprise: 'enterprise',
  Expert: 'expert',
  Panel: 'panel',
  PanelSeat: 'panelSeat',
  ScoreSheet: 'scoreSheet',
  AllocationPlan: 'allocationPlan',
  Objection: 'objection',
  Project: 'project',
} as const

eachDialect('everybody finds the rows of their scope, as Prisma does', async (db) => {
  await anAcceptedProject(db)
  let found = 0
  for (const subject of subjectNames) {
    const table = tables[subject as keyof typeof tables]
    if (!table) continue
    for (const person of people) {
      const [ours, prismas] = await bothWays(db, table, scope(actorOf(person), subject))
      expect(ours, `${person} ${subject}`).toEqual(prismas)
      found += ours.length
    }
  }
  expect(found).toBeGreaterThan(100)
})

const wheres: Where[] = [
  {},
  { townCode: null },
  { townCode: { not: null } },
  { submittedAt: { gt: new Date('2025-03-01T00:00:00Z') }, version: { gte: 1, lt: 1000 } },
  { submittedAt: { lte: new Date('2025-03-01T00:00:00Z') } },
  { unitCode: { in: ['320583', '320500'] } },
  { unitCode: { in: [] } },
  { unitCode: { notIn: ['320583'] } },
  { applicantName: { contains: '昆山' } },
  { NOT: { unitCode: '320583' } },
  { NOT: [{ unitCode: '320583' }, { status: 'draft' }] },
  { OR: [] },
  { AND: [{ OR: [{ unitCode: '320583' }, { status: 'draft' }] }, { version: { not: 0 } }] },
]

eachDialect('conditions mean what they mean in Prisma', async (db) => {
  await anAcceptedProject(db)
  for (const where of wheres) {
    const [ours, prismas] = await bothWays(db, 'application', where)
    expect(ours, JSON.stringify(where)).toEqual(prismas)
  }
})

eachDialect('a percent sign is looked for as it stands', async (db) => {
  await anAcceptedProject(db)
  expect(await findRows(db.client, 'application', ['id'], { applicantName: { contains: '%' } })).toEqual([])
})

eachDialect('values come back as models give them, and change as asked', async (db) => {
  await anAcceptedProject(db)
  const columns = ['id', 'version', 'requestedFen', 'submittedAt', 'townCode', 'commitmentAt'] as const
  const select = Object.fromEntries(columns.map((column) => [column, true]))
  const rows = await findRows(db.client, 'application', columns, {}, { orderBy: 'id', take: 2 })
  expect(rows).toEqual(await db.client.application.findMany({ select, orderBy: { id: 'asc' }, take: 2 }))
  const users = await findRows(db.client, 'user', ['id', 'active'], {}, { orderBy: 'id' })
  expect(users).toEqual(
    await db.client.user.findMany({ select: { id: true, active: true }, orderBy: { id: 'asc' } }),
  )
  const [{ id } = { id: '' }] = rows
  const changes = { requestedFen: 9_007_199_254_740_993n, submittedAt: null, townCode: undefined }
  expect(await db.transact((tx) => updateRows(tx, 'application', { id }, changes))).toBe(1)
  expect(await db.client.application.findUnique({ where: { id } })).toMatchObject({
    requestedFen: 9_007_199_254_740_993n,
    submittedAt: null,
    townCode: rows[0]?.townCode,
  })
})

test('what it does not know it refuses', () => {
  expect(() => whereSql({ name: { startsWith: 'a' } }, String)).toThrow('no such condition')
  expect(() => whereSql({ project: { status: 'paid' } }, String)).toThrow('no such condition')
  expect(() => whereSql({ name: {} }, String)).toThrow('an empty condition')
  expect(() => whereSql({ 'name" OR 1=1 --': 'a' }, String)).toThrow('no such column')
})
