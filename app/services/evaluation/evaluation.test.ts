import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { opinionsShown } from '#app/db/evaluation-opinion.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { projectHistory } from '#app/db/tracking.server.ts'
import { env } from '#app/platform/env.server.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { testFolder } from '#fixtures/folder.ts'
import { anAcceptedProject } from '#fixtures/tracking.ts'
import { ctxOf } from '#fixtures/world.ts'
import { confirmArrival } from '../funding/confirm.server.ts'
import { adviseEvaluation } from './advise.server.ts'
import { askEvaluation } from './ask.server.ts'
import { confirmEvaluation } from './confirm.server.ts'
import { reviewEvaluation } from './review.server.ts'
import { evaluationInScope, saveEvaluation, submitEvaluation } from './self-evaluation.server.ts'
import { anArrivedPayment, aPaidPayment } from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2026-02-02T02:00:00Z')

async function asked(db: Db, configuration: Partial<GuidelineConfiguration> = {}) {
  const { id: projectId } = await anAcceptedProject(db, { configuration })
  await anArrivedPayment(db, projectId)
  const { id } = held(await askEvaluation(ctxOf(db, 'province_handler', { now }), { projectId }))
  return { id, projectId }
}

async function fill(db: Db, id: string, actuals: string[], words: object = {}) {
  const ctx = ctxOf(db, 'kunshan_applicant', { now })
  const { typed, revision } = await evaluationInScope(db.client, ctx, id)
  const values = {
    ...typed,
    summary: '目标基本完成。',
    rows: typed.rows.map((row, i) => ({ ...row, actual: actuals[i] ?? '', ...words })),
  }
  return saveEvaluation(ctx, { id, revision, values })
}

eachDialect(
  'the targets of the application are asked again, with the weights of the guideline',
  async (db) => {
    const { id, projectId } = await asked(db)
    const { typed, budgetFen, year } = await evaluationInScope(db.client, ctxOf(db, 'system'), id)
    expect({ year, budgetFen }).toEqual({ year: 2026, budgetFen: 380_000_000n })
    expect(typed.rows).toMatchObject([
      { name: '改造产线', target: '4', level1: 'output', weightCenti: 5625 },
      { name: '新增销售收入', target: '8000', level1: 'benefit', weightCenti: 3375 },
    ])
    expect(await db.client.notice.count({ where: { kind: 'evaluation_asked' } })).toBe(2)
    expect(await askEvaluation(ctxOf(db, 'province_handler', { now }), { projectId })).toMatchObject({
      refusal: { code: 'evaluation_exists' },
    })
    expect(await askEvaluation(ctxOf(db, 'kunshan_applicant', { now }), { projectId })).toMatchObject({
      refusal: { code: 'not_yours' },
    })
  },
)

eachDialect('every row below its target wants reason and measure; scores are those of E.1', async (db) => {
  const { id } = await asked(db)
  held(await fill(db, id, ['4', '7000']))
  const submit = (version: number) =>
    submitEvaluation(ctxOf(db, 'kunshan_applicant', { now }), { id, version })
  expect(await submit(0)).toMatchObject({
    refusal: {
      code: 'evaluation_has_problems',
      fields: [
        { path: 'rows[1].reason', code: 'deviation_reason_required' },
        { path: 'rows[1].improvement', code: 'improvement_required' },
      ],
    },
  })
  held(await fill(db, id, ['4', '7000'], { reason: '市场回落', improvement: '拓展客户', target: '1' }))
  expect(await submit(0)).toMatchObject({ ok: true, value: { scoreCenti: 9578, grade: 'excellent' } })
  expect(await db.client.document.count({ where: { ownerType: 'evaluation', ownerId: id } })).toBe(1)
})

eachDialect('county passes, province confirms: the grade stands and the project is closed', async (db) => {
  const { id, projectId } = await asked(db)
  held(await fill(db, id, ['4', '8000']))
  held(await submitEvaluation(ctxOf(db, 'kunshan_applicant', { now }), { id, version: 0 }))
  const county = ctxOf(db, 'kunshan_handler', { now })
  const province = ctxOf(db, 'province_handler', { now })
  expect(await confirmEvaluation(province, { id, version: 1 })).toMatchObject({
    refusal: { code: 'wrong_state' },
  })
  held(await reviewEvaluation(county, { id, version: 1, act: 'pass' }))
  held(await reviewEvaluation(province, { id, version: 2, act: 'return', reason: '请附佐证' }))
  held(await submitEvaluation(ctxOf(db, 'kunshan_applicant', { now }), { id, version: 3 }))
  held(await reviewEvaluation(county, { id, version: 4, act: 'pass' }))
  held(await confirmEvaluation(province, { id, version: 5 }))
  expect(await db.client.evaluation.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'confirmed',
    scoreCenti: 10_000,
    grade: 'excellent',
    confirmedById: 'user-province_handler',
    dueAt: null,
  })
  expect(await db.client.project.findUniqueOrThrow({ where: { id: projectId } })).toMatchObject({
    status: 'closed',
  })
  expect(await db.client.notice.findFirst({ where: { kind: 'evaluation_confirmed' } })).toMatchObject({
    params: expect.stringContaining('100.00'),
  })
})

eachDialect('the execution is what has arrived, whatever a form says', async (db) => {
  const { id: projectId } = await anAcceptedProject(db)
  const payment = await aPaidPayment(db, projectId)
  const { id } = held(await askEvaluation(ctxOf(db, 'province_handler', { now }), { projectId }))
  held(await fill(db, id, ['4', '8000']))
  const applicant = ctxOf(db, 'kunshan_applicant', { now })
  const submit = () => submitEvaluation(applicant, { id, version: 0 })
  expect(await submit()).toMatchObject({
    refusal: { fields: [{ path: 'executionReason', code: 'execution_reason_required' }] },
  })
  held(await confirmArrival(applicant, { id: payment, version: 3, arrivedOn: '2025-05-20' }))
  expect(await submit()).toMatchObject({ value: { scoreCenti: 10_000 } })
  expect(await db.client.evaluation.findUniqueOrThrow({ where: { id } })).toMatchObject({
    spentFen: 380_000_000n,
  })
})

eachDialect(
  'city, finance and third party advise; the province answers another grade with a reason',
  async (db) => {
    const { id } = await asked(db)
    held(await fill(db, id, ['4', '8000']))
    const act = async () => ({
      id,
      version: (await db.client.evaluation.findUniqueOrThrow({ where: { id } })).version,
    })
    const advise = async (key: CastKey, score: string, text = '资料齐全。') =>
      adviseEvaluation(ctxOf(db, key, { now }), { ...(await act()), score, text })
    expect(await advise('finance', '90')).toMatchObject({ refusal: { code: 'wrong_state' } })
    held(await submitEvaluation(ctxOf(db, 'kunshan_applicant', { now }), await act()))
    expect(await advise('finance', '100.5', '')).toMatchObject({
      refusal: {
        code: 'form_has_problems',
        fields: [
          { path: 'score', code: 'score_above_hundred' },
          { path: 'text', code: 'required' },
        ],
      },
    })
    for (const key of ['kunshan_handler', 'suzhou_approver', 'province_handler', 'leader'] as const)
      expect([key, await advise(key, '90')]).toMatchObject([key, { refusal: { code: 'not_yours' } }])
    await expect(advise('nanjing_handler', '90')).rejects.toThrow('evaluation not found')
    await expect(advise('suzhou_finance', '90')).resolves.toMatchObject({ refusal: { code: 'not_yours' } })
    held(await advise('suzhou_handler', '55'))
    held(await advise('auditor', '85.25', '样本偏少'))
    held(await reviewEvaluation(ctxOf(db, 'kunshan_handler', { now }), { ...(await act()), act: 'pass' }))
    held(await advise('finance', '85'))
    held(await advise('finance', '95.5', '经补充说明，同意'))

    const shown = async (key: CastKey) =>
      (
        await opinionsShown(
          ctxOf(db, key, { now }),
          await db.client.evaluation.findUniqueOrThrow({ where: { id } }),
        )
      ).map(({ office, scoreCenti, own }) => [office, scoreCenti, own])
    const all = [
      ['city', 5500, false],
      ['third_party', 8525, false],
      ['finance', 9550, false],
    ]
    for (const key of ['province_handler', 'leader', 'supervisor'] as const)
      expect(await shown(key)).toEqual(all)
    expect(await shown('suzhou_handler')).toEqual([['city', 5500, true]])
    for (const key of ['kunshan_handler', 'kunshan_applicant', 'suzhou_approver', 'expert_jin'] as const)
      expect(await shown(key)).toEqual([])
    const { applicationId } = await db.client.project.findFirstOrThrow()
    for (const key of ['kunshan_applicant', 'kunshan_handler', 'suzhou_handler'] as const)
      expect(
        (await projectHistory(ctxOf(db, key, { now }), applicationId)).filter(({ act: one }) =>
          /advise/.test(one),
        ),
      ).toEqual([])

    const province = ctxOf(db, 'province_handler', { now })
    expect(await confirmEvaluation(province, await act())).toMatchObject({
      refusal: { code: 'evaluation_differs' },
    })
    held(await confirmEvaluation(province, { ...(await act()), reason: '样本数量符合规程。' }))
    expect(await advise('finance', '60')).toMatchObject({ refusal: { code: 'wrong_state' } })
  },
)
