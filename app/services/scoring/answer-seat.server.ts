import type { Tx } from '#app/db/client.server.ts'
import { systemActor } from '#app/authorization/actor.ts'
import { conditionsOf, kindOf } from '#app/db/scoring/pool.server.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { nextSubstitute } from '#app/domain/scoring/draw.ts'
import { planOf } from '#app/domain/scoring/panel.ts'
import { type Facts, record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { assignMissing } from './assign.server.ts'
import { invitationTo, usersOfExperts } from './draw-panel.server.ts'

type SeatAct = { seatId: string; version: number }

/** The expert will come; the commitment of B.5 is still to be signed. */
export async function acceptSeat(ctx: Ctx, { seatId, version }: SeatAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'seat',
      id: seatId,
      version,
      transition: 'accept',
    })
    return moved.ok ? done(null) : moved
  })
}

/** The expert declines with a reason; the next substitute is invited in the same transaction. */
export async function declineSeat(ctx: Ctx, input: SeatAct & { reason: string }): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'seat',
      id: input.seatId,
      version: input.version,
      transition: 'decline',
      reason: input.reason,
      set: { declineReason: input.reason.trim() },
    })
    return moved.ok ? callNext(tx, ctx, input.seatId) : moved
  })
}

/** The organiser notes that somebody did not answer or come; their open sheets are marked absent, not zero. */
export async function missSeat(ctx: Ctx, input: SeatAct & { reason: string }): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'seat',
      id: input.seatId,
      version: input.version,
      transition: 'miss',
      reason: input.reason,
    })
    if (!moved.ok) return moved
    const seat = await tx.panelSeat.findUniqueOrThrow({ where: { id: input.seatId } })
    const sheets = await tx.scoreSheet.findMany({
      where: { panelId: seat.panelId, expertId: seat.expertId, status: { in: ['assigned', 'scoring'] } },
      select: { id: true },
    })
    for (const { id } of sheets) {
      const missed = await applyTransition(tx, ctx, {
        workflow: 'sheet',
        id,
        version: null,
        transition: 'miss',
        reason: input.reason,
      })
      if (!missed.ok) return missed
    }
    return callNext(tx, ctx, input.seatId)
  })
}

/**
 * Signs the commitment letter of B.5, before any material. During scoring the newcomer takes over what has too few
 * experts. Refuses `commitment_unread` unless the person confirmed that they read it.
 */
export async function commitSeat(ctx: Ctx, input: SeatAct & { confirmed: boolean }): Promise<Result<null>> {
  if (!input.confirmed) return refuse('commitment_unread')
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'seat',
      id: input.seatId,
      version: input.version,
      transition: 'commit',
      set: { committedAt: ctx.now },
      after: { committedAt: ctx.now },
    })
    if (!moved.ok) return moved
    const seat = await tx.panelSeat.findUniqueOrThrow({
      where: { id: input.seatId },
      include: { panel: true },
    })
    return seat.panel.status === 'scoring' ? assignMissing(tx, bySystem(ctx), seat.panel) : done(null)
  })
}

/** The system acts in consequence of what this person did. */
export function bySystem(ctx: Ctx): Ctx {
  return { ...ctx, actor: { ...systemActor, via: `by:${ctx.actor.id}` } }
}

/**
 * Invites the next substitute of the same kind whose city still has room, in drawn order; logs it when there is none.
 * The call is the system's: nobody chooses who comes next.
 */
export async function callNext(tx: Tx, ctx: Ctx, leavingSeatId: string): Promise<Result<null>> {
  const leaving = await tx.panelSeat.findUniqueOrThrow({
    where: { id: leavingSeatId },
    include: { panel: true, expert: { select: { kind: true, cityCode: true } } },
  })
  const seats = await tx.panelSeat.findMany({
    where: { panelId: leaving.panelId, draw: leaving.draw, id: { not: leaving.id } },
    include: { expert: { select: { kind: true, cityCode: true } } },
    orderBy: { order: 'asc' },
  })
  const candidate = (seat: { id: string; expert: { kind: string; cityCode: string } }) => ({
    id: seat.id,
    kind: kindOf(seat.expert.kind),
    city: seat.expert.cityCode,
  })
  const next = nextSubstitute(candidate(leaving), {
    staying: seats
      .filter(({ status }) => ['invited', 'accepted', 'committed'].includes(status))
      .map(candidate),
    substitutes: seats.filter(({ status }) => status === 'standby').map(candidate),
    maxPerCity: planOf(conditionsOf(leaving.panel.conditions)).maxPerCity,
  })
  const system = bySystem(ctx)
  const seat = seats.find(({ id }) => id === next?.id)
  if (!seat) {
    await record(tx, system, {
      act: 'panel.substitutes_used_up',
      dossier: `panel:${leaving.panelId}`,
      object: { type: 'panel', id: leaving.panelId },
      after: { seat: leaving.id },
    })
    return done(null)
  }
  return promote(tx, system, { seat, panel: leaving.panel.name, after: { replaces: leaving.id } })
}

/** Makes a substitute a member and invites them. `ctx` is the system's. */
export async function promote(
  tx: Tx,
  ctx: Ctx,
  { seat, panel, after }: { seat: { id: string; expertId: string }; panel: string; after: Facts },
): Promise<Result<null>> {
  const moved = await applyTransition(tx, ctx, {
    workflow: 'seat',
    id: seat.id,
    version: null,
    transition: 'promote',
    set: { role: 'member' },
    after: { ...after, expert: seat.expertId },
    notice: {
      params: await invitationTo(tx, ctx, panel),
      link: '/scoring/mine',
      named: await usersOfExperts(tx, [seat.expertId]),
    },
  })
  return moved.ok ? done(null) : moved
}
