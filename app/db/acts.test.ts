import { expect } from 'vitest'
import { done } from '#app/domain/kernel/refusal.ts'
import { record } from '#app/services/audit.server.ts'
import { openColleague } from '#app/services/enterprise/staff.server.ts'
import { resetPassword } from '#app/services/admin/users.server.ts'
import { signIn } from '#app/services/session.server.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aReviewed } from '#fixtures/approval.ts'
import { type CastKey } from '#fixtures/cast.ts'
import { held } from '#fixtures/held.ts'
import { aQualified } from '#fixtures/scoring.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { draftPlan } from '#app/services/approval/draft-plan.server.ts'
import { proposePlan } from '#app/services/approval/propose-plan.server.ts'
import { type ActFilter, listActs } from './acts.server.ts'
import { applicationRecord } from './application-record.server.ts'
import { projectHistory } from './tracking.server.ts'
import { eachDialect, type TestDb } from './testing.ts'

const now = new Date('2025-04-21T02:00:00Z')

async function readBy(db: TestDb, key: CastKey, filter: ActFilter = {}) {
  return (await listActs(ctxOf(db, key, { now }), filter)).rows
}

/** The county hands it back with a reason, and then makes a note for its own approver. */
async function handled(db: TestDb, id: string): Promise<void> {
  const status = 'county_review'
  const about = { dossier: `application:${id}`, object: { type: 'application', id } }
  await db.transact(async (tx) => {
    const ctx = ctxOf(db, 'kunshan_handler', { now })
    const asked = { node: status, round: 1, fields: ['project.site'], due: now }
    const noted = { conclusion: 'pass', ticked: 1, overrides: [] }
    await record(tx, ctx, {
      ...about,
      act: 'application.return',
      before: { status, version: 1 },
      after: { status: 'returned', version: 2, ...asked },
      reason: '缺附件',
    })
    await record(tx, ctx, {
      ...about,
      act: 'application.handle',
      before: { status, version: 2 },
      after: { status, version: 3, ...noted },
      reason: '内部意见',
    })
    return done(null)
  })
}

/** Of an application, what its two timelines say to somebody, newest first. */
async function timelines(db: TestDb, key: CastKey, id: string) {
  const ctx = ctxOf(db, key, { now })
  const { timeline } = await applicationRecord(ctx, id)
  const rows = [
    ...timeline.map(({ act, ...row }) => ({ ...row, act: `application.${act}` })),
    ...(await projectHistory(ctx, id)),
  ]
  return rows
    .map(({ id: entry, act, person, reason, office }) => ({ id: entry, act, person, reason, office }))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
}

eachDialect('the log of acts says of a dossier what its timelines say to the same reader', async (db) => {
  await seedCast(db)
  const rules = [{ code: 'R10', severity: 'block', params: {} }] as const
  const guidelineId = await anOpenGuideline(db, aConfiguration({ rules: [...rules] }))
  const reviewed = { rank: 1, scoreCenti: 9200, equipmentWan: 3000 }
  const id = await aReviewed(db, guidelineId, 'kunshan', reviewed)
  const other = await aReviewed(db, guidelineId, 'jiangning', { ...reviewed, rank: 2, scoreCenti: 9100 })
  await handled(db, id)
  const clerk = ctxOf(db, 'province_handler', { now })
  const plan = held(await draftPlan(clerk, { guidelineId }))
  held(await proposePlan(clerk, { planId: plan.id, version: 0 }))
  const readers = [
    'kunshan_applicant',
    'kunshan_colleague',
    'kunshan_handler',
    'suzhou_approver',
    'province_handler',
  ] as const
  for (const key of readers) {
    const rows = (await readBy(db, key)).filter(({ dossier }) => dossier === `application:${id}`)
    const said = rows.map(({ id: entry, act, person, reason, office }) => ({
      id: entry,
      act,
      person,
      reason,
      office,
    }))
    expect([key, said]).toEqual([key, await timelines(db, key, id)])
    expect(said.length).toBeGreaterThan(0)
  }
  const acts = async (key: CastKey, filter: ActFilter = {}) =>
    (await readBy(db, key, filter)).map(({ act }) => act)
  expect(await acts('kunshan_applicant')).not.toContain('application.propose')
  expect(await acts('kunshan_applicant', { act: 'application.propose' })).toEqual([])
  expect(await acts('kunshan_handler')).toContain('application.propose')
  for (const key of ['kunshan_applicant', 'kunshan_handler', 'suzhou_approver'] as const) {
    const dossiers = (await readBy(db, key)).map(({ dossier }) => dossier)
    expect(dossiers).not.toContain(`application:${other}`)
    expect(await readBy(db, key, { dossier: `application:${other}` })).toEqual([])
  }
  expect(await readBy(db, 'nanjing_handler', { dossier: `application:${id}` })).toEqual([])
})

eachDialect(
  'an enterprise reads its own account and sign-ins, and names nobody of an office there',
  async (db) => {
    await seedCast(db)
    const visit = { db, now, requestId: 'r', ip: '192.0.2.7', userAgent: 'test' }
    held(await signIn(visit, { loginName: 'kunshan_colleague', password: demoPassword }))
    held(await signIn(visit, { loginName: 'jiangning_applicant', password: demoPassword }))
    const typed = { loginName: 'new.person', name: '新同事', email: '', phone: '' }
    held(await openColleague(ctxOf(db, 'kunshan_applicant', { now }), typed))
    held(await resetPassword(ctxOf(db, 'sys_admin', { now }), { id: 'user-kunshan_colleague' }))
    const rows = await readBy(db, 'kunshan_applicant')
    expect(rows.map(({ act, about, person, office }) => [act, about?.name, person, office?.name])).toEqual([
      ['user.reset_password', '顾维钧', null, '江苏省'],
      ['staff.open', '新同事', '沈佳', '昆山精锐数控装备有限公司'],
      ['session.opened', '顾维钧', '顾维钧', '昆山精锐数控装备有限公司'],
    ])
    expect(await readBy(db, 'kunshan_applicant', { person: '系统管理员' })).toEqual([])
    expect((await readBy(db, 'kunshan_applicant', { person: '顾' })).map(({ act }) => act)).toEqual([
      'session.opened',
    ])
    expect(await readBy(db, 'kunshan_handler')).toEqual([])
  },
)

eachDialect('nobody is found by a name that the reader is not told', async (db) => {
  await seedCast(db)
  await handled(db, await aQualified(db, await anOpenGuideline(db), 'kunshan'))
  const acts = async (key: CastKey) => (await readBy(db, key, { person: '徐峰' })).map(({ act }) => act)
  expect(await acts('province_handler')).toEqual(['application.handle', 'application.return'])
  expect(await acts('kunshan_applicant')).toEqual(['application.return'])
})

eachDialect('those who watch, and whose work is no dossier, have no such log', async (db) => {
  await seedCast(db)
  for (const key of [
    'supervisor',
    'auditor',
    'audit_admin',
    'sys_admin',
    'expert_jin',
    'leader',
    'finance',
  ] as const)
    await expect(readBy(db, key)).rejects.toThrow('not found')
})

eachDialect(
  'it is read on by pages to its beginning, each entry once, in a small scope and a large',
  async (db) => {
    await seedCast(db)
    const guidelineId = await anOpenGuideline(db)
    const ids = [await aQualified(db, guidelineId, 'kunshan'), await aQualified(db, guidelineId, 'jiangning')]
    const clerk = ctxOf(db, 'province_handler', { now })
    for (let at = 0; at < 60; at++)
      await db.transact(async (tx) => {
        for (const id of ids)
          await record(tx, clerk, {
            act: 'application.uphold',
            dossier: `application:${id}`,
            object: { type: 'appeal', id: String(at) },
          })
        return done(null)
      })
    const all = await db.client.auditEntry.findMany({
      where: { dossier: `application:${ids[0]}`, result: 'done' },
      orderBy: { id: 'desc' },
      select: { id: true },
    })
    for (const few of [500, 0]) {
      const read: string[] = []
      let before: string | undefined
      do {
        const { rows, older } = await listActs(ctxOf(db, 'kunshan_handler', { now }), { before }, { few })
        read.push(...rows.map(({ id }) => id))
        before = older ?? undefined
      } while (before)
      expect(read).toEqual(all.map(({ id }) => id))
    }
  },
)
