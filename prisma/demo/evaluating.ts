import { score as points } from '#app/i18n/format.ts'
import type { TypedEvaluation } from '#app/domain/evaluation/form.ts'
import { scope } from '#app/authorization/scope.ts'
import { adviseEvaluation } from '#app/services/evaluation/advise.server.ts'
import { declareForOpinion, giveExpertOpinion } from '#app/services/evaluation/answer-consultation.server.ts'
import { askEvaluation } from '#app/services/evaluation/ask.server.ts'
import { coConfirmEvaluation } from '#app/services/evaluation/co-confirm.server.ts'
import { askCoConfirm, confirmEvaluation } from '#app/services/evaluation/confirm.server.ts'
import { askExpert, expertsToAsk } from '#app/services/evaluation/consult.server.ts'
import { reviewEvaluation } from '#app/services/evaluation/review.server.ts'
import {
  evaluationInScope,
  saveEvaluation,
  submitEvaluation,
} from '#app/services/evaluation/self-evaluation.server.ts'
import { configurationFor } from '#app/services/tracking/of-project.server.ts'
import { type Stage } from './stage.ts'
import { held } from '#fixtures/held.ts'
import { peopleOf } from './followers.ts'

/** A target in words, partly reached. */
const partly = {
  tier: 'partly',
  actual: '70',
  reason: '省内同行参观学习刚刚开始。',
  improvement: '明年举办两场现场交流会。',
}

/** The self-evaluation of a year, with one target missed, up to the province. Returns its id. */
async function selfEvaluate(
  stage: Stage,
  projectId: string,
  offset: number,
  { year, executionReason }: { year: number; executionReason: string },
): Promise<string> {
  const { applicant, countyHandler } = await peopleOf(stage, projectId)
  const { id } = held(await askEvaluation(await stage.as('province_handler', offset), { projectId, year }))
  const row = async () => stage.db.client.evaluation.findUniqueOrThrow({ where: { id } })
  const asked = await row()
  const typed: TypedEvaluation = JSON.parse(asked.form)
  const values: TypedEvaluation = {
    ...typed,
    rows: typed.rows.map((one, index) => {
      if (one.direction === 'qualitative') return { ...one, ...partly }
      if (index !== 1) return { ...one, actual: one.target }
      const missed = String(Number(one.target) - 2)
      const words = { reason: '试生产期间工艺尚在磨合。', improvement: '完善在线检测参数，第四季度达标。' }
      return { ...one, actual: missed, ...words }
    }),
    executionReason,
    summary: '项目按期完成，绩效目标基本实现。',
  }
  held(await saveEvaluation(await stage.as(applicant, offset + 2), { id, revision: asked.revision, values }))
  held(await submitEvaluation(await stage.as(applicant, offset + 2), { id, version: (await row()).version }))
  const passed = { id, version: (await row()).version, act: 'pass' as const }
  held(await reviewEvaluation(await stage.as(countyHandler, offset + 4), passed))
  return id
}

/** Last year's self-evaluation, under review: one expert has said what he thinks, one is asked, and so are city, finance and third party. */
export async function consult(stage: Stage, projectId: string, offset: number): Promise<void> {
  const year = Number(stage.today.slice(0, 4)) - 1
  const id = await selfEvaluate(stage, projectId, offset, { year, executionReason: '第二笔资金在次年下达。' })
  const province = await stage.as('province_handler', offset + 5)
  const { free } = await expertsToAsk(province, await evaluationInScope(stage.db.client, province, id))
  const [first, second] = ['expert_luo', 'expert_jin', 'expert_yan', 'expert_bai'].filter((login) =>
    free.some((expert) => expert.id === `expert-${login}`),
  )
  if (!first || !second) return
  const ask = async (login: string, reason: string) =>
    held(await askExpert(province, { id, expertId: `expert-${login}`, reason })).id
  const answered = await ask(first, '长期从事数控装备研究，熟悉产线改造的质量指标。')
  await ask(second, '主持过同类智能工厂项目的验收，专业对口。')
  held(
    await declareForOpinion(await stage.as(first, offset + 6), { confirmed: true, id: answered, version: 0 }),
  )
  const opinion = {
    score: '92.5',
    text: '数量指标证据充分；一项质量指标差距不大，原因说明可信，建议评为优并跟踪整改。',
  }
  held(await giveExpertOpinion(await stage.as(first, offset + 6), { id: answered, version: 1, ...opinion }))
}

/** An evaluation up to its grade; `waits`: of the year before last, with one score reviewed, until finance confirms it too. */
export async function evaluate(
  stage: Stage,
  projectId: string,
  offset: number,
  waits = false,
): Promise<void> {
  const year = Number(stage.today.slice(0, 4)) - (waits ? 2 : 0)
  const id = await selfEvaluate(stage, projectId, offset, {
    year,
    executionReason: waits ? '第二笔资金在次年下达。' : '',
  })
  const row = async () => stage.db.client.evaluation.findUniqueOrThrow({ where: { id } })
  for (const [key, score, text] of [
    ['suzhou_handler', '96', '指标完成情况属实，佐证材料齐全。'],
    ['finance', '95.5', '资金使用规范，执行率达标。'],
    ['auditor', '88', '两项质量指标的检测样本偏少，建议评为良。'],
  ] as const) {
    const adviser = await stage.as(key, offset + 5)
    const readable = await stage.db.client.evaluation.count({
      where: { id, project: scope(adviser.actor, 'Project') },
    })
    if (readable === 0) continue
    held(await adviseEvaluation(adviser, { id, version: (await row()).version, score, text }))
  }
  const province = await stage.as('province_handler', offset + 6)
  const { project, typed } = await evaluationInScope(stage.db.client, province, id)
  const { finance } = await configurationFor(province, project)
  const lowered = points((typed.rows[0]?.weightCenti ?? 0) - 150)
  const reviewed: Record<string, string> = waits
    ? { 'reviewed[0].score': lowered, 'reviewed[0].reason': '一条产线的验收资料尚未补齐，核减 1.5 分。' }
    : {}
  const confirmation = {
    id,
    version: (await row()).version,
    reason: '第三方所指样本数量符合合同约定的检测规程，维持等级。',
    field: (path: string) => reviewed[path] ?? '',
  }
  held(await (finance.coConfirms ? askCoConfirm : confirmEvaluation)(province, confirmation))
  if (waits || !finance.coConfirms) return
  const word = { id, version: (await row()).version, reason: '经核对，同意。' }
  held(await coConfirmEvaluation(await stage.as('finance', offset + 7), word))
}
