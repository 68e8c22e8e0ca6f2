import { type Actor, doing, has } from '#app/authorization/actor.ts'
import { deciderOf, openAppeal } from '#app/db/review/appeal.server.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notifyOf } from '../notify.server.ts'
import { applyTransition } from '../transition.server.ts'
import { addOpinion, besideAt, noticeOf, openCase, type ReviewAct } from './case.server.ts'
import { backBy, invoicesIn, openAgain, takeUpAgain, unlessApplied } from './come-back.server.ts'

/**
 * T24: the level above the one that rejected decides an appeal, once, with its finding: the application goes back to
 * the node that rejected it, or the rejection is upheld and nothing moves.
 * Refusals: no_open_appeal, not_yours, reason_required, another_open (409), quota_used_up, stale_version (409).
 */
export async function decideAppeal(
  ctx: Ctx,
  { id, version, grant, finding }: ReviewAct & { grant: boolean; finding: string },
): Promise<Result<{ to: string }>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application } = opened.value
  const appeal = await openAppeal(ctx.db.client, id)
  const next = application.status === 'not_approved' ? 'reviewed' : (appeal?.node ?? null)
  const facts = {
    next,
    appeal: {
      open: appeal !== null,
      decidingLevel: deciderOf(application.status, appeal?.node ?? null),
      actorLevel: levelOf(ctx.actor),
    },
  }
  const decision = decide(applicationWorkflow, {
    transition: 'grant_appeal',
    from: application.status,
    doing: doing(ctx.actor, false),
    reason: finding,
    facts: { ...facts, now: ctx.now, actorId: ctx.actor.id },
  })
  if (!decision.ok || !appeal || !next) return decision
  const invoices = grant ? await invoicesIn(ctx, opened.value) : []
  const text = finding.trim()
  const notice = { ...noticeOf(application, { reason: text }), beside: besideAt(opened.value, next) }

  return unlessApplied(() =>
    ctx.db.transact(async (tx): Promise<Result<{ to: string }>> => {
      const { count } = await tx.appeal.updateMany({
        where: { id: appeal.id, status: 'open' },
        data: {
          status: grant ? 'reopened' : 'upheld',
          finding: text,
          decidedAt: ctx.now,
          decidedById: ctx.actor.id,
        },
      })
      if (count !== 1) return decideAgain(ctx, facts, application.status, text)
      const opinion = { node: next, kind: 'appeal', conclusion: grant ? 'pass' : 'reject', text }
      await addOpinion(tx, ctx, application, opinion)
      if (!grant) {
        const object = { type: 'appeal', id: appeal.id }
        const dossier = `application:${id}`
        const { unitCode } = application
        await record(tx, ctx, { act: 'application.uphold', dossier, object, unitCode, reason: text })
        const row = { ...application, dossier, expertId: null }
        await notifyOf(tx, ctx, 'appeal_decided', row, 'applicant', notice)
        return done({ to: application.status })
      }
      const due = await backBy(tx, ctx, opened.value, next)
      if (!due.ok) return due
      const moved = await applyTransition(tx, ctx, {
        workflow: 'application',
        id,
        version,
        transition: 'grant_appeal',
        reason: text,
        facts: async () => facts,
        set: openAgain(application),
        dueAt: due.value,
        after: { appeal: appeal.id },
        notice,
      })
      if (!moved.ok) return moved
      const taken = await takeUpAgain(tx, ctx, opened.value, next, invoices)
      return taken.ok ? done({ to: next }) : taken
    }),
  )
}

type Facts = {
  next: string | null
  appeal: { open: boolean; decidingLevel: string; actorLevel: string | null }
}

/** Somebody else decided it in the meantime. */
function decideAgain(ctx: Ctx, facts: Facts, from: string, reason: string): Result<never> {
  const decision = decide(applicationWorkflow, {
    transition: 'grant_appeal',
    from,
    doing: doing(ctx.actor, false),
    reason,
    facts: { ...facts, appeal: { ...facts.appeal, open: false }, now: ctx.now, actorId: ctx.actor.id },
  })
  if (decision.ok) throw new Error('an appeal that is decided was open')
  return decision
}

function levelOf(actor: Actor): string | null {
  return has(actor, 'leader') ? 'leader' : actor.level
}
