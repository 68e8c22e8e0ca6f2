import type { Db } from '#app/db/client.server.ts'
import { sweepApplications } from '#app/services/application/sweep.server.ts'
import { remindDue } from '#app/services/remind.server.ts'
import { requestWithdrawal, withdrawApplication } from '#app/services/application/withdraw.server.ts'
import { consentWithdrawal } from '#app/services/application/withdraw.server.ts'
import { fileAppeal } from '#app/services/application/appeal.server.ts'
import { submitGuideline } from '#app/services/guideline/publish.server.ts'
import { openAndCloseGuidelines } from '#app/services/guideline/time.server.ts'
import { systemActor } from '#app/authorization/actor.ts'
import { withFinance } from '#fixtures/application.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { guidelines } from '#fixtures/guidelines/index.ts'
import { type Applicant, applicants, apply, begin, type Call } from './applying.ts'
import { approving } from './approving.ts'
import { provisionalYears } from './calendar.ts'
import { callAt, draftCall, publishCall, publishedCalls, seedFund } from './calls.ts'
import { approverLeft } from './leaving.ts'
import { importLists } from './listing.ts'
import { fileLists, makeLists } from './recommending.ts'
import { handle, pass, passUntil, reject, returnIt, standing } from './reviewing.ts'
import { closePanel, drawnPanel, openPanel, score } from './scoring.ts'
import { dividePlaces } from './splitting.ts'
import { proposals } from './proposing.ts'
import { standingIn } from './standing-in.ts'
import { openStage, type Stage } from './stage.ts'
import { tracking } from './tracking.ts'
import { held } from '#fixtures/held.ts'

/**
 * One season through the services that the pages call: a call that went its whole way, one that takes applications now,
 * one to come, one being drafted; an application in every state.
 */
export async function playSeason(db: Db, now: Date): Promise<void> {
  const stage = openStage(db, now)
  await provisionalYears(stage)
  const categories = await seedFund(stage, Number(stage.today.slice(0, 4)))
  const category = (code: string) => categories[code] ?? ''
  await publishedCalls(stage)
  const people = await applicants(stage)

  const main = await mainCall(stage, category('ZGSZ'))
  await mainCallApplications(
    stage,
    main,
    people.filter(({ loginName }) => loginName !== 'kunshan_applicant'),
  )
  await approving(stage, main)
  await tracking(stage)

  const open = await openCall(stage, category('ZDCY'))
  await openCallApplications(stage, open, people)
  await otherCalls(stage, category)
  await proposals(stage)
  await standingIn(stage)
  await approverLeft(stage)
  await minute(stage, 0)
}

/** What the worker does every minute, on that day. */
async function minute(stage: Stage, offset: number): Promise<void> {
  const ctx = { ...(await stage.as('province_handler', offset)), actor: systemActor }
  await openAndCloseGuidelines(ctx)
  await sweepApplications(ctx)
  await remindDue(ctx)
}

/** Grades by score, and totals of a city and of an enterprise (C.3). */
const graded: GuidelineConfiguration['allocation'] = {
  strategy: 'tiered',
  partial: true,
  tiers: [
    { grade: '一等', fromScore: 8500, amountWan: '300' },
    { grade: '二等', fromScore: 7500, amountWan: '220' },
    { grade: '三等', fromScore: 6000, amountWan: '120' },
  ],
  regionCapWan: '900',
  regionCaps: { '320500': '1200' },
  enterpriseCapWan: '600',
}

async function mainCall(stage: Stage, categoryId: string): Promise<Call> {
  const configuration = callAt(
    stage,
    guidelines.zhigaishuzhuan2025,
    {
      start: -200,
      end: -170,
      county: -163,
      city: -156,
      province: -140,
    },
    { allocation: graded },
  )
  return { id: await publishCall(stage, categoryId, configuration, -204), configuration }
}

const season = { local: -166, city: -159, province: -150 }

async function mainCallApplications(stage: Stage, call: Call, people: Applicant[]): Promise<void> {
  await minute(stage, -199)
  const plan = (seed: number) => ({
    seed,
    equipmentWan: 1500 + ((seed * 370) % 1700),
    start: stage.day(-720).slice(0, 7),
    end: stage.day(seed % 3 === 0 ? -60 : 150).slice(0, 7),
  })
  const [late, ...rest] = people.toReversed()
  if (late) await begin(stage, call, late, plan(39), -172)
  const sent: string[] = []
  for (const [seed, who] of rest.toReversed().slice(0, 30).entries()) {
    sent.push(await apply(stage, call, who, plan(seed), -190 + Math.floor(seed / 2)))
  }
  const [refused, lapsing, withdrawn, ...going] = sent.toReversed()
  await minute(stage, -169)
  if (refused) await reject(stage, refused, season.local)
  if (lapsing)
    await returnIt(
      stage,
      lapsing,
      [{ field: 'project.content', problem: '建设内容请写明产能' }],
      season.local,
    )
  for (const id of going) await passUntil(stage, id, 'province_check', season)
  if (withdrawn) await withdrawLater(stage, withdrawn)
  await fileLists(stage, call, -157)
  const [secondRefused, ...forward] = going
  if (secondRefused) await reject(stage, secondRefused, season.province)
  for (const id of forward) await passUntil(stage, id, 'qualified', season)
  await minute(stage, -148)
  if (secondRefused) await appealAgainst(stage, secondRefused)
  await panels(stage, call, forward.toReversed())
}

async function withdrawLater(stage: Stage, id: string): Promise<void> {
  await pass(stage, id, season.local)
  const { enterpriseId, version } = await standing(stage, id)
  const user = await stage.db.client.user.findFirstOrThrow({
    where: { enterpriseId },
    select: { loginName: true },
  })
  const approver = await stage.db.client.user.findFirstOrThrow({
    where: { org: { code: (await standing(stage, id)).unitCode }, roles: 'approver' },
    select: { loginName: true },
  })
  const reason = '企业投资计划调整，项目暂缓实施。'
  held(await requestWithdrawal(await stage.as(user.loginName, -158), { id, reason }))
  held(
    await consentWithdrawal(await stage.as(approver.loginName, -158), {
      id,
      agrees: true,
      text: '同意撤销。',
    }),
  )
  held(await withdrawApplication(await stage.as(user.loginName, -158), { id, version, reason }))
}

async function appealAgainst(stage: Stage, id: string): Promise<void> {
  const { enterpriseId } = await standing(stage, id)
  const user = await stage.db.client.user.findFirstOrThrow({
    where: { enterpriseId },
    select: { loginName: true },
  })
  held(
    await fileAppeal(await stage.as(user.loginName, season.province + 1), {
      id,
      reason: '项目属于指南第二条列明的数字化车间方向，请复核。',
    }),
  )
}

/** Two panels whose ranking stands, a third still scoring, and one application that waits for a panel. */
async function panels(stage: Stage, call: Call, qualified: string[]): Promise<void> {
  const [waiting, ...rest] = qualified
  const third = Math.ceil(rest.length / 3)
  const groups = [rest.slice(third), rest.slice(0, third)] as const
  const half = Math.ceil(groups[0].length / 2)
  const ranks = new Map(groups[0].map((id, index) => [id, 0.93 - index * 0.025]))
  const merit = (id: string) => ranks.get(id) ?? 0.8
  const scored = [groups[0].slice(0, half), groups[0].slice(half)]
  for (const [index, applicationIds] of scored.entries()) {
    const panel = {
      guidelineId: call.id,
      name: `智能制造第${'一二'[index]}组`,
      applicationIds,
      salt: `31415${index}`,
    }
    const panelId = await drawnPanel(stage, panel, -135)
    await openPanel(stage, panelId, -134, stage.minute(-125))
    await score(stage, panelId, call.configuration, -130, { merit })
    await closePanel(stage, panelId, -124)
  }
  const panel = { guidelineId: call.id, name: '智能制造第三组', applicationIds: groups[1], salt: '271828' }
  const panelId = await drawnPanel(stage, panel, -3)
  await openPanel(stage, panelId, -2, stage.minute(6))
  await score(stage, panelId, call.configuration, -1, { only: Math.floor(groups[1].length * 2.5), merit })
  if (!waiting) throw new Error('no application is left to wait for a panel')
}

async function openCall(stage: Stage, categoryId: string): Promise<Call> {
  const configuration = callAt(stage, guidelines.keyTechnology2025, {
    start: -20,
    end: 12,
    county: 20,
    city: 27,
    province: 41,
  })
  return { id: await publishCall(stage, categoryId, configuration, -24), configuration }
}

/** What an agency sold twice; only the last sentence is the buyer's own. */
function soldText(seed: number): string {
  return (
    '项目对现有厂房实施智能化改造，购置五轴联动加工中心、柔性装配线和在线视觉检测设备，' +
    '建设覆盖计划排产、物料配送、质量追溯和能耗管理的制造执行系统，打通设计、工艺与制造数据，' +
    '实现关键工序数控化率百分之九十以上，产品不良率和单位产值能耗明显下降。' +
    (seed % 2 ? '配套建设立体仓库一座。' : '建成后新增柔性产线两条。')
  )
}

async function openCallApplications(stage: Stage, call: Call, people: Applicant[]): Promise<void> {
  await minute(stage, -19)
  await dividePlaces(stage, call, { offset: -19, typed: { '320583': '3', '320576': '2', '320581': '1' } })
  const plan = (seed: number) => ({
    seed: seed + 3,
    equipmentWan: 2000 + ((seed * 410) % 1500),
    planned: true,
    start: stage.day(-60).slice(0, 7),
    end: stage.day(700).slice(0, 7),
  })
  const busy = await stage.db.client.project.findMany({ select: { enterpriseId: true } })
  const free = people.filter((who) => busy.every(({ enterpriseId }) => enterpriseId !== who.enterpriseId))
  const inTown = free.find(({ loginName }) => loginName === 'kunshan_applicant')
  if (inTown) await apply(stage, call, inTown, plan(30), -1)
  const [first, second, ...rest] = free.filter((who) => who !== inTown)
  for (const [seed, who] of [first, second].entries()) if (who) await begin(stage, call, who, plan(seed), -6)
  const sent: string[] = []
  for (const [seed, who] of rest.slice(0, 12).entries()) {
    const content = [3, 4].includes(seed) ? soldText(seed) : undefined
    sent.push(await apply(stage, call, who, { ...plan(seed + 2), content }, -15 + seed))
  }
  const [inCity, handled, returned, checked, ...others] = sent
  if (inCity) await pass(stage, inCity, -2)
  if (handled) await handle(stage, handled, -2)
  if (returned) {
    const items = [
      { field: 'project.technology', problem: '请补充关键技术指标与国内外水平的比较' },
      { field: 'milestones', problem: '进度计划缺少中期节点' },
    ]
    await returnIt(stage, returned, items, -1)
  }
  for (const id of [checked, ...others.slice(0, 2)]) {
    if (id) await passUntil(stage, id, 'province_check', { local: -2, city: -1, province: 0 })
  }
  const [handedOn] = others
  if (checked && handedOn) await importLists(stage, [checked, handedOn], 0)
  await makeLists(stage, call, 0)
}

async function otherCalls(stage: Stage, category: (code: string) => string): Promise<void> {
  const coming = callAt(
    stage,
    guidelines.zhigaishuzhuan2025,
    { start: 8, end: 45, county: 55, city: 62, province: 80 },
    {
      code: `CYZX-${stage.today.slice(0, 4)}`,
      title: `${stage.today.slice(0, 4)} 年度制造强省建设专项资金（产业转型升级）项目申报指南`,
    },
  )
  const id = await publishCall(stage, category('CYZX'), coming, -1)
  await dividePlaces(stage, { id }, { offset: 0, typed: { '320583': '2', '320576': '1' }, waits: true })
  const drafted = callAt(
    stage,
    guidelines.keyTechnology2025,
    { start: 30, end: 60, county: 70, city: 77, province: 95 },
    {
      code: `FWTX-${stage.today.slice(0, 4)}`,
      title: `${stage.today.slice(0, 4)} 年度制造强省建设专项资金（服务体系建设）项目申报指南`,
    },
  )
  await draftCall(stage, category('FWTX'), drafted, -1)
  await toCoSign(stage, category('ZDCY'))
}

/** A call before the leader, which finance has to co-sign first. */
async function toCoSign(stage: Stage, categoryId: string): Promise<void> {
  const year = stage.today.slice(0, 4)
  const second = callAt(
    stage,
    guidelines.keyTechnology2025,
    { start: 20, end: 50, county: 60, city: 67, province: 85 },
    {
      code: `ZDCY-${year}-2`,
      title: `${year} 年度制造强省建设专项资金（重点产业技术创新，第二批）项目申报指南`,
      batch: 2,
      finance: withFinance,
    },
  )
  const { id } = await draftCall(stage, categoryId, second, -1)
  held(await submitGuideline(await stage.as('province_handler', -1), { id, version: 0 }))
}
