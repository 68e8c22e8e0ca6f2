import { resultsFrom } from '#app/db/rule-run.server.ts'
import { beforeAll, expect, test } from 'vitest'
import { personalOf } from '#app/db/audit-personal.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { reviewList } from '#app/db/review/list.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import type { RuleChoice } from '#app/domain/guideline/schema.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { aConfiguration } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aCountyCall, aQuota, aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { fileAppeal } from '../application/appeal.server.ts'
import { decideAppeal } from './appeal.server.ts'
import { giveOpinion } from './opinion.server.ts'
import { qualifyApplication } from './qualify.server.ts'
import { rejectApplication } from './reject.server.ts'
import { askReopening, grantReopening } from './reopening.server.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const manual: RuleChoice = { code: 'R25', severity: 'manual', params: {} }

async function atProvince(db: Db, rules: RuleChoice[] = [...aConfiguration().rules, manual]) {
  const made = await aSubmission(db, { call: aCountyCall({ rules }) })
  await passedBy(db, made.id, 'kunshan', 'suzhou')
  return made
}

async function dishonest(db: Db) {
  await db.client.creditFlag.create({
    data: {
      id: newId(),
      enterpriseId: 'enterprise-kunshan',
      kind: 'abnormal_operation',
      occurredOn: '2025-03-05',
      basis: '市场监管部门通报',
    },
  })
}

const opinion = { conclusion: 'pass' as const, text: '符合要求', ticks: [], overrides: [] }

eachDialect(
  'two people qualify it: rules run again, results, sheet, log and notices together',
  async (db) => {
    const { id } = await atProvince(db)
    const handler = ctxOf(db, 'province_handler')
    const version = await versionOf(db, id)
    expect(await giveOpinion(handler, { id, version, ...opinion })).toMatchObject({
      refusal: { code: 'manual_items_open', params: { count: 1 } },
    })
    held(await giveOpinion(handler, { id, version, ...opinion, ticks: ['R25', 'R01'] }))
    const checker = ctxOf(db, 'province_approver', { now: new Date('2025-03-10T03:00:00Z') })
    held(await qualifyApplication(checker, { id, version: version + 1, text: '复核无误' }))
    expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'qualified',
      handlerId: null,
      dueAt: new Date('2025-04-08T16:00:00Z'),
    })
    expect(
      await db.client.reviewOpinion.findMany({
        where: { node: 'province_check' },
        select: { kind: true, checks: true },
        orderBy: { id: 'asc' },
      }),
    ).toEqual([
      { kind: 'check', checks: '[{"mark":"ticked","code":"R25"}]' },
      { kind: 'second_check', checks: '[]' },
    ])
    const runs = await db.client.ruleRun.findMany({ where: { occasion: 'formal_review' } })
    expect(runs.map(({ results }) => resultsFrom(results).length)).toEqual([13, 13])
    const document = await db.client.document.findFirstOrThrow({ where: { kind: 'formal_review' } })
    expect(JSON.parse(document.model).signatures).toMatchObject([{ name: '周明' }, { name: '吴岚' }])
    expect(document).toMatchObject({ audience: 'staff', status: 'waiting' })
    expect(await db.client.job.count({ where: { uniqueKey: `render_document:${document.id}` } })).toBe(1)
    expect(await db.client.auditEntry.count({ where: { act: 'application.qualify' } })).toBe(1)
    expect(await db.client.notice.count({ where: { kind: 'application_qualified' } })).toBe(2)
  },
)

eachDialect('a failure found later stops it until a person sets it aside with a reason', async (db) => {
  const { id } = await atProvince(db, aConfiguration().rules)
  const handler = ctxOf(db, 'province_handler')
  const checker = ctxOf(db, 'province_approver', { now: new Date('2025-03-10T03:00:00Z') })
  held(await giveOpinion(handler, { id, version: await versionOf(db, id), ...opinion }))
  await dishonest(db)
  expect(await qualifyApplication(checker, { id, version: await versionOf(db, id), text: '' })).toMatchObject(
    { refusal: { code: 'rules_block', params: { codes: 'R10' } } },
  )

  const again = { id, version: await versionOf(db, id), ...opinion }
  expect(await giveOpinion(handler, again)).toMatchObject({ refusal: { code: 'rules_block' } })
  expect(await giveOpinion(handler, { ...again, overrides: [{ code: 'R10', reason: ' ' }] })).toMatchObject({
    refusal: { code: 'override_reason_missing', params: { codes: 'R10' } },
  })
  const reason = '已于三月八日移出名录，证明见附件'
  held(await giveOpinion(handler, { ...again, overrides: [{ code: 'R10', reason }] }))
  held(await qualifyApplication(checker, { id, version: await versionOf(db, id), text: '' }))
  const runs = await db.client.ruleRun.findMany({ where: { occasion: 'formal_review' } })
  const setAside = { byId: 'user-province_handler', reason }
  expect(runs.flatMap(({ results }) => resultsFrom(results).filter((each) => each.setAside))).toMatchObject([
    { code: 'R10', result: 'fail', setAside },
    { code: 'R10', result: 'fail', setAside },
  ])
})

test('whoever checked does not confirm, and a city never qualifies', async () => {
  await using db = await testDb()
  const { id } = await atProvince(db, aConfiguration().rules)
  await handledBy(db, id, 'province')
  const version = await versionOf(db, id)
  const handler = ctxOf(db, 'province_handler')
  const both = { ...handler, actor: { ...handler.actor, roles: ['handler', 'approver'] as const } }
  expect(await qualifyApplication(both, { id, version, text: '' })).toMatchObject({
    refusal: { code: 'same_person' },
  })
  expect(await qualifyApplication(ctxOf(db, 'suzhou_approver'), { id, version, text: '' })).toMatchObject({
    refusal: { code: 'not_yours' },
  })
})

async function rejectedAtCounty(db: Db) {
  const made = await aSubmission(db)
  await aQuota(db, { guidelineId: made.guidelineId, level: 'county', unitCode: '320583', limit: 1 })
  await passedBy(db, made.id, 'kunshan')
  await handledBy(db, made.id, 'suzhou', 'reject')
  const approver = ctxOf(db, 'suzhou_approver')
  held(
    await rejectApplication(approver, {
      id: made.id,
      version: await versionOf(db, made.id),
      ground: 'other',
      reason: '不符',
    }),
  )
  held(await fileAppeal(ctxOf(db, 'kunshan_applicant'), { id: made.id, reason: '事实有误' }))
  return made
}

eachDialect('the level above grants an appeal: back to the node, with its place and invoices', async (db) => {
  const { id } = await rejectedAtCounty(db)
  const version = await versionOf(db, id)
  const act = { id, version, grant: true, finding: '原认定事实有误' }
  expect(await decideAppeal(ctxOf(db, 'suzhou_approver'), act)).toMatchObject({
    refusal: { code: 'not_yours' },
  })
  expect(await decideAppeal(ctxOf(db, 'province_approver'), { ...act, finding: '' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  expect(held(await decideAppeal(ctxOf(db, 'province_approver'), act))).toEqual({ to: 'city_review' })
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'city_review',
    node: null,
    handlerId: null,
    openKey: expect.stringContaining('enterprise-kunshan:'),
    dueAt: new Date('2025-03-25T09:00:00Z'),
  })
  expect(await db.client.quota.findFirst()).toMatchObject({ used: 1 })
  expect(await db.client.invoiceUse.count()).toBe(2)
  expect(await db.client.appeal.findFirst()).toMatchObject({ status: 'reopened', finding: act.finding })
  expect(await db.client.notice.count({ where: { kind: 'appeal_decided' } })).toBe(2)
  expect(await db.client.auditEntry.count({ where: { act: 'application.grant_appeal' } })).toBe(1)
  expect(await decideAppeal(ctxOf(db, 'province_approver'), { ...act, version: version + 1 })).toMatchObject({
    refusal: { code: 'wrong_state' },
  })
})

eachDialect('an appeal that is not granted is upheld once, with its finding', async (db) => {
  const { id } = await rejectedAtCounty(db)
  const version = await versionOf(db, id)
  const act = { id, version, grant: false, finding: '维持原结论' }
  const results = await Promise.all([1, 2].map(() => decideAppeal(ctxOf(db, 'province_approver'), act)))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'no_open_appeal' } })
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'rejected',
    version,
  })
  expect(await db.client.appeal.findFirst()).toMatchObject({ status: 'upheld', finding: '维持原结论' })
  expect(await db.client.auditEntry.count({ where: { act: 'application.uphold' } })).toBe(1)
  expect(await db.client.notice.count({ where: { kind: 'appeal_decided' } })).toBe(2)
})

test('when another took the place meanwhile, an appeal is not granted over the quota', async () => {
  await using db = await testDb()
  const { id } = await rejectedAtCounty(db)
  await db.client.quota.updateMany({ data: { used: 1 } })
  expect(
    await decideAppeal(ctxOf(db, 'province_approver'), {
      id,
      version: await versionOf(db, id),
      grant: true,
      finding: '成立',
    }),
  ).toMatchObject({ refusal: { code: 'quota_used_up' } })
  expect(await db.client.appeal.findFirst()).toMatchObject({ status: 'open' })
})

eachDialect('two people of the province reopen what has ended, in writing, as a high risk', async (db) => {
  const { id } = await rejectedAtCounty(db)
  const version = await versionOf(db, id)
  const granting = ctxOf(db, 'province_approver')
  expect(await grantReopening(granting, { id, version, basis: '同意' })).toMatchObject({
    refusal: { code: 'reopening_needs_two' },
  })
  const asking = ctxOf(db, 'province_handler')
  expect(await askReopening(asking, { id, version, node: 'reviewed', basis: '特殊' })).toMatchObject({
    refusal: { code: 'node_missing' },
  })
  expect(
    await askReopening(ctxOf(db, 'suzhou_handler'), { id, version, node: 'city_review', basis: 'x' }),
  ).toMatchObject({ refusal: { code: 'not_yours' } })
  held(await askReopening(asking, { id, version, node: 'county_review', basis: '厅长办公会纪要〔2025〕3号' }))
  expect(held(await grantReopening(granting, { id, version, basis: '同意重开' }))).toEqual({
    to: 'county_review',
  })
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'county_review',
    version: version + 1,
    dueAt: new Date('2025-03-21T09:00:00Z'),
  })
  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'application.reopen' } })
  expect(JSON.parse(Buffer.from(entry.bytes).toString())).toMatchObject({
    after: { risk: 'high', askedBy: 'user-province_handler' },
  })
  const said = await personalOf(db.client, [entry])
  expect([said(entry.id, 'reason'), said(entry.id, 'after.basis')]).toEqual([
    '同意重开',
    '厅长办公会纪要〔2025〕3号',
  ])
  expect(await db.client.quota.findFirst()).toMatchObject({ used: 0 })
  expect(await db.client.notice.count({ where: { kind: 'application_reopened' } })).toBe(2)
})

test('what has another open application of the enterprise beside it stays ended', async () => {
  await using db = await testDb()
  const { id, guidelineId } = await rejectedAtCounty(db)
  const version = await versionOf(db, id)
  held(await askReopening(ctxOf(db, 'province_handler'), { id, version, node: 'city_review', basis: '特殊' }))
  const row = await db.client.application.findUniqueOrThrow({ where: { id } })
  await db.client.application.create({
    data: { ...row, id: newId(), receiptNo: null, openKey: `${row.enterpriseId}:${guidelineId}` },
  })
  expect(await grantReopening(ctxOf(db, 'province_approver'), { id, version, basis: '同意' })).toMatchObject({
    refusal: { code: 'another_open', status: 409 },
  })
})

test('an appeal stands on the desk of who decides it, a reopening on that of who grants it', async () => {
  await using db = await testDb()
  const { id } = await rejectedAtCounty(db)
  const mine = async (key: 'province_approver' | 'suzhou_approver' | 'leader') =>
    (
      await reviewList(ctxOf(db, key), {
        view: 'mine',
        filters: {},
        sort: { by: 'dueAt', descending: false },
        page: 1,
      })
    ).count
  expect([await mine('province_approver'), await mine('suzhou_approver'), await mine('leader')]).toEqual([
    1, 0, 0,
  ])
  const version = await versionOf(db, id)
  held(
    await decideAppeal(ctxOf(db, 'province_approver'), { id, version, grant: false, finding: '维持原结论' }),
  )
  expect(await mine('province_approver')).toBe(0)
  held(await askReopening(ctxOf(db, 'province_handler'), { id, version, node: 'city_review', basis: '特殊' }))
  expect(await mine('province_approver')).toBe(1)
})
