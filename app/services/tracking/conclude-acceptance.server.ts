import { rectifyDue } from '#app/domain/tracking/acceptance-due.ts'
import { isMet } from '#app/domain/kernel/indicator.ts'
import { conclusionHash } from '#app/db/acceptance-conclusion.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { stepsFrom } from '#app/domain/approval/steps.ts'
import { fenFromWan, shareFen, wanText } from '#app/domain/kernel/money.ts'
import { atField, done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { acceptanceOpinion } from '#app/domain/reports/acceptance-opinion.ts'
import {
  type AcceptanceOutcome,
  type AcceptanceSuggestion,
  suggestAcceptance,
} from '#app/domain/tracking/acceptance.ts'
import { findings, readAcceptance, type Finding } from '#app/domain/tracking/acceptance-form.ts'
import { targetText } from '#app/i18n/format.ts'
import { env } from '#app/platform/env.server.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import type { Ctx } from '../context.ts'
import { openClawback } from '../funding/open-clawback.server.ts'
import { applyTransition } from '../transition.server.ts'
import { currentAcceptance } from './acceptance.server.ts'
import { zh } from './contract-document.server.ts'
import {
  configurationFor,
  contractOf,
  moveProject,
  type ProjectAct,
  type ProjectInScope,
  projectInScope,
} from './of-project.server.ts'

export type Member = { name: string; employer: string; duty: string }

/** What the figures suggest (D.5), before the panel decides; null while the application cannot be read. */
export function suggestFor(
  project: ProjectInScope,
  configuration: GuidelineConfiguration,
  plannedBaseFen: bigint,
  found: readonly Finding[] = [],
): AcceptanceSuggestion | null {
  const { figures } = readAcceptance(currentAcceptance(project).form)
  if (!figures) return null
  const plannedFen = BigInt(contractOf(project)?.content.totalInvestmentFen ?? 0)
  return suggestAcceptance({
    indicators: figures.measures.filter((measure) => measure !== null),
    plannedFen,
    actualFen: figures.actualFen,
    contentFinished: figures.contentFinished,
    falseMaterials: found.includes('falseMaterials'),
    unauthorisedChange: found.includes('unauthorisedChange'),
    unresolvedDispute: found.includes('unresolvedDispute'),
    rectified: rectifications(project) > 0,
    terms: configuration.tracking.acceptanceTerms,
    grant: {
      approvedFen: project.amountFen,
      paidFen: project.paidFen,
      plannedBaseFen: configuration.tracking.cutByBase ? plannedBaseFen : 0n,
      auditedBaseFen: figures.auditedBaseFen,
      points: configuration.ratio > 0 ? configuration.ratio : null,
    },
  })
}

/** The eligible base on which the amount was approved, as the plan's steps have it; 0n where no plan says. */
export async function plannedBase(tx: Tx, applicationId: string): Promise<bigint> {
  const item = await tx.allocationItem.findFirst({
    where: { applicationId, amountFen: { gt: 0n }, plan: { status: { in: ['publicity', 'approved'] } } },
    select: { steps: true },
    orderBy: { id: 'desc' },
  })
  return item ? (stepsFrom(item.steps).find(({ step }) => step === 'base')?.fen ?? 0n) : 0n
}

/** D.5: the most that may be recognised once the base shrank, whole 万元; null where the guideline does not cut by it. */
function baseLimit(
  project: ProjectInScope,
  { tracking }: GuidelineConfiguration,
  plannedBaseFen: bigint,
): bigint | null {
  const { figures } = readAcceptance(currentAcceptance(project).form)
  if (!tracking.cutByBase || !figures || plannedBaseFen === 0n) return null
  if (figures.auditedBaseFen >= plannedBaseFen) return null
  return shareFen(project.amountFen, { num: figures.auditedBaseFen, den: plannedBaseFen })
}

function rectifications(project: ProjectInScope): number {
  return project.acceptances.filter(({ outcome }) => outcome === 'rectify').length
}

const transitions = { passed: 'accept', rectify: 'rectify', failed: 'fail' } as const

export type Conclusion = ProjectAct & {
  outcome: string
  opinion: string
  /** 万元 as typed: what is recognised when passed */
  recognisedWan: string
  members: readonly Member[]
  found: readonly string[]
}

/**
 * The panel's conclusion: passed, to be rectified (once) or failed, with as many members as the call asks and an opinion; the
 * opinion becomes a document. Passing fulfils the contract.
 * Refusals: outcome_missing, recognised_wrong {approved}, recognised_above_base {limit}, acceptance_panel_too_small {count}, already_rectified and those of the transition.
 */
export async function concludeAcceptance(ctx: Ctx, input: Conclusion): Promise<Result<null>> {
  const known = await projectInScope(ctx.db.client, ctx, input.id)
  const configuration = await configurationFor(ctx, known)
  const outcome = outcomeOf(input.outcome)
  const found = findings.filter((finding) => input.found.includes(finding))
  const members = input.members.filter(({ name }) => name.trim() !== '')
  const opinion = input.opinion.trim()
  return ctx.db.transact(async (tx) => {
    const project = await projectInScope(tx, ctx, input.id)
    const { row, form } = currentAcceptance(project)
    const recognised = outcome === 'passed' ? fenFromWan(input.recognisedWan) : done(0n)
    if (!outcome) return refuse('outcome_missing')
    if (!recognised.ok)
      return refuse('recognised_wrong', {}, { fields: [atField('recognisedWan', recognised)] })
    if (recognised.value > project.amountFen) {
      const max = wanText(project.amountFen)
      const fields = [{ path: 'recognisedWan', code: 'too_large', params: { max } }]
      return refuse('recognised_wrong', {}, { fields })
    }
    const plannedBaseFen = await plannedBase(tx, project.applicationId)
    const limit = baseLimit(project, configuration, plannedBaseFen)
    if (limit !== null && recognised.value > limit)
      return refuse(
        'recognised_above_base',
        { limit: wanText(limit) },
        { fields: [{ path: 'recognisedWan', code: 'too_large', params: { max: wanText(limit) } }] },
      )
    const office = await tx.orgUnit.findUnique({
      where: { id: ctx.actor.orgId ?? '' },
      select: { name: true },
    })
    const contract = contractOf(project)
    const suggestion = suggestFor(project, configuration, plannedBaseFen, found)
    const sha256 = conclusionHash({ outcome, opinion, members, recognisedFen: recognised.value, found })
    const { figures } = readAcceptance(form)
    const moved = await moveProject(tx, ctx, project, {
      version: input.version,
      transition: transitions[outcome],
      reason: opinion,
      facts: {
        outcome,
        opinion,
        members: members.length,
        panelMembers: configuration.tracking.acceptanceTerms.panelMembers,
        rectifications: rectifications(project),
      },
      ...(outcome === 'rectify' ? { dueAt: rectifyDue(configuration.tracking, ctx.now) } : {}),
      after: {
        outcome,
        suggested: suggestion?.outcome,
        recognisedFen: recognised.value,
        members: members.length,
        sha256,
      },
      set: outcome === 'passed' ? { recognisedFen: recognised.value } : {},
      words: { outcome: zh.outcomes[outcome] },
      produce: {
        acceptance_opinion: async () => ({
          ownerType: 'project',
          ownerId: project.id,
          title: `${zh.documents.acceptance_opinion} ${project.code}`,
          audience: 'applicant' as const,
          unitCode: project.unitCode,
          enterpriseId: project.enterpriseId,
          model: acceptanceOpinion({
            projectName: project.name,
            projectCode: project.code,
            undertaker: project.undertaker,
            contractNo: contract?.number ?? '',
            organiser: office?.name ?? '',
            round: row?.round ?? 1,
            reviewedOn: shanghaiDay(ctx.now),
            indicators: form.indicators.map((indicator, i) => {
              const measure = figures?.measures[i]
              return {
                name: indicator.name,
                target: targetText(indicator),
                actual: indicator.actual,
                unit: indicator.unit,
                met: measure ? isMet(measure) : null,
              }
            }),
            plannedInvestmentFen: BigInt(contract?.content.totalInvestmentFen ?? 0),
            actualInvestmentFen: figures?.actualFen ?? 0n,
            grantedFen: project.amountFen,
            recognisedFen: recognised.value,
            outcome,
            opinion,
            members: [...members],
            sha256,
            verifyUrl: `${env.publicUrl}/projects/${project.id}/acceptance`,
          }),
        }),
      },
    })
    if (!moved.ok) return moved
    if (row)
      await tx.acceptance.update({
        where: { id: row.id },
        data: {
          outcome,
          opinion,
          members: JSON.stringify(members),
          findings: JSON.stringify(found),
          recognisedFen: outcome === 'rectify' ? null : recognised.value,
          concludedAt: ctx.now,
        },
      })
    if (outcome === 'failed') return openClawback(tx, ctx, project.id, 'fail')
    if (outcome !== 'passed' || contract?.status !== 'effective') return done(null)
    const fulfilled = await applyTransition(tx, ctx, {
      workflow: 'contract',
      id: contract.id,
      version: null,
      transition: 'fulfil',
    })
    return fulfilled.ok ? done(null) : fulfilled
  })
}

function outcomeOf(text: string): AcceptanceOutcome | null {
  return text === 'passed' || text === 'rectify' || text === 'failed' ? text : null
}
