import { has } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { spentUnder } from '#app/db/approval/spent.server.ts'
import { publicityDocument } from '#app/db/approval/documents.server.ts'
import { loadCalendar } from '#app/db/calendar.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { isRealName, objectionProblems, objectionResults } from '#app/domain/approval/objection.ts'
import { totalRefusal } from '#app/domain/approval/total-broken.ts'
import { limitOf, memberOf, totalCapsOf } from '#app/domain/approval/total-caps.ts'
import { type PlanStep, stepsFrom, stepsText } from '#app/domain/approval/steps.ts'
import { excess, limitRefusal, typedAmount } from '#app/domain/approval/typed-amount.ts'
import { documents } from '#app/domain/documents.ts'
import { done, type Failure, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { publicityEnd } from '#app/domain/kernel/working-days.ts'
import { unseal } from '#app/platform/sealed.server.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { askNamed, type DocumentAsk } from '../document.server.ts'
import { applyTransition } from '../transition.server.ts'
import { holdBudget, releaseBudget, takeBudget } from './budget.server.ts'

export type ObjectionAct = { objectionId: string; version: number; reason: string }

/**
 * How to reach the objector, in full, for supervision alone; who looked is in the log (I). Refusal: not_yours (403).
 */
export async function revealObjector(ctx: Ctx, objectionId: string): Promise<Result<{ contact: string }>> {
  if (!has(ctx.actor, 'supervisor')) return refuse('not_yours', {}, { status: 403 })
  return ctx.db.transact(async (tx) => {
    const row = await tx.objection.findFirst({
      where: { AND: [{ id: objectionId }, scope(ctx.actor, 'Objection')] },
    })
    if (!row) throw new NotFound('objection')
    await record(tx, ctx, {
      act: 'objection.reveal',
      dossier: `application:${row.applicationId}`,
      object: { type: 'objection', id: row.id },
    })
    return done({ contact: unseal(row.objectorContact, `objection.contact:${row.id}`) })
  })
}

/** Supervision accepts: T19, only this application stops. Refusals: those of A.8, wrong_state, stale_version (409). */
export async function acceptObjection(ctx: Ctx, input: ObjectionAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const { objection, item } = await findObjection(tx, ctx, input.objectionId)
    const problems = objectionProblems({
      ...objection,
      name: objection.objectorName,
      contact: unseal(objection.objectorContact, `objection.contact:${objection.id}`),
    })
    const facts = {
      realName: isRealName(problems),
      facts: !problems.some(({ path }) => path === 'facts'),
      receivedAt: objection.receivedAt,
      publicityEnd: item.publicityEnd,
    }
    const moved = await applyTransition(tx, ctx, {
      workflow: 'objection',
      id: objection.id,
      version: input.version,
      transition: 'accept',
      reason: input.reason,
      facts: async () => facts,
      set: { acceptReason: input.reason.trim() || null },
      notice: answerTo(objection, input.reason),
    })
    if (!moved.ok) return moved
    if (objection.application.status === 'objection') return done(null)
    const stopped = await applyTransition(tx, ctx, {
      workflow: 'application',
      id: objection.applicationId,
      version: null,
      transition: 'object',
      facts: async () => ({ objection: facts }),
      after: { objection: objection.number },
      notice: {
        params: { project: objection.application.projectName },
        link: `/applications/${objection.applicationId}`,
      },
    })
    return stopped.ok ? done(null) : stopped
  })
}

/** Supervision does not accept, with the reason. Refusals: reason_required, wrong_state, stale_version (409). */
export async function refuseObjection(ctx: Ctx, input: ObjectionAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const { objection } = await findObjection(tx, ctx, input.objectionId)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'objection',
      id: input.objectionId,
      version: input.version,
      transition: 'refuse',
      reason: input.reason,
      set: { acceptReason: input.reason.trim() },
      notice: answerTo(objection, input.reason),
    })
    return moved.ok ? done(null) : moved
  })
}

/** The finding, in writing, by somebody who did not handle the application. Refusals: reason_required, original_handler. */
export async function investigateObjection(ctx: Ctx, input: ObjectionAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const { objection } = await findObjection(tx, ctx, input.objectionId)
    const { handlerId, projectName } = objection.application
    const moved = await applyTransition(tx, ctx, {
      workflow: 'objection',
      id: objection.id,
      version: input.version,
      transition: 'investigate',
      reason: input.reason,
      facts: async () => ({ originalHandlerId: handlerId }),
      set: { finding: input.reason.trim(), handledById: ctx.actor.id },
      notice: { params: { project: projectName }, link: `/approval/objections/${objection.id}` },
    })
    return moved.ok ? done(null) : moved
  })
}

/**
 * T20: the leader decides. Rejected: the publicity goes on with its own end. Amount changed: posted anew for a whole
 * period. Upheld: not approved, and the money is free. While another objection to the same project is open it stays stopped.
 * Refusals: objection_result_missing, those of typedAmount, limitRefusal and totalRefusal (newAmountWan), amount_unchanged, over_budget,
 * calendar_unknown, original_handler, reason_required, stale_version (409).
 */
export async function resolveObjection(
  ctx: Ctx,
  input: ObjectionAct & { result: string; newAmountWan: string },
): Promise<Result<null>> {
  const result = objectionResults.find((one) => one === input.result) ?? null

  return ctx.db.transact(async (tx) => {
    const found = await findObjection(tx, ctx, input.objectionId)
    const { objection, item } = found
    const { application } = objection
    const place = { project: application.projectName, path: 'newAmountWan' }
    const typed = result === 'amount_changed' ? typedAmount(input.newAmountWan, place) : done(null)
    if (!typed.ok) return typed
    const newAmountFen = typed.value
    if (newAmountFen !== null) {
      const refused = await amountRefused(ctx, found, newAmountFen)
      if (refused) return refused
    }
    const moved = await applyTransition(tx, ctx, {
      workflow: 'objection',
      id: objection.id,
      version: input.version,
      transition: 'resolve',
      reason: input.reason,
      facts: async () => ({ result }),
      set: { result, newAmountFen, resolvedById: ctx.actor.id },
      after: { result, newAmountFen },
      notice: answerTo(objection, input.reason),
    })
    if (!moved.ok) return moved
    if (application.status !== 'objection') return done(null)

    let period: Posted = { endsOn: item.endsOn, publicityEnd: item.publicityEnd, documents: [] }
    if (newAmountFen !== null) {
      const posted = await postAnew(tx, ctx, found, newAmountFen)
      if (!posted.ok) return posted
      period = posted.value
    }
    const others = await tx.objection.count({
      where: { applicationId: application.id, status: { in: ['accepted', 'investigated'] } },
    })
    if (result !== 'upheld' && others > 0) {
      if (newAmountFen !== null)
        await askNamed(tx, ctx, period.documents, (files) =>
          record(tx, ctx, {
            act: 'publicity.post_anew',
            dossier: `application:${application.id}`,
            object: { type: 'plan', id: item.planId },
            after: { objection: objection.number, amountFen: newAmountFen, endsOn: period.endsOn },
            files,
          }),
        )
      return done(null)
    }
    const { objectionResult } = messagesOf('zh-CN').approval
    const resolved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id: application.id,
      version: null,
      transition: 'resolve',
      reason: input.reason,
      facts: async () => ({
        handlerId: application.handlerId,
        next: result === 'upheld' ? 'not_approved' : 'publicity',
        publicityEnd: period.publicityEnd,
      }),
      set: result === 'upheld' ? { proposedFen: null, openKey: null } : {},
      dueAt: result === 'upheld' ? null : period.publicityEnd,
      after: { objection: objection.number, result, endsOn: period.endsOn },
      also: period.documents,
      notice: {
        params: { project: application.projectName, outcome: objectionResult[result ?? 'rejected'] },
        link: `/applications/${application.id}`,
      },
    })
    if (!resolved.ok) return resolved
    if (result === 'upheld') await releaseBudget(tx, application.guidelineId, application.proposedFen)
    return done(null)
  })
}

/** What the county or city that objected is told; others have left no account. */
function answerTo({ id, filedById, application }: Found['objection'], reason: string) {
  return {
    params: { project: application.projectName, reason: reason.trim() },
    link: `/approval/objections/${id}`,
    named: filedById === null ? [] : [filedById],
  }
}

type Found = Awaited<ReturnType<typeof findObjection>>
type Posted = { endsOn: string | null; publicityEnd: Date | null; documents: DocumentAsk[] }

async function amountRefused(ctx: Ctx, { objection }: Found, fen: bigint) {
  const { guidelineId, guidelineVersion, projectName, proposedFen, requestedFen } = objection.application
  const { capWan } = await configurationOf(ctx.db, guidelineId, guidelineVersion)
  if (fen === proposedFen) return refuse('amount_unchanged')
  const limits = { project: projectName, requestedFen, capFen: limitOf(capWan) }
  return limitRefusal(fen, limits, 'newAmountWan')
}

/** C.3: city and enterprise stay within their totals also after an objection; the published version says which. */
async function totalsRefused(
  tx: Tx,
  ctx: Ctx,
  application: Found['objection']['application'],
  fen: bigint,
): Promise<Failure | null> {
  const { id, guidelineId, projectName: project, guideline } = application
  const configuration = await configurationOf(ctx.db, guidelineId, guideline.publishedVersion)
  const others = await spentUnder(tx, guidelineId, { but: id })
  const asked = { member: memberOf(application), project, fen, path: 'newAmountWan' }
  return totalRefusal(asked, totalCapsOf(configuration), others)
}

/** Invariant 9: a changed amount is posted for a whole new period, and the money follows it. */
async function postAnew(
  tx: Tx,
  ctx: Ctx,
  { objection, item }: Found,
  amountFen: bigint,
): Promise<Result<Posted>> {
  const { application } = objection
  const { publicity } = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const postedOn = shanghaiDay(ctx.now)
  const end = publicityEnd(postedOn, publicity, await loadCalendar(tx))
  if (!end.ok) return end
  const { lastDay: endsOn, endsAt } = end.value
  const { budgetFen, committedFen } = await holdBudget(tx, application.guidelineId)
  const beyond = await totalsRefused(tx, ctx, application, amountFen)
  if (beyond) return beyond
  const more = amountFen - (application.proposedFen ?? 0n)
  if (!(await takeBudget(tx, application.guidelineId, budgetFen, more)))
    return refuse('over_budget', excess(more, budgetFen - committedFen), { status: 409 })
  const step: PlanStep = {
    step: 'objection',
    fen: amountFen,
    reason: { code: 'amount_adjusted', params: { reason: objection.number } },
  }
  await tx.application.updateMany({ where: { id: application.id }, data: { proposedFen: amountFen } })
  await tx.allocationItem.update({
    where: { id: item.id },
    data: {
      amountFen,
      postedOn,
      endsOn,
      publicityEnd: endsAt,
      steps: stepsText([...stepsFrom(item.steps), step]),
    },
  })
  const asked = await publicityDocument(tx, ctx, item.planId, [item.id], { postedOn, endsOn })
  const list = documents.proposed_list.map((format) => ({ ...asked, kind: 'proposed_list' as const, format }))
  return done({ endsOn, publicityEnd: endsAt, documents: list })
}

async function findObjection(tx: Tx, ctx: Ctx, id: string) {
  const objection = await tx.objection.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Objection')] },
    include: {
      application: {
        select: {
          id: true,
          projectName: true,
          status: true,
          handlerId: true,
          guidelineId: true,
          guidelineVersion: true,
          proposedFen: true,
          requestedFen: true,
          cityCode: true,
          enterpriseId: true,
          guideline: { select: { publishedVersion: true } },
          allocationItems: {
            where: { amountFen: { gt: 0n }, plan: { status: { in: ['publicity', 'approved'] } } },
            take: 1,
            orderBy: { id: 'desc' },
          },
        },
      },
    },
  })
  const item = objection?.application.allocationItems[0]
  if (!objection || !item) throw new NotFound('objection')
  return { objection, item }
}
