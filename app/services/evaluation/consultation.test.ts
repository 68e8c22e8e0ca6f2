import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import {
  consultationInScope,
  consultationsOf,
  consultationsOfExpert,
  expertsAwaited,
} from '#app/db/evaluation-consultation.server.ts'
import { opinionsShown } from '#app/db/evaluation-opinion.server.ts'
import { countTodos, todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import { env } from '#app/platform/env.server.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { withFinance } from '#fixtures/application.ts'
import { anEvaluationAtProvince, aSentEvaluation, evaluatedOn as now } from '#fixtures/evaluation.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf } from '#fixtures/world.ts'
import { declareForOpinion, giveExpertOpinion, recuseFromOpinion } from './answer-consultation.server.ts'
import { coConfirmEvaluation, declineCoConfirm } from './co-confirm.server.ts'
import { askCoConfirm, confirmEvaluation } from './confirm.server.ts'
import { askExpert, expertsToAsk, withdrawConsultation } from './consult.server.ts'
import { reviewEvaluation } from './review.server.ts'
import { evaluationInScope, submitEvaluation } from './self-evaluation.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** Ten working days from 2 February 2026, over the Spring Festival. */
const until = '2026-02-14T16:00:00.000Z'
const reason = '长期从事智能制造评价，专业对口。'
const said = { score: '91.25', text: '指标口径清楚，佐证充分。' }

function consulting(db: Db, evaluationId: string) {
  const as = (key: CastKey) => ctxOf(db, key, { now })
  const evaluation = async () => db.client.evaluation.findUniqueOrThrow({ where: { id: evaluationId } })
  const row = async (id: string) => db.client.consultation.findUniqueOrThrow({ where: { id } })
  const act = async (id: string) => ({ id, version: (await row(id)).version })
  const ask = async (key: CastKey, by: CastKey = 'province_handler') =>
    askExpert(as(by), { id: evaluationId, expertId: `expert-${key}`, reason })
  const told = async (kind: string) =>
    (await db.client.notice.findMany({ where: { kind }, select: { userId: true } })).map(
      ({ userId }) => userId,
    )
  const onEvaluation = async () => ({ id: evaluationId, version: (await evaluation()).version })
  return { as, evaluation, row, act, ask, told, onEvaluation }
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code)

eachDialect(
  'an expert is asked, declares, reads and says what he thinks, until the grade is confirmed',
  async (db) => {
    const id = await aSentEvaluation(db)
    const { as, evaluation, row, act, ask, told, onEvaluation } = consulting(db, id)
    expect(codeOf(await ask('expert_jin', 'kunshan_handler'))).toBe('not_yours')
    await expect(ask('expert_jin', 'expert_bai')).rejects.toThrow(NotFound)
    expect(
      codeOf(await askExpert(as('province_handler'), { id, expertId: 'expert-expert_jin', reason: ' ' })),
    ).toBe('reason_required')
    const before = await evaluation()
    const { id: asked } = held(await ask('expert_jin'))
    expect(await evaluation()).toEqual(before)
    expect(await row(asked)).toMatchObject({
      status: 'asked',
      revision: before.revision,
      reason,
      askedById: 'user-province_handler',
      dueAt: new Date(until),
    })
    expect(codeOf(await ask('expert_jin'))).toBe('expert_asked_before')

    expect(await told('consultation_asked')).toEqual(['user-expert_jin'])
    expect(await todosOf(as('expert_jin'))).toMatchObject([
      { workflow: 'consultation', status: 'asked', dueAt: new Date(until), link: `/consultations/${asked}` },
    ])
    expect((await countTodos(as('expert_jin'))).scoring).toBe(1)
    expect(await consultationsOfExpert(as('expert_jin'))).toMatchObject([{ id: asked, status: 'asked' }])
    const awaited = [{ office: 'expert', name: '金教授', dueAt: new Date(until) }]
    for (const key of [
      'province_handler',
      'leader',
      'finance',
      'supervisor',
      'auditor',
      'organiser',
    ] as const)
      expect([key, await expertsAwaited(as(key), id)]).toEqual([key, awaited])
    const outside = [
      'kunshan_applicant',
      'kunshan_handler',
      'suzhou_handler',
      'suzhou_finance',
      'expert_bai',
    ] as const
    for (const key of outside) {
      expect([key, await expertsAwaited(as(key), id), await consultationsOf(as(key), id)]).toEqual([
        key,
        [],
        [],
      ])
      await expect(consultationInScope(db.client, as(key), asked)).rejects.toThrow(NotFound)
    }

    expect(codeOf(await giveExpertOpinion(as('expert_jin'), { ...(await act(asked)), ...said }))).toBe(
      'wrong_state',
    )
    held(await declareForOpinion(as('expert_jin'), { ...(await act(asked)), confirmed: true }))
    const wrong = await giveExpertOpinion(as('expert_jin'), { ...(await act(asked)), score: '101', text: '' })
    expect(wrong).toMatchObject({
      refusal: { code: 'form_has_problems', fields: [{ path: 'score' }, { path: 'text' }] },
    })
    held(await giveExpertOpinion(as('expert_jin'), { ...(await act(asked)), ...said }))
    held(await giveExpertOpinion(as('expert_jin'), { ...(await act(asked)), ...said, score: '62' }))
    expect(await todosOf(as('expert_jin'))).toEqual([])
    expect(await expertsAwaited(as('province_handler'), id)).toEqual([])
    expect(await opinionsShown(as('province_handler'), await evaluation())).toMatchObject([
      { office: 'expert', scoreCenti: 6200, grade: 'medium', text: said.text, authorName: '金教授' },
    ])
    for (const key of outside) expect(await opinionsShown(as(key), await evaluation())).toEqual([])

    const withdrawal = { evaluationId: id, ...(await act(asked)), reason: '不再需要' }
    expect(codeOf(await withdrawConsultation(as('province_handler'), withdrawal))).toBe('wrong_state')
    held(await reviewEvaluation(as('kunshan_handler'), { ...(await onEvaluation()), act: 'pass' }))
    // another grade of an expert needs no answer
    held(await confirmEvaluation(as('province_handler'), await onEvaluation()))
    expect((await row(asked)).status).toBe('closed')
    await expect(giveExpertOpinion(as('expert_jin'), { ...(await act(asked)), ...said })).rejects.toThrow(
      NotFound,
    )
    expect(codeOf(await ask('expert_bai'))).toBe('evaluation_not_under_review')
  },
)

eachDialect(
  'who has to avoid the application is not asked, and says nothing when it turns out later',
  async (db) => {
    const id = await aSentEvaluation(db)
    const { as, act, ask } = consulting(db, id)
    const tied = { employer: '昆山精工', employerUscc: '' }
    const { project } = await evaluationInScope(db.client, as('province_handler'), id)
    const firm = await db.client.enterprise.findUniqueOrThrow({ where: { id: project.enterpriseId } })
    await db.client.expert.update({
      where: { id: 'expert-expert_bai' },
      data: { ...tied, employerUscc: firm.uscc },
    })
    await db.client.expert.update({ where: { id: 'expert-expert_tang' }, data: { status: 'suspended' } })
    await db.client.expert.update({ where: { id: 'expert-expert_luo' }, data: { validTo: '2026-02-01' } })
    const refused = await ask('expert_bai')
    expect(refused).toMatchObject({ refusal: { code: 'avoidance_found', params: { rules: 'C01、C08' } } })
    for (const key of ['expert_tang', 'expert_luo'] as const)
      expect(codeOf(await ask(key))).toBe('consulted_not_able')
    const choice = await expertsToAsk(
      as('province_handler'),
      await evaluationInScope(db.client, as('province_handler'), id),
    )
    expect(choice.free.map((expert) => expert.id).toSorted()).toEqual([
      'expert-expert_jin',
      'expert-expert_yan',
    ])
    expect(choice.barred).toMatchObject([{ id: 'expert-expert_bai', rules: ['C01', 'C08'] }])

    const { id: asked } = held(await ask('expert_jin'))
    held(await declareForOpinion(as('expert_jin'), { ...(await act(asked)), confirmed: true }))
    const share = JSON.stringify([{ orgName: firm.name, uscc: firm.uscc, percent: '3', listed: false }])
    await db.client.expert.update({ where: { id: 'expert-expert_jin' }, data: { shareholdings: share } })
    const late = await giveExpertOpinion(as('expert_jin'), { ...(await act(asked)), ...said })
    expect(late).toMatchObject({ refusal: { code: 'avoidance_found', params: { rules: 'C03' } } })
  },
)

eachDialect('a conflict and a withdrawal free the place; three at most are asked', async (db) => {
  const id = await aSentEvaluation(db)
  const { as, act, ask, told, row } = consulting(db, id)
  const [jin, bai, tang] = [
    held(await ask('expert_jin')),
    held(await ask('expert_bai')),
    held(await ask('expert_tang')),
  ]
  expect(codeOf(await ask('expert_luo'))).toBe('enough_consulted')
  const conflict = { kind: 'C05', text: '曾为该项目提供咨询' } as const
  expect(
    codeOf(await recuseFromOpinion(as('expert_jin'), { ...(await act(jin.id)), ...conflict, text: '' })),
  ).toBe('conflict_text_missing')
  held(await recuseFromOpinion(as('expert_jin'), { ...(await act(jin.id)), ...conflict }))
  expect((await row(jin.id)).conflict).toBe('C05: 曾为该项目提供咨询')
  expect(await told('consultation_conflicted')).toEqual(['user-province_handler'])
  await expect(consultationInScope(db.client, as('expert_jin'), jin.id)).rejects.toThrow(NotFound)
  expect(codeOf(await ask('expert_jin'))).toBe('expert_asked_before')

  held(await declareForOpinion(as('expert_bai'), { ...(await act(bai.id)), confirmed: true }))
  const withdrawal = { evaluationId: id, ...(await act(bai.id)) }
  expect(codeOf(await withdrawConsultation(as('province_handler'), { ...withdrawal, reason: '' }))).toBe(
    'reason_required',
  )
  held(await withdrawConsultation(as('province_handler'), { ...withdrawal, reason: '改请财务专家' }))
  expect(await told('consultation_withdrawn')).toEqual(['user-expert_bai'])
  await expect(consultationInScope(db.client, as('expert_bai'), bai.id)).rejects.toThrow(NotFound)
  held(await ask('expert_luo'))
  expect((await row(tang.id)).status).toBe('asked')
})

eachDialect(
  'what is not answered ends with the review, and is asked again of what comes back',
  async (db) => {
    const id = await anEvaluationAtProvince(db, { configuration: { finance: withFinance } })
    const { as, act, ask, told, row, onEvaluation, evaluation } = consulting(db, id)
    const [jin, bai] = [held(await ask('expert_jin')), held(await ask('expert_bai'))]
    held(await declareForOpinion(as('expert_jin'), { ...(await act(jin.id)), confirmed: true }))
    held(await giveExpertOpinion(as('expert_jin'), { ...(await act(jin.id)), ...said }))

    held(await askCoConfirm(as('province_handler'), await onEvaluation()))
    expect((await row(bai.id)).status).toBe('lapsed')
    expect(await told('consultation_lapsed')).toEqual(['user-expert_bai'])
    expect(codeOf(await giveExpertOpinion(as('expert_jin'), { ...(await act(jin.id)), ...said }))).toBe(
      'evaluation_not_under_review',
    )
    held(await declineCoConfirm(as('finance'), { ...(await onEvaluation()), reason: '请核减' }))
    held(await giveExpertOpinion(as('expert_jin'), { ...(await act(jin.id)), ...said, score: '88' }))
    const again = held(await ask('expert_bai'))

    const returned = { ...(await onEvaluation()), act: 'return' as const, reason: '请附佐证' }
    held(await reviewEvaluation(as('province_handler'), returned))
    expect([(await row(jin.id)).status, (await row(again.id)).status]).toEqual(['closed', 'lapsed'])
    const { revision } = await evaluation()
    await db.client.evaluation.update({ where: { id }, data: { revision: revision + 1 } })
    held(await submitEvaluation(as('kunshan_applicant'), await onEvaluation()))
    const anew = held(await ask('expert_jin'))
    expect((await row(anew.id)).revision).toBe(revision + 1)
    held(await declareForOpinion(as('expert_jin'), { ...(await act(anew.id)), confirmed: true }))
    held(await giveExpertOpinion(as('expert_jin'), { ...(await act(anew.id)), ...said }))
    held(await reviewEvaluation(as('kunshan_handler'), { ...(await onEvaluation()), act: 'pass' }))
    held(await askCoConfirm(as('province_handler'), await onEvaluation()))
    held(await coConfirmEvaluation(as('finance'), await onEvaluation()))
    expect((await row(anew.id)).status).toBe('closed')
  },
)
