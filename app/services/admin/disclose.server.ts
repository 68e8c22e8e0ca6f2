import { scope } from '#app/authorization/scope.ts'
import { may } from '#app/authorization/ability.ts'
import { openingsOf } from '#app/db/audit-personal.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { holdersOf } from '#app/db/recipients.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { disclosureDays, disclosureWorkflow, watchers } from '#app/domain/audit/workflow.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { deadlineText } from '#app/domain/kernel/shanghai.ts'
import { newId } from '#app/platform/id.ts'
import { presentKey } from '../audit-keys.server.ts'
import { proofOf } from '../audit-receipt.server.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notifyOf } from '../notify.server.ts'
import { applyTransition, decideCreation, stateDue } from '../transition.server.ts'

const link = '/audit/disclosures'

/**
 * Somebody who watches the log asks for the proof of an entry with its personal values; their office is told. Throws
 * NotFound, also while the entry has no place yet. Refusals: reason_required, no_colleague, disclosure_open_already,
 * not_yours.
 */
export async function askDisclosure(
  ctx: Ctx,
  { entryId, reason }: { entryId: string; reason: string },
): Promise<Result<{ id: string }>> {
  const { actor, now } = ctx
  const office = watchers.find((role) => actor.roles.includes(role))
  if (!office || !may(actor, 'read', 'AuditEntry')) throw new NotFound('audit entry')
  return ctx.db.transact(async (tx) => {
    const entry = await tx.auditEntry.findFirst({
      where: { AND: [{ id: entryId }, scope(actor, 'AuditEntry')] },
      select: { id: true },
    })
    const place = entry && (await tx.logSequence.findUnique({ where: { entryId: entry.id } }))
    if (!entry || !place) throw new NotFound('audit entry')
    const colleagues = (await holdersOf(tx, office, now)).filter(({ id }) => id !== actor.id)
    const open = await tx.disclosureRequest.count({
      where: {
        askedById: actor.id,
        entryId,
        OR: [{ status: 'asked' }, { status: 'agreed', takeUntil: { gt: now } }],
      },
    })
    const facts = { colleagues: colleagues.length, open }
    const decision = decideCreation(ctx, 'disclosure', 'ask', facts, { reason })
    if (!decision.ok) return decision
    const id = newId()
    const status = decision.value.to
    await tx.disclosureRequest.create({
      data: {
        id,
        status,
        entryId,
        office,
        askedById: actor.id,
        askedAt: now,
        dueAt: await stateDue(tx, ctx, disclosureWorkflow.states.asked),
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'disclosure.ask',
      dossier: `disclosure:${id}`,
      object: { type: 'disclosure', id },
      after: { status, entry: entryId, roles: [office] },
      reason: reason.trim().slice(0, 2000),
    })
    const row = await statusTables.disclosure.find(tx, { id })
    if (row)
      await notifyOf(tx, ctx, 'disclosure_asked', row, 'nobody', {
        params: { name: actor.name, index: String(place.number) },
        link,
        named: colleagues.map((person) => person.id),
      })
    return done({ id })
  })
}

type Answer = { id: string; version: number }

/**
 * Another person of the office agrees: whoever asked may take the proof out for some working days. Throws NotFound for
 * other offices. Refusals: same_person, also for a deputy of whoever asked; stale_version (409).
 */
export async function agreeDisclosure(ctx: Ctx, { id, version }: Answer): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const asked = await askedIn(tx, ctx, id)
    const deadline = { workingDays: disclosureDays }
    const takeUntil = await stateDue(tx, ctx, { owner: 'nobody', deadline })
    const moved = await applyTransition(tx, ctx, {
      workflow: 'disclosure',
      id,
      version,
      transition: 'agree',
      facts: async () => ({ askedById: asked.askedById }),
      set: { answeredById: ctx.actor.id, answeredAt: ctx.now, takeUntil },
      after: { takeUntil },
      notice: {
        params: { index: asked.index, until: takeUntil ? deadlineText(takeUntil) : '' },
        link,
        named: [asked.askedById],
      },
    })
    return moved.ok ? done(null) : moved
  })
}

/** Another person of the office refuses. Throws NotFound. Refusals: same_person, reason_required, stale_version (409). */
export async function refuseDisclosure(
  ctx: Ctx,
  { id, version, reason }: Answer & { reason: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const asked = await askedIn(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'disclosure',
      id,
      version,
      transition: 'refuse',
      facts: async () => ({ askedById: asked.askedById }),
      reason: reason.trim().slice(0, 2000),
      set: { answeredById: ctx.actor.id, answeredAt: ctx.now },
      notice: { params: { index: asked.index }, link, named: [asked.askedById] },
    })
    return moved.ok ? done(null) : moved
  })
}

/** @throws NotFound for requests of other offices */
async function askedIn(tx: Tx, { actor }: Ctx, id: string) {
  const row = await tx.disclosureRequest.findFirst({
    where: { AND: [{ id }, scope(actor, 'Disclosure')] },
    select: { askedById: true, entryId: true },
  })
  if (!row) throw new NotFound('disclosure')
  const place = await tx.logSequence.findUnique({ where: { entryId: row.entryId } })
  return { ...row, index: String(place?.number ?? '') }
}

/**
 * The proof of an entry with all that it says, personal values and their keys included, for whoever asked for it, while it
 * may be taken out. Handing it out is an event, before it is handed out. Throws NotFound for others. Refusals (409):
 * disclosure_not_agreed, disclosure_over.
 */
export async function discloseEntry(
  ctx: Ctx,
  { id }: { id: string },
): Promise<Result<{ name: string; file: string }>> {
  const { actor, db, now } = ctx
  const asked = await db.client.disclosureRequest.findFirst({
    where: { AND: [{ id, askedById: actor.id }, scope(actor, 'Disclosure')] },
  })
  if (!asked || !may(actor, 'read', 'AuditEntry')) throw new NotFound('disclosure')
  if (asked.status !== 'agreed') return refuse('disclosure_not_agreed', {}, { status: 409 })
  if (!asked.takeUntil || asked.takeUntil <= now) return refuse('disclosure_over', {}, { status: 409 })
  const { entryId } = asked
  const { index, file } = await proofOf(db, await presentKey(db), entryId, { values: true })
  await db.transact(async (tx) => {
    await record(tx, ctx, {
      act: 'audit.disclose',
      dossier: `disclosure:${id}`,
      object: { type: 'audit_entry', id: entryId },
      after: { fields: Object.keys(await openingsOf(tx, entryId)), request: id },
    })
    return done(null)
  })
  return done({ name: `entry-${index}-values.tlog-proof`, file })
}
