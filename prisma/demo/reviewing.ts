import type { Conclusion } from '#app/domain/review/opinion.ts'
import { manualCodes } from '#app/domain/review/opinion.ts'
import { openForHandling } from '#app/services/review/open.server.ts'
import { giveOpinion } from '#app/services/review/opinion.server.ts'
import { qualifyApplication } from '#app/services/review/qualify.server.ts'
import { giveCoReview } from '#app/services/review/co-review.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { latestRun } from '#app/db/rule-run.server.ts'
import { coReviewAt } from '#app/domain/application/chain-nodes.ts'
import { recommendApplication } from '#app/services/review/recommend.server.ts'
import { rejectApplication } from '#app/services/review/reject.server.ts'
import { type Correction, returnForCorrection } from '#app/services/review/return.server.ts'
import { type Stage } from './stage.ts'
import { held } from '#fixtures/held.ts'

const opinions = {
  town_review: '材料齐全，企业生产经营正常，同意上报。',
  county_review: '经现场核对，项目真实、手续完备，未发现重复申报，同意推荐。',
  city_review: '符合指南支持方向，财务指标真实，同意推荐。',
  province_check: '形式审查各项符合要求。',
} as const
const replies = { finance: '该单位无财政资金未验收项目，同意推荐。', credit: '该单位无失信记录，同意推荐。' }
const replyNo = { finance: '财函〔2025〕', credit: '信用函〔2025〕' }
type Node = keyof typeof opinions

/** Where an application stands, read anew: every act moves its version. */
export async function standing({ db }: Stage, id: string) {
  const row = await db.client.application.findUniqueOrThrow({ where: { id }, omit: { form: true } })
  return { ...row, node: row.status in opinions ? (row.status as Node) : null }
}

/** Login names of handler and approver of the unit that has an application now. */
async function officersOf(
  stage: Stage,
  id: string,
): Promise<{ node: Node; handler: string; approver: string }> {
  const { node, unitCode, cityCode, townCode } = await standing(stage, id)
  if (!node) throw new Error('the application is with no reviewer')
  const code = {
    town_review: townCode,
    county_review: unitCode,
    city_review: cityCode,
    province_check: '320000',
  }[node]
  const of = async (role: 'handler' | 'approver') => {
    const user = await stage.db.client.user.findFirstOrThrow({
      where: { org: { code: code ?? '' }, roles: role },
      orderBy: { loginName: 'asc' },
      select: { loginName: true },
    })
    return user.loginName
  }
  return { node, handler: await of('handler'), approver: await of('approver') }
}

/** The handler signs for it and writes the opinion, with every item that asks for a person ticked. */
export async function handle(
  stage: Stage,
  id: string,
  offset: number,
  conclusion: Conclusion = 'pass',
): Promise<void> {
  const { node, handler } = await officersOf(stage, id)
  const ctx = await stage.as(handler, offset)
  held(await openForHandling(ctx, { id, version: (await standing(stage, id)).version }))
  const { results } = await latestRun(stage.db.client, id, { asked: true })
  held(
    await giveOpinion(await stage.as(handler, offset), {
      id,
      version: (await standing(stage, id)).version,
      conclusion,
      text: conclusion === 'pass' ? opinions[node] : '项目内容与指南支持方向不符。',
      ticks: manualCodes(results),
      overrides: [],
    }),
  )
  if (conclusion === 'pass') await coReview(stage, id, handler, offset)
}

/** Finance answers where it has an account; of the other offices asked beside the level the handler enters the reply. */
async function coReview(stage: Stage, id: string, handler: string, offset: number): Promise<void> {
  const { node, guidelineId, guidelineVersion, ...application } = await standing(stage, id)
  if (!node) return
  const configuration = await configurationOf(stage.db, guidelineId, guidelineVersion)
  const { org } = await stage.db.client.user.findUniqueOrThrow({
    where: { loginName: handler },
    select: { org: { select: { users: { where: { roles: 'finance' }, select: { loginName: true } } } } },
  })
  const finance = org?.users[0]?.loginName
  for (const [at, office] of coReviewAt(configuration, application, node).entries()) {
    const speaker = (office === 'finance' && finance) || handler
    held(
      await giveCoReview(await stage.as(speaker, offset), {
        id,
        version: (await standing(stage, id)).version,
        office,
        conclusion: 'pass',
        text: replies[office],
        documentNo: speaker === handler ? `${replyNo[office]}${at + 1}号` : '',
      }),
    )
  }
}

/** One node passed, by two people. */
export async function pass(stage: Stage, id: string, offset: number): Promise<void> {
  const { node, approver } = await officersOf(stage, id)
  await handle(stage, id, offset)
  const act = { id, version: (await standing(stage, id)).version, text: '同意。' }
  const ctx = await stage.as(approver, offset)
  held(node === 'province_check' ? await qualifyApplication(ctx, act) : await recommendApplication(ctx, act))
}

/** Passed node by node until it stands in `until`; each node on its own day. */
export async function passUntil(
  stage: Stage,
  id: string,
  until: string,
  days: { local: number; city: number; province: number },
): Promise<void> {
  for (let step = 0; step < 5; step++) {
    const { status, node } = await standing(stage, id)
    if (status === until || !node) return
    const day = node === 'province_check' ? days.province : node === 'city_review' ? days.city : days.local
    await pass(stage, id, day)
  }
}

export async function reject(stage: Stage, id: string, offset: number): Promise<void> {
  const { approver } = await officersOf(stage, id)
  await handle(stage, id, offset, 'reject')
  held(
    await rejectApplication(await stage.as(approver, offset), {
      id,
      version: (await standing(stage, id)).version,
      ground: 'policy',
      reason: '项目内容与指南支持方向不符，建议下一年度另行申报。',
    }),
  )
}

export async function returnIt(
  stage: Stage,
  id: string,
  items: readonly Correction[],
  offset: number,
): Promise<void> {
  const { handler } = await officersOf(stage, id)
  held(
    await returnForCorrection(await stage.as(handler, offset), {
      id,
      version: (await standing(stage, id)).version,
      items,
      reason: '',
      until: '',
    }),
  )
}
