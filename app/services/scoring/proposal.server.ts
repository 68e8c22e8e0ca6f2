import { scope } from '#app/authorization/scope.ts'
import { statusTables } from '#app/db/status.server.ts'
import { inPool, isProposed, openedProposal } from '#app/db/scoring/proposal.server.ts'
import { historyOf, kindOf, listOf, sharesOf } from '#app/db/scoring/pool.server.ts'
import { atField, done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { checkDay } from '#app/domain/kernel/shanghai.ts'
import { type ExpertRecord, mapSealed } from '#app/domain/scoring/expert.ts'
import { proposalWorkflow, readProposal, type TypedProposal } from '#app/domain/scoring/proposal.ts'
import { newId } from '#app/platform/id.ts'
import { seal } from '#app/platform/sealed.server.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notifyOf } from '../notify.server.ts'
import { applyTransition, decideCreation, stateDue } from '../transition.server.ts'
import { admit } from './expert.server.ts'

/**
 * A handler of a county or city proposes somebody for the pool, with the consent of the person and the employer. Refusals:
 * form_has_problems with fields, not_yours, proposal_consent_missing, expert_known when the person is in the pool or proposed
 * already; which of both it is, is not said.
 */
export async function proposeExpert(
  ctx: Ctx,
  { typed, consented }: { typed: TypedProposal; consented: boolean },
): Promise<Result<{ id: string }>> {
  const { record: expert, grounds, problems } = readProposal(typed)
  if (problems.length > 0)
    return refuse('form_has_problems', { count: problems.length }, { fields: problems })
  return ctx.db.transact(async (tx) => {
    const known = (await inPool(tx, expert)) || (await isProposed(tx, expert))
    const decision = decideCreation(ctx, 'proposal', 'propose', { consented, known })
    if (!decision.ok) return decision
    const id = newId()
    const unitCode = ctx.actor.unitCode ?? ''
    const { validTo: _validTo, specialties, history, shareholdings, ...columns } = expert
    await tx.expertProposal.create({
      data: {
        id,
        ...columns,
        ...mapSealed((field) => seal(expert[field], `proposal.${field}:${id}`)),
        specialties: specialties.join(','),
        history: JSON.stringify(history),
        shareholdings: JSON.stringify(shareholdings),
        unitCode,
        grounds,
        status: decision.value.to,
        proposedById: ctx.actor.id,
        dueAt: await stateDue(tx, ctx, proposalWorkflow.states.pending),
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'proposal.propose',
      dossier: `proposal:${id}`,
      object: { type: 'proposal', id },
      unitCode,
      after: { status: decision.value.to, unit: unitCode, name: expert.name },
    })
    const row = await statusTables.proposal.find(tx, { id })
    if (row)
      await notifyOf(tx, ctx, 'proposal_waiting', row, proposalWorkflow.states.pending.owner, {
        params: { office: ctx.actor.orgName, expert: expert.name },
        link: `/experts/proposals/${id}`,
      })
    return done({ id })
  })
}

type ProposalAct = { id: string; version: number }

/**
 * The organiser admits whom an office proposed, until a day: a row of the pool is made. Refusals: form_has_problems
 * (validTo), expert_taken (409) when the person is in the pool by now, stale_version (409).
 */
export async function acceptProposal(
  ctx: Ctx,
  { id, version, validTo }: ProposalAct & { validTo: string },
): Promise<Result<null>> {
  const day = checkDay(validTo)
  if (!day.ok) return refuse('form_has_problems', { count: 1 }, { fields: [atField('validTo', day)] })
  return ctx.db.transact(async (tx) => {
    const row = await tx.expertProposal.findFirst({
      where: { AND: [{ id }, scope(ctx.actor, 'ExpertProposal')] },
    })
    if (!row) throw new NotFound('proposal')
    const expert: ExpertRecord = {
      name: row.name,
      employer: row.employer,
      employerUscc: row.employerUscc,
      cityCode: row.cityCode,
      title: row.title,
      kind: kindOf(row.kind),
      specialties: listOf(row.specialties),
      history: historyOf(row.history),
      shareholdings: sharesOf(row.shareholdings),
      ...openedProposal(row),
      validTo: day.value,
    }
    if (await inPool(tx, expert))
      return refuse('expert_taken', { name: row.name, employer: row.employer }, { status: 409 })
    const moved = await applyTransition(tx, ctx, {
      workflow: 'proposal',
      id,
      version,
      transition: 'accept',
      set: { answeredById: ctx.actor.id, answeredAt: ctx.now },
      notice: {
        params: { expert: row.name },
        link: `/experts/proposals/${id}`,
        named: [row.proposedById],
      },
    })
    if (!moved.ok) return moved
    const admitted = await admit(tx, ctx, expert)
    return admitted.ok ? done(null) : admitted
  })
}

/** The organiser declines with a reason, which the office reads. Refusals: reason_required, stale_version (409). */
export async function declineProposal(
  ctx: Ctx,
  { id, version, reason }: ProposalAct & { reason: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const row = await tx.expertProposal.findFirst({
      where: { AND: [{ id }, scope(ctx.actor, 'ExpertProposal')] },
      select: { name: true, proposedById: true },
    })
    if (!row) throw new NotFound('proposal')
    const moved = await applyTransition(tx, ctx, {
      workflow: 'proposal',
      id,
      version,
      transition: 'decline',
      reason: reason.trim(),
      set: { answeredById: ctx.actor.id, answeredAt: ctx.now, declineReason: reason.trim() },
      notice: {
        params: { expert: row.name, reason: reason.trim() },
        link: `/experts/proposals/${id}`,
        named: [row.proposedById],
      },
    })
    return moved.ok ? done(null) : moved
  })
}

/** A handler of the office that proposed takes it back while nobody has decided. Refusals: stale_version (409), not_now. */
export async function takeBackProposal(ctx: Ctx, { id, version }: ProposalAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'proposal',
      id,
      version,
      transition: 'take_back',
    })
    return moved.ok ? done(null) : moved
  })
}
