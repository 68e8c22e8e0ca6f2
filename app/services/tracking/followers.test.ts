import { beforeAll, expect, test } from 'vitest'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { findProject, reportActions } from '#app/db/tracking.server.ts'
import { type Chain, followersOf, stepsFor } from '#app/domain/guideline/chain.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aProject, approvedOn, conclusion, fillReport, inAcceptance } from '#fixtures/tracking.ts'
import { ctxOf } from '#fixtures/world.ts'
import { remindDue } from '../remind.server.ts'
import { askReport } from './ask-report.server.ts'
import { concludeAcceptance } from './conclude-acceptance.server.ts'
import { startAcceptance } from './acceptance.server.ts'
import { reviewReport, submitReport } from './report.server.ts'
import { signContract } from './sign-contract.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const step = (level: 'county' | 'city' | 'province') => ({ level, required: true })
const chain: Chain = {
  local: [step('county'), step('city'), step('province')],
  direct: [step('province')],
  directTags: [],
  exceptions: [{ unitCode: '320583', local: [step('county'), step('province')] }],
}
const now = approvedOn
const reportedOn = new Date('2026-02-02T02:00:00Z')

test('the levels that recommended an application follow its project', () => {
  expect(followersOf(stepsFor(chain, '320581', 'local'))).toEqual({ county: true, above: 'city' })
  expect(followersOf(stepsFor(chain, '320583', 'local'))).toEqual({ county: true, above: 'province' })
  expect(followersOf(stepsFor(chain, '320581', 'direct'))).toEqual({ county: false, above: 'province' })
})

eachDialect(
  'a project applied for directly is the province’s: no party C, report and acceptance',
  async (db) => {
    const { id, contractId } = await aProject(db, { configuration: { chain }, channel: 'direct' })
    const sign = (who: Parameters<typeof ctxOf>[1], version: number, party: 'a' | 'b' | 'c') =>
      signContract(ctxOf(db, who, { now }), { id: contractId ?? '', version, party })
    expect(held(await sign('kunshan_applicant', 0, 'b'))).toMatchObject({ status: 'c_signed' })
    expect(await sign('kunshan_approver', 1, 'c')).toMatchObject({ refusal: { code: 'wrong_state' } })
    held(await sign('province_approver', 1, 'a'))
    const contract = await db.client.document.findFirstOrThrow({
      where: { kind: 'contract' },
      orderBy: { id: 'desc' },
    })
    expect(contract.model).not.toContain('丙方')

    const applicant = ctxOf(db, 'kunshan_applicant', { now: reportedOn })
    const { id: reportId } = held(await askReport(applicant, { projectId: id, period: '2025H2' }))
    held(await fillReport(applicant, reportId, { arrivedWan: '0', usedWan: '0' }))
    held(await submitReport(applicant, { id: reportId, version: 0 }))
    expect(await db.client.progressReport.findUniqueOrThrow({ where: { id: reportId } })).toMatchObject({
      status: 'city_review',
    })
    await told('report_waiting', ['user-province_handler'])
    const review = { id: reportId, version: 1, act: 'accept' } as const
    const [city, province] = [ctxOf(db, 'suzhou_handler'), ctxOf(db, 'province_handler', { now: reportedOn })]
    expect(await reviewReport(city, review)).toMatchObject({ refusal: { code: 'held_by_province' } })
    const project = { above: 'province' }
    expect(reportActions(city, 'city_review', false, project)).toEqual([])
    expect(reportActions(province, 'city_review', false, project)).toEqual(['accept', 'return'])
    expect(await waiting('suzhou_handler')).toEqual([])
    expect(await waiting('province_handler')).toEqual(['city_review'])
    held(await reviewReport(province, review))

    const version = await inAcceptance(db, id, { now: reportedOn, examiner: 'province_handler' })
    await told('acceptance_waiting', ['user-province_handler'])
    expect(await findProject(province, id)).toMatchObject({ owner: 'province' })
    expect((await findProject(city, id)).actions).toEqual([])
    expect(await waiting('suzhou_approver')).toEqual([])
    const cityConcludes = await concludeAcceptance(ctxOf(db, 'suzhou_approver'), conclusion(id, version))
    expect(cityConcludes).toMatchObject({ refusal: { code: 'held_by_province' } })
    held(
      await concludeAcceptance(ctxOf(db, 'province_approver', { now: reportedOn }), conclusion(id, version)),
    )
    expect(await db.client.project.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'accepted' })
    expect(await db.client.contract.findFirstOrThrow()).toMatchObject({ status: 'fulfilled' })

    async function told(kind: string, people: string[]) {
      const notices = await db.client.notice.findMany({ where: { kind } })
      expect(notices.map(({ userId }) => userId)).toEqual(expect.arrayContaining(people))
      expect(notices.map(({ userId }) => userId).filter((user) => /suzhou|kunshan_(h|a)/.test(user))).toEqual(
        [],
      )
    }
    async function waiting(who: Parameters<typeof ctxOf>[1]) {
      const lines = await todosOf(ctxOf(db, who, { now: reportedOn }))
      return lines.map(({ status }) => status)
    }
  },
)

eachDialect('where a county reports to the province itself, the province stands above it', async (db) => {
  const { id, contractId } = await aProject(db, { configuration: { chain } })
  const signers = { b: 'kunshan_applicant', c: 'kunshan_approver', a: 'province_approver' } as const
  for (const [version, party] of (['b', 'c', 'a'] as const).entries())
    held(await signContract(ctxOf(db, signers[party], { now }), { id: contractId ?? '', version, party }))
  const applicant = ctxOf(db, 'kunshan_applicant', { now: reportedOn })
  const { id: reportId } = held(await askReport(applicant, { projectId: id, period: '2025H2' }))
  held(await fillReport(applicant, reportId, { arrivedWan: '0', usedWan: '0' }))
  held(await submitReport(applicant, { id: reportId, version: 0 }))
  const report = () => db.client.progressReport.findUniqueOrThrow({ where: { id: reportId } })
  expect(await report()).toMatchObject({ status: 'county_review' })
  const back = { id: reportId, version: 1, act: 'return', reason: '缺照片' } as const
  const province = ctxOf(db, 'province_handler', { now: reportedOn })
  expect(await reviewReport(province, back)).toMatchObject({ refusal: { code: 'held_by_county' } })
  held(await reviewReport(ctxOf(db, 'kunshan_handler'), { id: reportId, version: 1, act: 'pass' }))
  const { dueAt } = await report()
  const late = new Date((dueAt?.getTime() ?? 0) + 3_600_000)
  expect(await remindDue(ctxOf(db, 'system', { now: late }))).toBeGreaterThan(0)
  const overdue = await db.client.notice.findMany({
    where: { kind: 'overdue', link: { contains: reportId } },
  })
  expect(overdue.map(({ userId }) => userId)).toContain('user-province_handler')
  expect(overdue.map(({ userId }) => userId)).not.toContain('user-suzhou_handler')
  held(await reviewReport(province, { id: reportId, version: 2, act: 'accept' }))

  const examined = { id, version: 0 }
  expect(await startAcceptance(ctxOf(db, 'suzhou_handler'), examined)).toMatchObject({ ok: false })
})
