import { beforeAll, expect } from 'vitest'
import { systemActor } from '#app/authorization/actor.ts'
import { findCredit } from '#app/db/funding/credit.server.ts'
import { creditsOf, listCredits } from '#app/db/funding/credit-list.server.ts'
import { standingCreditsOf } from '#app/db/funding/standing-credits.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { workingApplication } from '#app/db/working-application.server.ts'
import { runRules } from '#app/domain/application/rules-catalogue/run.ts'
import { env } from '#app/platform/env.server.ts'
import { aNotifiedClawback, anOpenClawback } from '#fixtures/clawback.ts'
import {
  anOpenCredit,
  aProposedCredit,
  aRecordedCredit,
  aRepairPassed,
  creditDraft,
  creditVersion,
} from '#fixtures/credit.ts'
import { testFolder } from '#fixtures/folder.ts'
import { by, codeOf, fieldsOf } from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { gatherFacts } from '../application/gather-facts.server.ts'
import { sweepClawbacks } from './collect-clawback.server.ts'
import { dropCredit, proposeCredit, recordCredit } from './decide-credit.server.ts'
import { giveCreditFile } from './of-credit.server.ts'
import { openCreditByHand } from './open-credit.server.ts'
import {
  askCreditRepair,
  decideCreditRepair,
  passCreditRepair,
  sweepCredits,
} from './repair-credit.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('credit')
})

const kunshan = 'enterprise-kunshan'
const page = { view: 'all', sort: { by: 'createdAt', descending: true }, page: 1, size: 50 } as const
const all = { ...page, filters: {} }
const outside = ['kunshan_applicant', 'kunshan_handler', 'suzhou_handler', 'kunshan_finance'] as const

const breachesOf = async (db: Db) =>
  (await findBreaches(db)).filter(({ subject }) => /CreditRecord|Clawback|Project/.test(subject))

eachDialect(
  'a revoked project goes on the credit records: drafted, then recorded by another person',
  async (db) => {
    const { id } = await anOpenCredit(db)
    const row = () => db.client.creditRecord.findUniqueOrThrow({ where: { id } })
    expect(await row()).toMatchObject({
      event: 'revoked',
      level: 'grave',
      basisNo: creditDraft.basisNo,
      basis: '提供虚假材料',
      status: 'opened',
      startsOn: null,
    })
    const handler = by(db, 'province_handler')
    const wrong = await proposeCredit(handler, { id, version: 0, level: '', basisNo: '9', basis: '' })
    expect(fieldsOf(wrong as never)).toEqual([
      'level required',
      'basisNo document_number_format',
      'basis required',
    ])
    expect(codeOf(await proposeCredit(by(db, 'leader'), { id, version: 0, ...creditDraft }))).toBe(
      'not_yours',
    )
    held(await proposeCredit(handler, { id, version: 0, ...creditDraft }))
    for (const key of outside) {
      await expect(findCredit(by(db, key), id)).rejects.toThrow()
      expect((await listCredits(by(db, key), all)).rows).toEqual([])
      expect(await creditsOf(by(db, key), kunshan)).toEqual([])
    }
    expect(codeOf(await recordCredit(handler, { id, version: 1 }))).toBe('not_yours')
    held(await recordCredit(by(db, 'leader'), { id, version: 1 }))
    expect(await row()).toMatchObject({
      status: 'recorded',
      points: 12,
      scale: 1,
      startsOn: '2025-05-19',
      endsOn: '2030-05-18',
      dueAt: null,
    })
    for (const key of [...outside, 'supervisor', 'auditor'] as const)
      expect((await findCredit(by(db, key), id)).status).toBe('recorded')
    await expect(findCredit(by(db, 'jiangning_applicant'), id)).rejects.toThrow()
    const told = (await findCredit(by(db, 'kunshan_applicant'), id)).history.map(({ act }) => act)
    expect(told).toEqual(['credit.record'])
    expect(await creditsOf(by(db, 'kunshan_applicant'), kunshan)).toMatchObject([{ id }])
    const searched = async (q: string) => (await listCredits(handler, { ...page, filters: { q } })).count
    for (const q of ['昆山', '〔2025〕9号']) expect(await searched(q)).toBe(1)
    expect(await searched('江宁')).toBe(0)
    expect(await breachesOf(db)).toEqual([])
  },
)

eachDialect('one record for each event of a project, opened by hand by the province alone', async (db) => {
  const { projectId } = await anOpenCredit(db)
  const handler = by(db, 'province_handler')
  const misuse = { projectId, event: 'misuse' }
  expect(codeOf(await openCreditByHand(by(db, 'kunshan_handler'), misuse))).toBe('not_yours')
  await expect(openCreditByHand(by(db, 'jiangning_applicant'), misuse)).rejects.toThrow()
  for (const event of ['', 'revoked'])
    expect(fieldsOf((await openCreditByHand(handler, { projectId, event })) as never)).toEqual([
      'event required',
    ])
  const both = await Promise.all([openCreditByHand(handler, misuse), openCreditByHand(handler, misuse)])
  expect(both.map(codeOf).toSorted()).toEqual(['credit_known', 'done'])
  const { id } = await db.client.creditRecord.findFirstOrThrow({ where: { event: 'misuse' } })
  const draft = { ...creditDraft, id, version: 0 }
  expect(codeOf(await proposeCredit(handler, draft))).toBe('credit_basis_missing')
  expect(await db.client.creditRecord.count({ where: { projectId } })).toBe(2)
})

eachDialect('what is dropped is never told, and its project is not without a record', async (db) => {
  const { id } = await aProposedCredit(db)
  expect(codeOf(await dropCredit(by(db, 'leader'), { id, version: 2, reason: ' ' }))).toBe('reason_required')
  held(await dropCredit(by(db, 'leader'), { id, version: 2, reason: '事实不清' }))
  await expect(findCredit(by(db, 'kunshan_applicant'), id)).rejects.toThrow()
  expect(await standingCreditsOf(db.client, kunshan)).toEqual([])
  expect(await breachesOf(db)).toEqual([])
})

eachDialect(
  'an overdue clawback goes on the credit records in the same act, an agreed end does not',
  async (db) => {
    const { id, projectId } = await aNotifiedClawback(db)
    expect(await db.client.creditRecord.count()).toBe(0)
    const late = new Date('2025-06-19T02:00:00Z')
    const sweep = () => sweepClawbacks({ ...by(db, 'leader', late), actor: systemActor })
    expect(await sweep()).toBe(1)
    expect(await sweep()).toBe(0)
    const rows = await db.client.creditRecord.findMany()
    expect(rows).toMatchObject([
      { projectId, event: 'clawback_overdue', level: 'serious', basisNo: '苏工信函〔2025〕88号' },
    ])
    expect((await db.client.clawback.findUniqueOrThrow({ where: { id } })).status).toBe('overdue')
    expect(await breachesOf(db)).toEqual([])
  },
)

eachDialect('a revoked project that was paid has a clawback and a record', async (db) => {
  const { projectId } = await anOpenClawback(db, 'revoke')
  expect(await db.client.creditRecord.findMany()).toMatchObject([{ projectId, event: 'revoked' }])
})

eachDialect('repaired with evidence by two people: then it counts no more', async (db) => {
  const { id } = await aRecordedCredit(db)
  const own = by(db, 'kunshan_applicant')
  expect(await standingCreditsOf(db.client, kunshan)).toEqual([
    { level: 'grave', basisNo: creditDraft.basisNo, startsOn: '2025-05-19', endsOn: '2030-05-18' },
  ])
  const ask = { id, version: 3, reason: '已整改' }
  expect(codeOf(await askCreditRepair(own, ask))).toBe('credit_evidence_missing')
  const file = { id, version: 3, name: '整改.pdf', content: aPdf }
  expect(codeOf(await giveCreditFile(own, { ...file, act: 'attach' }))).toBe('wrong_state')
  await aRepairPassed(db, id)
  const found = await findCredit(own, id)
  expect(found.evidence).toMatchObject([{ name: '整改报告.pdf' }])
  expect(found.history.map(({ act }) => act)).not.toContain('credit.pass_repair')
  expect(await standingCreditsOf(db.client, kunshan)).toHaveLength(1)
  const version = await creditVersion(db, id)
  const refused = { id, version, act: 'refuse_repair' as const, reason: '' }
  expect(codeOf(await decideCreditRepair(by(db, 'leader'), refused))).toBe('reason_required')
  held(await decideCreditRepair(by(db, 'leader'), { ...refused, reason: '材料不足' }))
  expect(codeOf(await passCreditRepair(by(db, 'province_handler'), ask))).toBe('stale_version')
  await aRepairPassed(db, id)
  const again = { id, version: await creditVersion(db, id), act: 'repair' as const }
  expect(codeOf(await decideCreditRepair(by(db, 'province_handler'), again))).toBe('not_yours')
  held(await decideCreditRepair(by(db, 'leader'), again))
  expect(await standingCreditsOf(db.client, kunshan)).toEqual([])
  expect(await breachesOf(db)).toEqual([])
})

eachDialect('R10 fails on it while it stands, and not once it is repaired', async (db) => {
  const { id, projectId } = await aRecordedCredit(db)
  const project = await db.client.project.findUniqueOrThrow({ where: { id: projectId } })
  const ctx = by(db, 'province_handler')
  const judged = async () => {
    const application = await workingApplication(ctx, project.applicationId)
    const own = await configurationOf(db, application.guidelineId, application.guidelineVersion)
    const configuration = { ...own, rules: [{ code: 'R10', severity: 'block' as const, params: {} }] }
    const { facts } = await gatherFacts(ctx, application, configuration)
    return runRules(configuration, facts)[0]
  }
  expect(await judged()).toMatchObject({
    result: 'fail',
    evidence: { records: `grave ${creditDraft.basisNo} 2030-05-18` },
    messages: [{ key: 'R10.record_grave', params: { basis: creditDraft.basisNo, until: '2030-05-18' } }],
  })
  await aRepairPassed(db, id)
  const repair = { id, version: await creditVersion(db, id), act: 'repair' as const }
  held(await decideCreditRepair(by(db, 'leader'), repair))
  expect(await judged()).toMatchObject({ result: 'pass' })
})

eachDialect('expires after the last day of its term', async (db) => {
  const { id } = await aRecordedCredit(db, { level: 'general' })
  const sweep = (day: string) =>
    sweepCredits({ ...by(db, 'leader', new Date(`${day}T02:00:00Z`)), actor: systemActor })
  expect(await sweep('2026-05-18')).toBe(0)
  expect(await sweep('2026-05-19')).toBe(1)
  expect(await sweep('2026-05-19')).toBe(0)
  expect((await db.client.creditRecord.findUniqueOrThrow({ where: { id } })).status).toBe('expired')
  expect(await standingCreditsOf(db.client, kunshan)).toEqual([])
})
