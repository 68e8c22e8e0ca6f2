import { beforeAll, expect } from 'vitest'
import { eachDialect, type TestDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { anEvaluationAtProvince, evaluatedOn } from '#fixtures/evaluation.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf } from '#fixtures/world.ts'
import { adviseEvaluation } from './evaluation/advise.server.ts'
import {
  declareForOpinion,
  giveExpertOpinion,
  recuseFromOpinion,
} from './evaluation/answer-consultation.server.ts'
import { askExpert, withdrawConsultation } from './evaluation/consult.server.ts'
import { reviewEvaluation } from './evaluation/review.server.ts'
import { remindDue } from './remind.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** The date is 14 February 2026, 24:00: ten working days from the second, over the Spring Festival. */
const early = '2026-02-11T02:00:00Z'
const soon = '2026-02-13T02:00:00Z'
const late = '2026-02-14T16:00:00Z'
const opinion = { score: '95', text: '资料齐全。' }

async function evaluated(db: TestDb) {
  const id = await anEvaluationAtProvince(db)
  const as = (key: CastKey) => ctxOf(db, key, { now: evaluatedOn })
  const onEvaluation = async () => {
    const { version } = await db.client.evaluation.findUniqueOrThrow({ where: { id } })
    return { id, version }
  }
  const act = async (of: string) => {
    const { version } = await db.client.consultation.findUniqueOrThrow({ where: { id: of } })
    return { id: of, version }
  }
  const advise = async (key: CastKey) =>
    held(await adviseEvaluation(as(key), { ...(await onEvaluation()), ...opinion }))
  const ask = async (key: CastKey) => {
    const asked = { id, expertId: `expert-${key}`, reason: '专业对口' }
    return held(await askExpert(as('province_handler'), asked)).id
  }
  /** One sweep at this instant: what it told of opinions, to whom, and where it leads. */
  const sweep = async (at: string) => {
    const before = await db.client.notice.findMany({ select: { id: true } })
    await remindDue(ctxOf(db, 'system', { now: new Date(at) }))
    const told = await db.client.notice.findMany({
      where: {
        id: { notIn: before.map((notice) => notice.id) },
        OR: [{ kind: { startsWith: 'opinion_' } }, { kind: { startsWith: 'consultation_' } }],
      },
      orderBy: [{ kind: 'asc' }, { userId: 'asc' }],
    })
    return told.map(({ kind, userId, link }) => `${kind} ${userId} ${link}`)
  }
  return { id, as, onEvaluation, act, advise, ask, sweep }
}

eachDialect('each office that is awaited is told of its opinion by itself, before and after', async (db) => {
  const { id, advise, sweep } = await evaluated(db)
  const lines = (kind: string, people: string[]) =>
    people.map((key) => `opinion_${kind} user-${key} /evaluations/${id}`)
  expect(await sweep(early)).toEqual([])
  await advise('suzhou_handler')
  expect(await sweep(soon)).toEqual(lines('due_soon', ['auditor', 'auditor_two', 'finance']))
  expect(await sweep(soon)).toEqual([])
  const { params } = await db.client.notice.findFirstOrThrow({ where: { kind: 'opinion_due_soon' } })
  expect(JSON.parse(params)).toMatchObject({ deadline: '2026-02-14 24:00' })

  await advise('auditor')
  expect(await sweep(late)).toEqual(lines('overdue', ['finance']))
  expect(await sweep(late)).toEqual([])
  expect(await db.client.mail.count({ where: { body: { contains: '仍可提出' } } })).toBe(1)
})

eachDialect('no office is told of a self-evaluation that went back', async (db) => {
  const { as, onEvaluation, sweep } = await evaluated(db)
  const returned = { ...(await onEvaluation()), act: 'return' as const, reason: '请附佐证' }
  held(await reviewEvaluation(as('province_handler'), returned))
  expect([await sweep(soon), await sweep(late)]).toEqual([[], []])
})

eachDialect('an expert is told before and after the date, then whoever asked too', async (db) => {
  const { id, as, act, ask, sweep } = await evaluated(db)
  const of = async (at: string) => (await sweep(at)).filter((line) => line.startsWith('consultation'))
  const [jin, bai, tang] = [await ask('expert_jin'), await ask('expert_bai'), await ask('expert_tang')]
  held(await recuseFromOpinion(as('expert_tang'), { ...(await act(tang)), kind: 'C05', text: '同门' }))
  held(await declareForOpinion(as('expert_jin'), { ...(await act(jin)), confirmed: true }))
  expect(await of(early)).toEqual([])
  expect(await of(soon)).toEqual([
    `consultation_due_soon user-expert_bai /consultations/${bai}`,
    `consultation_due_soon user-expert_jin /consultations/${jin}`,
  ])
  expect(await of(soon)).toEqual([])

  held(await giveExpertOpinion(as('expert_jin'), { ...(await act(jin)), ...opinion }))
  expect(await of(late)).toEqual([
    `consultation_overdue user-expert_bai /consultations/${bai}`,
    `consultation_unanswered user-province_handler /evaluations/${id}`,
  ])
  expect(await of(late)).toEqual([])
})

eachDialect('nobody is told of a request that was withdrawn or whose review ended', async (db) => {
  const { id, as, act, ask, onEvaluation, sweep } = await evaluated(db)
  const [jin] = [await ask('expert_jin'), await ask('expert_bai')]
  const withdrawal = { evaluationId: id, ...(await act(jin)), reason: '不再需要' }
  held(await withdrawConsultation(as('province_handler'), withdrawal))
  const returned = { ...(await onEvaluation()), act: 'return' as const, reason: '请附佐证' }
  held(await reviewEvaluation(as('province_handler'), returned))
  expect([await sweep(soon), await sweep(late)]).toEqual([[], []])
})
