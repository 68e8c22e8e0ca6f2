import { beforeAll, expect, test } from 'vitest'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aRedAlert } from '#fixtures/alert.ts'
import { aProject, approvedOn, aRunningProject, fillReport, grantFen } from '#fixtures/tracking.ts'
import { ctxOf } from '#fixtures/world.ts'
import { todosOf } from '#app/db/office.server.ts'
import { findProject } from '#app/db/tracking.server.ts'
import { askReport } from './ask-report.server.ts'
import { askChange, decideChange } from './change.server.ts'
import { contractFrom } from './contract-document.server.ts'
import { createProject } from './create-project.server.ts'
import { submitReport } from './report.server.ts'
import { signContract } from './sign-contract.server.ts'
import { haltProject, stopProject } from './stop-project.server.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = approvedOn
const reportedOn = new Date('2026-02-02T02:00:00Z')

eachDialect('an approval makes the project and its contract, in one transaction', async (db) => {
  const { id, code, contractId } = await aProject(db)
  const project = await db.client.project.findUniqueOrThrow({ where: { id } })
  expect(code).toMatch(/-2025-ZGSZ-0001$/)
  expect(project).toMatchObject({
    status: 'contracting',
    amountFen: grantFen,
    startOn: '2024-03-01',
    endOn: '2025-12-31',
    unitCode: '320583',
  })
  const contract = await db.client.contract.findUniqueOrThrow({ where: { id: contractId ?? '' } })
  expect(contract).toMatchObject({ status: 'draft', number: code, edition: 1 })
  expect(contractFrom(contract.content)).toMatchObject({
    indicators: [{ name: '改造产线', target: '4' }, { name: '新增销售收入' }],
    schedule: [{ milestone: '设备安装完成', dueOn: '2024-12-31' }],
    instalments: [{ when: 'issue', percent: 100, amountFen: String(grantFen) }],
  })
  expect(await db.client.document.count({ where: { ownerType: 'project', kind: 'contract' } })).toBe(1)
  expect(await db.client.notice.count({ where: { kind: 'contract_to_sign' } })).toBe(2)
  const acts = await db.client.auditEntry.findMany({ where: { act: { startsWith: 'project' } } })
  expect(acts.map(({ act }) => act)).toEqual(['project.create', 'project.start_contract'])
})

test('project codes have no gaps: what is rolled back takes no number', async () => {
  await using db = await testDb()
  const { applicationId } = await aProject(db)
  await expect(
    db.transact((tx) => createProject(tx, ctxOf(db, 'leader'), { applicationId, amountFen: 1n })),
  ).rejects.toThrow()
  expect(await db.client.fundCategory.findFirstOrThrow()).toMatchObject({ projectCount: 1 })
})

eachDialect('B signs first, then C, then A, and the project runs', async (db) => {
  const { id, contractId } = await aProject(db)
  const sign = (who: Parameters<typeof ctxOf>[1], version: number, party: 'a' | 'b' | 'c') =>
    signContract(ctxOf(db, who, { now }), { id: contractId ?? '', version, party })
  expect(await sign('kunshan_approver', 0, 'c')).toMatchObject({ refusal: { code: 'wrong_state' } })
  expect(await sign('kunshan_approver', 0, 'b')).toMatchObject({ refusal: { code: 'not_yours' } })
  await expect(sign('jiangning_approver', 0, 'c')).rejects.toThrow('contract not found')
  held(await sign('kunshan_applicant', 0, 'b'))
  expect(await sign('kunshan_applicant', 0, 'b')).toMatchObject({ refusal: { code: 'stale_version' } })
  held(await sign('kunshan_approver', 1, 'c'))
  expect(await sign('province_handler', 2, 'a')).toMatchObject({ refusal: { code: 'not_yours' } })
  held(await sign('province_approver', 2, 'a'))
  expect(await db.client.project.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'in_progress',
  })
  expect(await db.client.contract.findFirstOrThrow()).toMatchObject({
    status: 'effective',
    aSignedById: 'user-province_approver',
    aSignedAt: now,
    dueAt: null,
  })
  expect(await db.client.document.count({ where: { ownerType: 'project', kind: 'contract' } })).toBe(2)
  expect(await db.client.notice.count({ where: { kind: 'contract_effective' } })).toBe(2)
})

eachDialect('an approved extension moves the end and draws up the next edition', async (db) => {
  const { id } = await aRunningProject(db)
  const ask = (newEndOn: string, version: number) =>
    askChange(ctxOf(db, 'kunshan_applicant', { now }), {
      id,
      version,
      kind: 'extension',
      before: '2025-12-31',
      after: newEndOn,
      newEndOn,
      reason: '进口设备延期到货',
    })
  expect(await ask('2027-12-31', 2)).toMatchObject({ refusal: { code: 'extension_wrong' } })
  held(await ask('2026-06-30', 2))
  const decision = { id, version: 3, reason: '情况属实', approved: true }
  const [city, province] = [ctxOf(db, 'suzhou_approver', { now }), ctxOf(db, 'province_approver', { now })]
  expect((await findProject(province, id)).actions).not.toContain('decide_change')
  expect((await findProject(city, id)).actions).toContain('decide_change')
  expect((await todosOf(city)).map(({ workflow }) => workflow)).toContain('project')
  expect((await todosOf(province)).map(({ workflow }) => workflow)).not.toContain('project')
  expect(await decideChange(province, decision)).toMatchObject({
    refusal: { code: 'change_decided_by_city' },
  })
  held(await decideChange(city, decision))
  expect(await db.client.project.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'in_progress',
    endOn: '2026-06-30',
  })
  const contracts = await db.client.contract.findMany({ orderBy: { edition: 'asc' } })
  expect(contracts.map(({ edition, status }) => `${edition} ${status}`)).toEqual(['1 changed', '2 draft'])
  for (const [version, who, party] of [
    [0, 'kunshan_applicant', 'b'],
    [1, 'kunshan_approver', 'c'],
    [2, 'province_approver', 'a'],
  ] as const)
    held(await signContract(ctxOf(db, who, { now }), { id: contracts[1]?.id ?? '', version, party }))
  expect(await ask('2026-08-31', 4)).toMatchObject({ refusal: { code: 'extension_used' } })
})

eachDialect('a leader ends a project with its contract; a halted one goes on', async (db) => {
  const { id } = await aRunningProject(db)
  const approver = ctxOf(db, 'province_approver', { now })
  held(await haltProject(approver, { id, version: 2, reason: '停产检修', act: 'suspend' }))
  held(await haltProject(approver, { id, version: 3, reason: '已恢复', act: 'resume' }))
  const end = (documentNo: string) =>
    stopProject(ctxOf(db, 'leader', { now }), {
      id,
      version: 4,
      reason: '企业搬迁',
      act: 'terminate',
      documentNo,
    })
  expect(await end('')).toMatchObject({ refusal: { code: 'decision_document_missing' } })
  held(await end('苏工信函〔2025〕9号'))
  expect(await db.client.contract.findFirstOrThrow()).toMatchObject({ status: 'terminated' })
  expect(await db.client.notice.count({ where: { kind: 'project_stopped' } })).toBe(4)
})

eachDialect('what a project still owes ends with it; what was sent in goes on to be settled', async (db) => {
  const { id } = await aRunningProject(db)
  const province = ctxOf(db, 'province_handler', { now: reportedOn })
  const ask = async (period: string) => held(await askReport(province, { projectId: id, period })).id
  const [sent, owed] = [await ask('2025H1'), await ask('2025H2')]
  const applicant = ctxOf(db, 'kunshan_applicant', { now: reportedOn })
  await fillReport(applicant, sent)
  held(await submitReport(applicant, { id: sent, version: 0 }))
  const alert = await aRedAlert(db, id, { now: reportedOn })
  const leader = ctxOf(db, 'leader', { now: reportedOn })
  const ending = { reason: '企业搬迁', documentNo: '苏工信函〔2025〕9号', act: 'terminate' as const }
  held(await stopProject(leader, { id, version: 2, ...ending }))
  const [stands, lapsed] = await Promise.all(
    [sent, owed].map((report) => db.client.progressReport.findUniqueOrThrow({ where: { id: report } })),
  )
  expect(stands).toMatchObject({ status: 'county_review' })
  expect(lapsed).toMatchObject({ status: 'lapsed', dueAt: null })
  expect(await db.client.alert.findUniqueOrThrow({ where: { id: alert } })).toMatchObject({
    status: 'lifted',
    openKey: null,
    closedAt: reportedOn,
    closedById: null,
  })
  expect((await todosOf(applicant)).map((todo) => todo.id)).not.toContain(owed)
  const read = await findProject(province, id)
  expect(read.reports.map(({ period, status }) => [period, status])).toEqual([
    ['2025H2', 'lapsed'],
    ['2025H1', 'county_review'],
  ])
})
