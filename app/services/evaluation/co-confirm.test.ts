import { beforeAll, expect } from 'vitest'
import { coConfirmOf, reviewShown } from '#app/db/co-confirm.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { projectHistory } from '#app/db/tracking.server.ts'
import { env } from '#app/platform/env.server.ts'
import { withFinance } from '#fixtures/application.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { anEvaluationAtProvince, evaluatedOn as now } from '#fixtures/evaluation.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf } from '#fixtures/world.ts'
import { remindDue } from '../remind.server.ts'
import { adviseEvaluation } from './advise.server.ts'
import { coConfirmEvaluation, declineCoConfirm } from './co-confirm.server.ts'
import { askCoConfirm, confirmEvaluation } from './confirm.server.ts'
import { evaluationInScope } from './self-evaluation.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** At the province: 10 of execution, 56.25 and 33.75 of two rows, all reached. */
async function atProvince(db: Db, finance?: typeof withFinance) {
  const id = await anEvaluationAtProvince(db, finance ? { configuration: { finance } } : {})
  const row = async () => db.client.evaluation.findUniqueOrThrow({ where: { id } })
  const act = async (reason = '') => ({ id, version: (await row()).version, reason })
  const as = (key: CastKey) => ctxOf(db, key, { now })
  return { id, row, act, as }
}

function typed(fields: Record<string, string>) {
  return { field: (path: string) => fields[path] ?? '' }
}
const lowered = typed({ 'reviewed[1].score': '21.25', 'reviewed[1].reason': '两份合同未履行' })

/** What does not hold of evaluations. */
async function breaches(db: Db) {
  return (await findBreaches(db)).map(({ subject }) => subject).filter((one) => one.startsWith('Evaluation'))
}

async function toDo(db: Db, key: CastKey) {
  const todos = await todosOf(ctxOf(db, key, { now }))
  return todos
    .filter(({ workflow }) => workflow === 'evaluation')
    .map(({ status, dueAt }) => [status, dueAt?.toISOString()])
}

eachDialect('a reviewed score is within the weight of its row and has a reason', async (db) => {
  const { act, as } = await atProvince(db)
  const province = as('province_handler')
  const wrong = typed({ 'reviewed[0].score': '56.26', 'reviewed[1].score': '30' })
  expect(await confirmEvaluation(province, { ...(await act()), ...wrong })).toMatchObject({
    refusal: {
      code: 'form_has_problems',
      params: { count: 2 },
      fields: [
        { path: 'reviewed[0].score', code: 'score_above_max', params: { max: 56.25 } },
        { path: 'reviewed[1].reason', code: 'required' },
      ],
    },
  })
})

eachDialect(
  'where another grade was proposed, it is the grade to be confirmed that needs no reason',
  async (db) => {
    const { id, row, act, as } = await atProvince(db)
    held(await adviseEvaluation(as('auditor'), { ...(await act()), score: '86', text: '样本偏少' }))
    const province = as('province_handler')
    expect(await confirmEvaluation(province, await act())).toMatchObject({
      refusal: { code: 'evaluation_differs' },
    })
    expect(reviewShown(as('kunshan_applicant'), await evaluationInScope(db.client, province, id))).toBeNull()
    expect(await askCoConfirm(province, { ...(await act()), ...lowered })).toMatchObject({
      refusal: { code: 'co_confirm_not_asked' },
    })
    held(await confirmEvaluation(province, { ...(await act()), ...lowered }))
    expect(await row()).toMatchObject({ status: 'confirmed', scoreCenti: 8750, grade: 'good' })
    for (const key of ['kunshan_applicant', 'kunshan_handler', 'suzhou_handler'] as const)
      expect(reviewShown(as(key), await evaluationInScope(db.client, as(key), id))).toEqual({
        rows: [{ place: 1, scoreCenti: 2125, reason: '两份合同未履行' }],
        answer: '',
        confirmed: true,
      })
    const models = await db.client.document.findMany({
      where: { ownerType: 'evaluation', ownerId: id },
      select: { model: true },
    })
    expect(models.filter(({ model }) => model?.includes('两份合同未履行'))).toHaveLength(1)
    expect(await breaches(db)).toEqual([])
  },
)

eachDialect('finance confirms the very scores, or sends them back with a reason', async (db) => {
  const { id, row, act, as } = await atProvince(db, withFinance)
  const [province, finance] = [as('province_handler'), as('finance')]
  expect(await confirmEvaluation(province, await act())).toMatchObject({
    refusal: { code: 'co_confirm_needed' },
  })
  held(await askCoConfirm(province, { ...(await act('样本数量符合规程')), ...lowered }))
  expect(await row()).toMatchObject({ status: 'finance_confirm', scoreCenti: 10_000, grade: 'excellent' })
  expect(await toDo(db, 'finance')).toEqual([['finance_confirm', '2026-02-05T16:00:00.000Z']])
  expect(await toDo(db, 'suzhou_finance')).toEqual([])
  expect(await db.client.notice.findMany({ where: { kind: 'co_confirm_asked' } })).toMatchObject([
    { userId: 'user-finance', params: expect.stringContaining('87.50') },
  ])
  for (const key of ['kunshan_applicant', 'kunshan_handler', 'suzhou_handler'] as const) {
    const seen = await evaluationInScope(db.client, as(key), id)
    expect([reviewShown(as(key), seen), await coConfirmOf(as(key), seen)]).toEqual([null, null])
  }
  expect(await coConfirmEvaluation(province, await act())).toMatchObject({ refusal: { code: 'not_yours' } })
  expect(await coConfirmEvaluation(as('suzhou_finance'), await act())).toMatchObject({
    refusal: { code: 'not_yours' },
  })
  expect(await declineCoConfirm(finance, await act())).toMatchObject({ refusal: { code: 'reason_required' } })

  held(await declineCoConfirm(finance, await act('扣减过多')))
  expect(await row()).toMatchObject({ status: 'province_review', reviewed: expect.stringContaining('2125') })
  expect(await coConfirmOf(province, await evaluationInScope(db.client, province, id))).toMatchObject({
    word: 'against',
    waits: false,
    opinion: { text: '扣减过多' },
  })
  expect(await coConfirmEvaluation(finance, await act())).toMatchObject({ refusal: { code: 'wrong_state' } })
  const fewer = typed({ 'reviewed[1].score': '28.25', 'reviewed[1].reason': '一份合同未履行' })
  held(await askCoConfirm(province, { ...(await act()), ...fewer }))
  held(await coConfirmEvaluation(finance, await act('同意')))

  expect(await row()).toMatchObject({
    status: 'confirmed',
    scoreCenti: 9450,
    grade: 'excellent',
    dueAt: null,
  })
  const { status, applicationId } = await db.client.project.findFirstOrThrow()
  expect(status).toBe('closed')
  const words = await db.client.financeOpinion.findMany({
    where: { evaluationId: id },
    orderBy: { createdAt: 'asc' },
  })
  expect(new Set(words.map(({ sha256 }) => sha256)).size).toBe(2)
  const acts = async (key: CastKey) =>
    (await projectHistory(as(key), applicationId, id)).map(({ act: one }) => one)
  for (const key of ['kunshan_applicant', 'kunshan_handler'] as const)
    expect(await acts(key)).toEqual([
      'evaluation.co_confirm',
      'evaluation.pass',
      'evaluation.submit',
      'evaluation.ask',
    ])
  expect(await acts('province_handler')).toContain('evaluation.decline_co_confirm')
  expect(await db.client.notice.count({ where: { kind: 'evaluation_confirmed' } })).toBe(2)
  expect(await breaches(db)).toEqual([])
  await db.client.financeOpinion.deleteMany({ where: { evaluationId: id } })
  expect(await breaches(db)).toEqual([`Evaluation ${id}`])
})

eachDialect('finance is reminded before its days are over', async (db) => {
  const { act, as } = await atProvince(db, withFinance)
  held(await askCoConfirm(as('province_handler'), { ...(await act()), ...lowered }))
  await remindDue({ ...ctxOf(db, 'system'), now: new Date('2026-02-04T02:00:00Z') })
  expect(await db.client.notice.count({ where: { kind: 'due_soon', userId: 'user-finance' } })).toBe(1)
})
