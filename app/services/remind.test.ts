import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aRunningProject } from '#fixtures/tracking.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { remindDue } from './remind.server.ts'
import { askReports } from './tracking/sweep.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const system = (db: Db, at: string) => ctxOf(db, 'system', { now: new Date(at) })

async function drafts(db: Db, count: number, dueAt: Date) {
  const guidelineId = await anOpenGuideline(db)
  const createdAt = new Date('2025-03-05T02:00:00Z')
  await db.client.application.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      id: newId(),
      guidelineId,
      guidelineVersion: 1,
      enterpriseId: 'enterprise-luhe',
      applicantName: '南京六合绿色化工有限公司',
      unitCode: '320116',
      cityCode: '320100',
      channel: 'local',
      projectName: `项目${index}`,
      status: 'draft',
      form: '{}',
      dueAt,
      createdById: 'user-luhe_applicant',
      createdAt,
      updatedAt: createdAt,
    })),
  })
}

eachDialect('every deadline is told before and after it, however many there are at once', async (db) => {
  await seedCast(db)
  const dueAt = new Date('2025-03-18T16:00:00Z')
  await drafts(db, 250, dueAt)
  const told = (kind: string) => db.client.notice.count({ where: { kind, userId: 'user-luhe_applicant' } })

  expect(await remindDue(system(db, '2025-03-10T02:00:00Z'))).toBe(0)
  expect(await remindDue(system(db, '2025-03-17T02:00:00Z'))).toBe(200)
  expect(await remindDue(system(db, '2025-03-17T02:01:00Z'))).toBe(50)
  expect(await remindDue(system(db, '2025-03-17T02:02:00Z'))).toBe(0)
  expect([await told('due_soon'), await told('overdue')]).toEqual([250, 0])
  const links = await db.client.notice.findMany({ where: { kind: 'due_soon' }, select: { link: true } })
  expect(new Set(links.map(({ link }) => link)).size).toBe(250)

  for (const minute of ['01', '02', '03']) await remindDue(system(db, `2025-03-18T16:${minute}:00Z`))
  expect([await told('due_soon'), await told('overdue')]).toEqual([250, 250])
  const later = new Date('2025-03-25T16:00:00Z')
  await db.client.application.updateMany({ where: { projectName: '项目7' }, data: { dueAt: later } })
  expect(await remindDue(system(db, '2025-03-25T02:00:00Z'))).toBe(1)
})

eachDialect('reports, contracts and evaluations are told of as well, to whoever holds them', async (db) => {
  const project = await aRunningProject(db)
  await askReports(system(db, '2025-07-05T02:00:00Z'))
  const report = await db.client.progressReport.findFirstOrThrow({ where: { projectId: project.id } })
  await db.client.contract.updateMany({ data: { status: 'c_signed', dueAt: report.dueAt } })
  await db.client.evaluation.create({
    data: {
      id: 'evaluation-1',
      projectId: project.id,
      year: 2025,
      status: 'county_review',
      form: '{}',
      budgetFen: 0n,
      dueAt: report.dueAt,
      createdAt: new Date('2025-07-01T02:00:00Z'),
    },
  })
  const at = '2025-07-09T02:00:00Z'
  const count = await remindDue(system(db, at))
  const notices = await db.client.notice.findMany({ where: { kind: 'due_soon' }, orderBy: { id: 'asc' } })
  expect(notices).toHaveLength(count)
  const toldOf = (link: string) =>
    notices.filter((notice) => notice.link === link).map(({ userId }) => userId)
  expect(toldOf(`/projects/${project.id}/reports/${report.id}`)).toEqual(
    expect.arrayContaining(['user-kunshan_applicant']),
  )
  expect(toldOf(`/projects/${project.id}/contract`)).toContain('user-province_approver')
  expect(toldOf('/evaluations/evaluation-1')).toEqual(['user-kunshan_handler'])
  expect(await remindDue(system(db, at))).toBe(0)
})
