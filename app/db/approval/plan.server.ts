import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { offeredStrategies, type PlanStrategy, strategyIn, strategyOf } from '#app/domain/approval/plan.ts'
import { isStop, leftOut, previewOf, type Sharing } from '#app/domain/approval/share-out.ts'
import { type PlanStep, stepsFrom } from '#app/domain/approval/steps.ts'
import { memberOf } from '#app/domain/approval/total-caps.ts'
import { planWorkflow } from '#app/domain/approval/workflow.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from '../configuration.server.ts'
import { unitNamesIn } from '../guideline.server.ts'
import { officeNames } from '../review/people.server.ts'
import { coCheckOf } from './co-check.server.ts'
import { planHistory } from './plan-history.server.ts'
import { spentUnder } from './spent.server.ts'

export type PlanItemRow = {
  id: string
  applicationId: string
  version: number
  rank: number
  scoreCenti: number | null
  projectName: string
  applicantName: string
  city: { name: string; nameEn: string }
  status: string
  requestedFen: bigint
  rawFen: bigint
  amountFen: bigint
  /** 0n where nothing is committed for it any more */
  standsFen: bigint
  reason: string
  steps: PlanStep[]
  stopped: boolean
  endsOn: string | null
  objections: number
}

/** A plan with its items in order of the ranking, totals, and what the other strategies would give while it is a draft. */
export async function findPlan(ctx: Ctx, id: string) {
  const plan = await ctx.db.client.allocationPlan.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'AllocationPlan')] },
    include: {
      guideline: {
        select: { id: true, title: true, publishedVersion: true, budgetFen: true, committedFen: true },
      },
      items: {
        orderBy: [{ rank: 'asc' }, { id: 'asc' }],
        include: {
          application: {
            select: {
              version: true,
              projectName: true,
              applicantName: true,
              cityCode: true,
              enterpriseId: true,
              status: true,
              requestedFen: true,
              proposedFen: true,
              scoreCenti: true,
              objections: {
                where: { status: { in: ['filed', 'accepted', 'investigated'] } },
                select: { id: true },
              },
            },
          },
        },
      },
    },
  })
  if (!plan) throw new NotFound('plan')
  const { guideline } = plan
  const configuration = await configurationOf(ctx.db, guideline.id, guideline.publishedVersion)
  const cities = await officeNames(
    ctx.db.client,
    plan.items.map(({ application }) => application.cityCode),
  )
  const draft = plan.status === 'draft'
  const available = draft ? guideline.budgetFen - guideline.committedFen : plan.budgetFen
  const items = plan.items.map(({ application, ...item }): PlanItemRow => {
    const steps = stepsFrom(item.steps)
    return {
      id: item.id,
      applicationId: item.applicationId,
      version: application.version,
      rank: item.rank,
      scoreCenti: application.scoreCenti,
      projectName: application.projectName,
      applicantName: application.applicantName,
      city: cities.get(application.cityCode) ?? { name: application.cityCode, nameEn: '' },
      status: application.status,
      requestedFen: application.requestedFen,
      rawFen: item.rawFen,
      amountFen: item.amountFen,
      standsFen: draft ? item.amountFen : item.amountFen > 0n ? (application.proposedFen ?? 0n) : 0n,
      reason: item.reason,
      steps,
      stopped: steps.some(({ reason }) => reason !== null && isStop(reason.code)),
      endsOn: item.endsOn,
      objections: application.objections.length,
    }
  })
  const strategy = strategyIn(plan.strategy, configuration)
  const taken = draft ? await spentUnder(ctx.db.client, guideline.id) : []
  const members = plan.items.map(({ application, ...item }) => ({
    ...item,
    ...memberOf(application),
    member: memberOf(application),
    scoreCenti: application.scoreCenti ?? 0,
  }))
  const out = draft ? leftOut(members, { strategy, configuration, taken }) : new Set<string>()
  const decidedBy = plan.decidedById
    ? await ctx.db.client.user.findUnique({ where: { id: plan.decidedById }, select: { name: true } })
    : null
  const coCheck = await coCheckOf(ctx.db, plan)
  return {
    id: plan.id,
    number: plan.number,
    title: plan.title,
    status: plan.status,
    version: plan.version,
    strategy,
    announced: strategyOf(configuration),
    guideline: { id: guideline.id, title: guideline.title },
    publicity: configuration.publicity,
    allocation: configuration.allocation,
    units: await unitNamesIn(ctx.db, {
      ...configuration,
      chain: { ...configuration.chain, exceptions: [] },
      quotas: [],
    }),
    passLine: configuration.reviewSkipped ? null : configuration.scheme.passLine,
    budget: {
      budgetFen: guideline.budgetFen,
      committedFen: guideline.committedFen,
      availableFen: available,
      totalFen: sumFen(items.map(({ standsFen }) => standsFen)),
      projects: items.filter(({ amountFen }) => amountFen > 0n).length,
    },
    coCheck: coCheck && { ...coCheck, waits: plan.status === 'proposed' },
    minutesNo: plan.minutesNo,
    meetingAt: plan.decidedAt,
    attendees: JSON.parse(plan.attendees) as string[],
    decidedBy: decidedBy?.name ?? null,
    postedOn: plan.postedOn,
    endsOn: plan.endsOn,
    publicityEnd: plan.publicityEnd,
    createdAt: plan.createdAt,
    items: items.map((item) => ({ ...item, leftOut: out.has(item.id) })),
    previews: draft ? previews(members, { configuration, budgetFen: available, taken }) : [],
    actions: openTransitions(planWorkflow, plan.status, doing(ctx.actor, false)),
    history: await planHistory(ctx, {
      guidelineId: guideline.id,
      planId: plan.id,
      projects: new Map(items.map(({ applicationId, projectName }) => [applicationId, projectName])),
    }),
  }
}
export type PlanView = Awaited<ReturnType<typeof findPlan>>

export type Preview = {
  strategy: PlanStrategy
  amounts: Record<string, bigint>
  totalFen: bigint
  projects: number
}

function previews(items: Parameters<typeof previewOf>[0], facts: Omit<Sharing, 'strategy'>): Preview[] {
  return offeredStrategies(facts.configuration).map((strategy) => {
    const amounts = previewOf(items, { ...facts, strategy })
    const given = [...amounts.values()].filter((fen) => fen > 0n)
    return {
      strategy,
      amounts: Object.fromEntries(amounts),
      totalFen: sumFen(given),
      projects: given.length,
    }
  })
}
