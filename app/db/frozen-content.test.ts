import { hash } from 'node:crypto'
import { expect } from 'vitest'
import { aPublished } from '#fixtures/guideline.ts'
import { aSubmission } from '#fixtures/review.ts'
import { aDrawnPanel } from '#fixtures/scoring.ts'
import type { Db } from './client.server.ts'
import { invariants } from './invariants.server.ts'
import { eachDialect } from './testing.ts'

const sha256 = hash('sha256', '{}')

/** What somebody does who owns the database: first whatever stands in the way goes. */
async function unguard({ client, dialect }: Db, table: string): Promise<void> {
  if (dialect === 'postgres') {
    await client.$executeRawUnsafe(`ALTER TABLE "${table}" DISABLE TRIGGER USER`)
    return
  }
  const triggers = await client.$queryRawUnsafe<{ name: string }[]>(
    `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '${table}'`,
  )
  for (const { name } of triggers) await client.$executeRawUnsafe(`DROP TRIGGER "${name}"`)
}

/** Of these rows, what is named: the invariant, the column, the act that says otherwise. */
async function named(db: Db, id: string) {
  const { content_has_its_hash, status_has_its_event } = invariants
  const breaches = [
    ...((await content_has_its_hash?.(db)) ?? []),
    ...((await status_has_its_event?.(db)) ?? []),
  ]
  return breaches
    .filter(({ subject }) => subject.split(' ')[1] === id)
    .map(({ invariant, subject, expected }) => {
      const [table, , column] = subject.split(' ')
      return [invariant, `${table} ${column}`, /\(([\w.]+), entry [0-9a-f-]{36}\)$/.exec(expected)?.[1]]
    })
}

eachDialect('a snapshot changed together with its hash is named by its entry', async (db) => {
  const { id: applicationId } = await aSubmission(db)
  const { id } = await db.client.applicationSnapshot.findFirstOrThrow({ where: { applicationId } })
  expect(await named(db, id)).toEqual([])
  await unguard(db, 'ApplicationSnapshot')
  await db.client.applicationSnapshot.update({ where: { id }, data: { content: Buffer.from('{}'), sha256 } })
  expect(await named(db, id)).toEqual([
    ['facts_are_recorded', 'ApplicationSnapshot sha256', 'application.submit'],
  ])
})

eachDialect('a published guideline changed together with its hash is named by its entry', async (db) => {
  const { id: guidelineId } = await aPublished(db)
  const { id } = await db.client.guidelineVersion.findFirstOrThrow({ where: { guidelineId } })
  expect(await named(db, id)).toEqual([])
  await unguard(db, 'GuidelineVersion')
  await db.client.guidelineVersion.update({ where: { id }, data: { configuration: '{}', sha256 } })
  expect(await named(db, id)).toEqual([
    ['facts_are_recorded', 'GuidelineVersion sha256', 'guideline.publish'],
  ])
})

eachDialect(
  'a pool changed together with its hash, and another result, are named by their entries',
  async (db) => {
    await aDrawnPanel(db)
    const { id, result } = await db.client.draw.findFirstOrThrow()
    expect(await named(db, id)).toEqual([])
    await unguard(db, 'Draw')
    const other = JSON.stringify({ ...JSON.parse(result ?? ''), members: ['expert-jin'] })
    await db.client.draw.update({ where: { id }, data: { pool: '{}', poolSha256: sha256, result: other } })
    expect(await named(db, id)).toEqual([
      ['facts_are_recorded', 'Draw poolSha256', 'panel.publish_pool'],
      ['facts_are_recorded', 'Draw members', 'panel.draw'],
    ])
  },
)
