import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { searchAudit } from '#app/db/admin/audit.server.ts'
import { applicationRecord } from '#app/db/application-record.server.ts'
import { reviewActs } from '#app/db/review/acts.server.ts'
import { holdersOf } from '#app/db/recipients.server.ts'
import { actorAt } from '#app/db/session.server.ts'
import { eachDialect, testDb, type TestDb } from '#app/db/testing.ts'
import { todosOf } from '#app/db/office.server.ts'
import { formatKey } from '#app/domain/audit/note.ts'
import { done } from '#app/domain/kernel/refusal.ts'
import type { NoticeKind } from '#app/domain/notices.ts'
import { env } from '#app/platform/env.server.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { sequenceAll } from '#workers/audit/sequencer.ts'
import { testSigner } from '#workers/audit/testing.ts'
import { verifyWithBoth } from '../../verifier/testing.ts'
import { exportLog } from './audit-export.server.ts'
import type { Ctx } from './context.ts'
import { setDelegation } from './delegation.server.ts'
import { peopleOf } from './notify.server.ts'
import { giveOpinion } from './review/opinion.server.ts'
import { qualifyApplication } from './review/qualify.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** The deputy's request, as a session would make it now. */
async function deputyOf(db: TestDb, absent: CastKey, deputy: CastKey, role: string): Promise<Ctx> {
  const ctx = ctxOf(db, deputy)
  held(
    await setDelegation(ctxOf(db, absent), {
      absentId: `user-${absent}`,
      deputyId: `user-${deputy}`,
      roles: [role],
      startsAt: '2025-03-10 09:00',
      endsAt: '2025-03-14 18:00',
      reason: '',
    }),
  )
  const actor = await actorAt(db, ctx.actor.id, ctx.now, 'test')
  if (!actor) throw new Error(`${deputy} is not there`)
  return { ...ctx, actor }
}

const checked = async (db: TestDb) => {
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan', 'suzhou')
  await handledBy(db, id, 'province')
  return id
}

const actorsOf = async (db: TestDb, act: string) =>
  (await db.client.auditEntry.findMany({ where: { act }, orderBy: { id: 'asc' } })).map(
    ({ bytes }) => JSON.parse(Buffer.from(bytes).toString()).actor,
  )

eachDialect('a deputy confirms in the approver’s place; the log names both', async (db) => {
  const id = await checked(db)
  const feng = await deputyOf(db, 'province_approver', 'province_handler_two', 'approver')
  expect((await todosOf(feng)).map((todo) => todo.id)).toEqual([id])
  held(await qualifyApplication(feng, { id, version: await versionOf(db, id), text: '复核无误' }))
  expect(await actorsOf(db, 'application.qualify')).toMatchObject([
    { id: 'user-province_handler_two', for: ['user-province_approver'], roles: ['handler', 'approver'] },
  ])
  const { timeline: history } = await applicationRecord(ctxOf(db, 'province_handler'), id)
  expect(history.find(({ act }) => act === 'qualify')).toMatchObject({ person: '冯洁', inPlaceOf: ['吴岚'] })
  const found = await searchAudit(ctxOf(db, 'audit_admin'), { act: 'application.qualify', page: 1 })
  expect(found.rows).toMatchObject([{ inPlaceOf: ['吴岚'] }])
  expect(history.find(({ act }) => act === 'check')).toMatchObject({ person: '周明', inPlaceOf: [] })
  expect(await db.client.reviewOpinion.findFirst({ where: { kind: 'second_check' } })).toMatchObject({
    authorId: 'user-province_handler_two',
    authorName: '冯洁',
  })
})

eachDialect('what a deputy may do themselves is done in nobody’s place', async (db) => {
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan', 'suzhou')
  const feng = await deputyOf(db, 'province_approver', 'province_handler_two', 'approver')
  const opinion = { conclusion: 'pass' as const, text: '符合要求', ticks: [], overrides: [] }
  held(await giveOpinion(feng, { id, version: await versionOf(db, id), ...opinion }))
  const [actor] = await actorsOf(db, 'application.check')
  expect(Object.keys(actor)).toEqual(['id', 'ip', 'org', 'roles', 'session', 'via'])
  expect(await qualifyApplication(feng, { id, version: await versionOf(db, id), text: '' })).toMatchObject({
    refusal: { code: 'same_person' },
  })
})

eachDialect('a deputy does not confirm in the place of whoever handled', async (db) => {
  const id = await checked(db)
  await db.client.user.update({
    where: { id: 'user-province_handler' },
    data: { roles: 'handler,approver' },
  })
  const sun = await deputyOf(db, 'province_handler', 'organiser', 'approver')
  const version = await versionOf(db, id)
  expect(sun.actor.roles).toEqual(['approver', 'organiser'])
  expect(await qualifyApplication(sun, { id, version, text: '' })).toMatchObject({
    refusal: { code: 'same_person' },
  })
  const shown = await reviewActs(sun, id)
  expect(shown?.closed.map(({ act, refusal }) => `${act} ${refusal.code}`)).toContain('qualify same_person')
  held(await qualifyApplication(ctxOf(db, 'province_approver'), { id, version, text: '' }))
})

eachDialect('notices to a role reach the deputy while the delegation is in force', async (db) => {
  const { id } = await aSubmission(db)
  const city = ctxOf(db, 'suzhou_approver')
  const newcomer = { id: 'user-newcomer', loginName: 'newcomer', name: '新同事', passwordHash: '', roles: '' }
  await db.client.user.create({ data: { ...newcomer, orgId: city.actor.orgId, createdAt: city.now } })
  const typed = { absentId: city.actor.id, deputyId: newcomer.id, roles: ['approver'], reason: '' }
  held(await setDelegation(city, { ...typed, startsAt: '2025-03-10 09:00', endsAt: '2025-03-14 18:00' }))
  await passedBy(db, id, 'kunshan')
  const waiting = { kind: 'application_waiting', userId: newcomer.id }
  expect(await db.client.notice.count({ where: waiting })).toBe(1)

  const holders = async (at: string) =>
    (await holdersOf(db.client, 'approver', new Date(at), { code: '320500' })).map((one) => one.id)
  expect(await holders('2025-03-14T09:59:00Z')).toEqual([newcomer.id, city.actor.id])
  expect(await holders('2025-03-14T10:00:00Z')).toEqual([city.actor.id])
  expect(await holders('2025-03-10T01:59:00Z')).toEqual([city.actor.id])
})

test('a log with events of deputies is right for both programs', async () => {
  await using db = await testDb()
  const id = await checked(db)
  const feng = await deputyOf(db, 'province_approver', 'province_handler_two', 'approver')
  held(await qualifyApplication(feng, { id, version: await versionOf(db, id), text: '' }))
  await sequenceAll(db, { signer: testSigner })
  const folder = await testFolder('deputy')
  held(await exportLog(db, join(folder, 'log')))
  const args = ['--en', '--key', formatKey(testSigner.key), 'export', 'log']
  expect(await verifyWithBoth(args, folder)).toMatchObject({ code: 0, errors: '' })
})

eachDialect(
  'what is told to somebody by name is told to the deputy too, unless it is their own affair',
  async (db) => {
    await seedCast(db)
    const ctx = await deputyOf(db, 'province_handler', 'organiser', 'handler')
    const row = { id: '', status: '', version: 0, dossier: '', unitCode: '320000' }
    const office = { ...row, cityCode: null, townCode: null, enterpriseId: null, expertId: null }
    const told = (kind: NoticeKind, now = ctx.now) =>
      db.transact(async (tx) => {
        const named = ['user-province_handler']
        return done((await peopleOf(tx, kind, office, 'province', { named, now })).map(({ id }) => id))
      })
    expect(held(await told('guideline_returned'))).toEqual(['user-organiser', 'user-province_handler'])
    expect(held(await told('disclosure_agreed'))).toEqual(['user-province_handler'])
    const after = new Date('2025-03-15T00:00:00Z')
    expect(held(await told('guideline_returned', after))).toEqual(['user-province_handler'])
  },
)
