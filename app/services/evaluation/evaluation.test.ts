import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { anAcceptedProject } from '#fixtures/tracking.ts'
import { ctxOf } from '#fixtures/world.ts'
import { confirmArrival } from '../funding/confirm.server.ts'
import { askEvaluation } from './ask.server.ts'
import { confirmEvaluation, reviewEvaluation } from './review.server.ts'
import { evaluationInScope, saveEvaluation, submitEvaluation } from './self-evaluation.server.ts'
import { anArrivedPayment, aPaidPayment } from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2026-02-02T02:00:00Z')

async function asked(db: Db) {
  const { id: projectId } = await anAcceptedProject(db)
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
