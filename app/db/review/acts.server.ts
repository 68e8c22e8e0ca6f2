import { type Actor, doing, has } from '#app/authorization/actor.ts'
import { actsFor } from '#app/authorization/delegation.ts'
import {
  coReviewAt,
  type Node,
  levelOfNode,
  nextNode,
  nodeEnd,
  nodesOf,
  previousNode,
} from '#app/domain/application/chain-nodes.ts'
import type { ApplicationFacts } from '#app/domain/application/rules.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { decide, openTransitions } from '#app/domain/kernel/decide.ts'
import type { CoReviewOffice } from '#app/domain/guideline/chain.ts'
import { coReviewFacts } from '#app/domain/review/co-review.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { type ReviewActName, reviewActNames, type ReviewActs } from '#app/domain/review/acts.ts'
import { manualCodes, otherGrounds } from '#app/domain/review/opinion.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from '../configuration.server.ts'
import { currentConfiguration } from '../guideline.server.ts'
import { deciderOf, openAppeal } from './appeal.server.ts'
import { handlersOpinion, quotaAt, type ReviewCase, reviewCase, roundsUsed } from './case.server.ts'
import { hasFinance } from './finance.server.ts'
import { hasRecused } from './recusal.server.ts'
import { openReopening } from './reopening.server.ts'
import { latestRun } from '../rule-run.server.ts'

/**
 * What an office can do with an application now: acts that are open, those that are closed with the reason why, and the
 * numbers that their consequences name. Null for whoever reviews nothing here. @throws NotFound
 */
export async function reviewActs(ctx: Ctx, id: string): Promise<ReviewActs | null> {
  const { client } = ctx.db
  const application = await reviewCase(client, ctx, id)
  if (application.enterpriseId === ctx.actor.enterpriseId) return null
  const [configuration, current] = await Promise.all([
    configurationOf(ctx.db, application.guidelineId, application.guidelineVersion),
    currentConfiguration(ctx.db, application.guidelineId),
  ])
  const node = application.status
  const next = nextNode(configuration, application, node)
  const below = previousNode(configuration, application, node)
  const opinion = handlersOpinion(application)
  const asked = coReviewAt(configuration, application, node)
  const [quota, used, run, appeal, reopening, speaks, recused] = await Promise.all([
    quotaAt(client, application, node),
    roundsUsed(client, id, node),
    latestRun(client, id, { asked: false }),
    openAppeal(client, id),
    openReopening(client, id),
    asked.includes('finance') && hasFinance(client, ctx.actor.orgId),
    hasRecused(client, ctx.actor, `application:${id}`),
  ])
  const mine = officesOf(ctx.actor, asked, speaks)
  const { correctionRounds, correctionDays, rules } = configuration
  const rounds = {
    used,
    allowed: node === 'province_check' ? correctionRounds.province : correctionRounds.locality,
  }
  const end = nodeEnd(current, node)
  const facts: Omit<ApplicationFacts, 'now' | 'actorId'> = {
    next,
    opinion: opinion && { ...opinion, untickedItems: 0 },
    coReview: coReviewFacts(asked, application),
    blocking: [],
    nodeEnd: end && application.dueAt && application.dueAt > end ? application.dueAt : end,
    quota,
    problems: 1,
    rounds,
    lowerNode: below,
  }
  const verdicts = recused ? noActs : verdictsOf(ctx, application, facts, { appeal, reopening, below, mine })
  return {
    id,
    version: application.version,
    status: node,
    level: levelOfNode(node),
    projectName: application.projectName,
    applicantName: application.applicantName,
    requestedFen: application.requestedFen,
    receiptNo: application.receiptNo,
    dueAt: application.dueAt,
    openedAt: application.openedAt,
    ...verdicts,
    opinion: opinion && {
      authorName: opinion.authorName,
      conclusion: opinion.conclusion,
      text: opinion.text,
      createdAt: opinion.createdAt,
    },
    quota,
    rounds,
    correctionDays,
    next: next && { node: next, dueAt: nodeEnd(current, next) },
    below,
    coReview: coReviewLines(asked, mine, application),
    manual: manualCodes(run.results),
    grounds: [...otherGrounds, ...rules.map(({ code }) => code)],
    appeal: appeal && {
      reason: appeal.reason,
      dueAt: appeal.dueAt,
      node: backFrom(application, appeal.node),
    },
    reopening: reopening && { node: reopening.node, text: reopening.text, name: reopening.authorName },
    recused,
    backTo: verdicts.open.includes('ask_reopening') ? backNodes(configuration, application) : [],
    undecided: [],
  }
}

type Verdicts = { open: ReviewActName[]; closed: { act: ReviewActName; refusal: Refusal }[] }
const noActs: Verdicts = { open: [], closed: [] }

type Waiting = {
  appeal: { node: string } | null
  reopening: { authorId: string; node: string } | null
  below: Node | null
  /** offices for which this person may speak */
  mine: readonly CoReviewOffice[]
}

/** The acts that state and office allow, split by what their rules say now. */
function verdictsOf(
  ctx: Ctx,
  application: ReviewCase,
  facts: Omit<ApplicationFacts, 'now' | 'actorId'>,
  { appeal, reopening, below, mine }: Waiting,
): Verdicts {
  const { actor } = ctx
  const status = application.status
  const offered = openTransitions(applicationWorkflow, status, doing(actor, false))
  const wanted = reviewActNames.filter((act) => {
    switch (act) {
      case 'open':
        return offered.includes(act) && application.openedAt === null
      case 'co_review':
        return offered.includes(act) && mine.length > 0
      case 'return_down':
        return offered.includes(act) && below !== null
      case 'grant_appeal':
        return (
          appeal !== null &&
          deciderOf(status, appeal.node) === (has(actor, 'leader') ? 'leader' : actor.level) &&
          offered.includes(act)
        )
      case 'ask_reopening':
        return mayAskReopening(ctx, application) && reopening === null
      case 'reopen':
        return offered.includes(act) && reopening !== null
      case 'recuse':
        return offered.includes(act) && (status === 'approved' || offered.length > 1)
      default:
        return offered.includes(act)
    }
  })
  const open: ReviewActName[] = []
  const closed: { act: ReviewActName; refusal: Refusal }[] = []
  for (const act of wanted) {
    const preview = previewed(act)
    const decision =
      preview &&
      decide(applicationWorkflow, {
        transition: preview,
        from: status,
        doing: doing(actor, false),
        reason: '—',
        facts: {
          ...facts,
          next: preview === 'return_down' ? below : facts.next,
          now: ctx.now,
          actorId: actor.id,
          actsFor: actsFor(actor, `application.${preview}`, status),
        },
      })
    if (decision && !decision.ok) closed.push({ act, refusal: decision.refusal })
    else open.push(act)
  }
  return { open, closed }
}

/** Offices for which this person may speak: finance for itself, a handler for those that have no account here. */
function officesOf(actor: Actor, asked: readonly CoReviewOffice[], speaks: boolean): CoReviewOffice[] {
  return asked.filter((office) =>
    office === 'finance' && (has(actor, 'finance') || speaks) ? has(actor, 'finance') : has(actor, 'handler'),
  )
}

function coReviewLines(
  asked: readonly CoReviewOffice[],
  mine: readonly CoReviewOffice[],
  application: ReviewCase,
): ReviewActs['coReview'] {
  const { missing, against } = coReviewFacts(asked, application)
  return asked.map((office) => ({
    office,
    state: missing.includes(office) ? 'missing' : against.includes(office) ? 'against' : 'agreed',
    mine: mine.includes(office),
  }))
}

/** Acts whose rules can be asked before anything is typed. */
function previewed(act: ReviewActName) {
  return act === 'recommend' ||
    act === 'qualify' ||
    act === 'return' ||
    act === 'return_down' ||
    act === 'reject'
    ? act
    : null
}

function mayAskReopening({ actor }: Ctx, { status }: ReviewCase): boolean {
  const { from } = applicationWorkflow.transitions.reopen
  const ended = from !== 'nothing' && from.some((state) => state === status)
  return ended && status !== 'approved' && has(actor, 'handler') && actor.level === 'province'
}

function backFrom({ status }: ReviewCase, node: string): string {
  return status === 'not_approved' ? 'reviewed' : node
}

function backNodes(configuration: GuidelineConfiguration, application: ReviewCase): string[] {
  const nodes: string[] = nodesOf(configuration, application)
  return application.scoreCenti === null ? nodes : [...nodes, 'reviewed']
}
