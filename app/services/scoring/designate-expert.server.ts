import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { drawRecordFacts } from '#app/db/scoring/draw-record.server.ts'
import { holdersOf } from '#app/db/recipients.server.ts'
import { avoidanceFacts, idsOf, poolExperts } from '#app/db/scoring/pool.server.ts'
import { byName } from '#app/domain/kernel/pinyin.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { drawRecord } from '#app/domain/reports/draw-record.ts'
import { expertKinds } from '#app/domain/scoring/draw.ts'
import { blocked } from '#app/domain/scoring/panel.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notify } from '../notify.server.ts'
import { applyTransition, decideCreation } from '../transition.server.ts'
import { boundOf, isAble } from './avoidance.server.ts'
import { furtherOf, lastDraw } from './call-further.server.ts'
import { invitationTo, usersOfExperts } from './draw-panel.server.ts'

async function panelToDesignate(tx: Tx, ctx: Ctx, panelId: string) {
  const panel = await tx.panel.findFirst({
    where: { AND: [{ id: panelId }, scope(ctx.actor, 'Panel')] },
    include: lastDraw,
  })
  if (!panel) throw new NotFound('panel')
  return panel
}

/**
 * Whom the organiser could designate now: experts of an open kind, able to sit and bound by no avoidance; null while no
 * place is open or the drawn order still offers somebody.
 */
export async function designable(
  ctx: Ctx,
  panelId: string,
): Promise<{ id: string; name: string; employer: string; kind: string }[] | null> {
  const tx = ctx.db.client
  const panel = await panelToDesignate(tx, ctx, panelId)
  if (panel.status !== 'drawn' && panel.status !== 'scoring') return null
  const further = await furtherOf(tx, ctx, panel)
  if (!further || further.experts.length > 0 || expertKinds.every((kind) => further.open[kind] === 0))
    return null
  const applications = await avoidanceFacts(tx, idsOf(panel.applicationIds))
  const seated = new Set(further.seats.map(({ expertId }) => expertId))
  const able = (await poolExperts(tx, applications)).filter(
    (expert) =>
      isAble(expert, ctx.now) &&
      further.open[expert.kind] > 0 &&
      !seated.has(expert.id) &&
      blocked(expert, applications, shanghaiDay(ctx.now)).length === 0,
  )
  const rows = await tx.expert.findMany({
    where: { id: { in: able.map(({ id }) => id) } },
    select: { id: true, name: true, employer: true, kind: true },
    orderBy: { id: 'asc' },
  })
  return byName(rows)
}

/**
 * B.2.4: names an expert by exception, when a place is open and the drawn order has ended; supervision has to agree.
 * Refusals: reason_required, expert_not_able, no_place_open, drawn_order_goes_on, avoidance_found, wrong_state (409).
 */
export async function designateExpert(
  ctx: Ctx,
  input: { panelId: string; expertId: string; reason: string },
): Promise<Result<{ id: string }>> {
  return ctx.db.transact(async (tx) => {
    const panel = await panelToDesignate(tx, ctx, input.panelId)
    const further = await furtherOf(tx, ctx, panel)
    if (!further || (panel.status !== 'drawn' && panel.status !== 'scoring'))
      return refuse('wrong_state', { state: panel.status }, { status: 409 })
    const bound = await boundOf(tx, ctx, idsOf(panel.applicationIds), input.expertId)
    if (!bound || further.seats.some(({ expertId }) => expertId === input.expertId))
      return refuse('expert_not_able')
    const reason = input.reason.trim()
    const decision = decideCreation(
      ctx,
      'seat',
      'designate',
      {
        openOfKind: further.open[bound.kind],
        stillDrawn: further.experts.length,
        avoidance: bound.avoidance,
      },
      { reason },
    )
    if (!decision.ok) return decision
    const id = newId()
    const last = Math.max(0, ...further.seats.map(({ order }) => order))
    await tx.panelSeat.create({
      data: {
        id,
        panelId: panel.id,
        expertId: input.expertId,
        draw: further.draw,
        role: 'member',
        order: last + 1,
        status: decision.value.to,
        designatedById: ctx.actor.id,
        designationReason: reason,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'seat.designate',
      dossier: `panel:${panel.id}`,
      object: { type: 'seat', id },
      after: { status: decision.value.to, expert: input.expertId, draw: further.draw },
      reason,
    })
    const supervisors = await holdersOf(tx, 'supervisor', ctx.now)
    await notify(tx, ctx, 'designation_asked', supervisors, {
      params: { panel: panel.name, reason },
      link: `/scoring/panels/${panel.id}?tab=seats`,
    })
    return done({ id })
  })
}

/** Supervision agrees: the expert is invited, and the draw record is printed anew with who was designated and why. */
export async function approveDesignation(
  ctx: Ctx,
  input: { seatId: string; version: number },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const seat = await seatOf(tx, ctx, input.seatId)
    const { panel } = seat
    const bound = await boundOf(tx, ctx, idsOf(panel.applicationIds), seat.expertId)
    if (!bound) return refuse('expert_not_able')
    const moved = await applyTransition(tx, ctx, {
      workflow: 'seat',
      id: seat.id,
      version: input.version,
      transition: 'approve_designation',
      facts: async () => ({ askedById: seat.designatedById, avoidance: bound.avoidance }),
      set: { approvedById: ctx.actor.id },
      after: { expert: seat.expertId, draw: seat.draw },
      notice: {
        params: await invitationTo(tx, ctx, panel.name),
        link: '/scoring/mine',
        named: await usersOfExperts(tx, [seat.expertId]),
      },
      produce: {
        draw_record: async () => {
          const { id } = await tx.draw.findUniqueOrThrow({
            where: { panelId_number: { panelId: panel.id, number: seat.draw } },
            select: { id: true },
          })
          return {
            ownerType: 'panel',
            ownerId: panel.id,
            title: `${panel.name}-${seat.draw}`,
            model: drawRecord(await drawRecordFacts(tx, id)),
            audience: 'staff',
            unitCode: '320000',
            enterpriseId: null,
          }
        },
      },
    })
    return moved.ok ? done(null) : moved
  })
}

export async function refuseDesignation(
  ctx: Ctx,
  input: { seatId: string; version: number; reason: string },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'seat',
      id: input.seatId,
      version: input.version,
      transition: 'refuse_designation',
      reason: input.reason,
      set: { declineReason: input.reason.trim() },
    })
    return moved.ok ? done(null) : moved
  })
}

async function seatOf(tx: Tx, ctx: Ctx, seatId: string) {
  const seat = await tx.panelSeat.findFirst({
    where: { AND: [{ id: seatId }, scope(ctx.actor, 'PanelSeat')] },
    include: { panel: true },
  })
  if (!seat) throw new NotFound('seat')
  return seat
}
