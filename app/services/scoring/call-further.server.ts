import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { resultOf } from '#app/db/scoring/draw-record.server.ts'
import { conditionsOf, idsOf, kindOf } from '#app/db/scoring/pool.server.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { expertKinds, type ExpertKind, nextInOrder } from '#app/domain/scoring/draw.ts'
import { planOf } from '#app/domain/scoring/panel.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition, decideCreation } from '../transition.server.ts'
import { bySystem, promote } from './answer-seat.server.ts'
import { liveSheets } from './assign.server.ts'
import { candidatesOf } from './draw-panel.server.ts'

type Seat = {
  id: string
  expertId: string
  role: string
  status: string
  order: number
  expert: { kind: string; cityCode: string }
}
type Open = Record<ExpertKind, number>

const staying: readonly string[] = ['designation_asked', 'invited', 'accepted', 'committed']

/**
 * B.2: the substitutes are used up and places are open, so the next of the same kind are invited in the order that was
 * drawn under witness. The organiser says why, and chooses nobody.
 * Refusals: reason_required, no_place_open, drawn_order_ended, stale_version (409).
 */
export async function callFurther(
  ctx: Ctx,
  input: { panelId: string; version: number; reason: string },
): Promise<Result<{ experts: string[] }>> {
  return ctx.db.transact(async (tx) => {
    const panel = await tx.panel.findFirst({
      where: { AND: [{ id: input.panelId }, scope(ctx.actor, 'Panel')] },
      include: lastDraw,
    })
    if (!panel) throw new NotFound('panel')
    const moved = await applyTransition(tx, ctx, {
      workflow: 'panel',
      id: panel.id,
      version: input.version,
      transition: 'call_further',
      reason: input.reason,
    })
    if (!moved.ok) return moved
    const further = await furtherOf(tx, ctx, panel)
    if (!further) return refuse('wrong_state', { state: panel.status }, { status: 409 })
    const { draw, seats, order, open, experts } = further
    if (expertKinds.every((kind) => open[kind] === 0)) return refuse('no_place_open', {}, { status: 409 })
    if (experts.length === 0) return refuse('drawn_order_ended', {}, { status: 409 })
    for (const expertId of experts) {
      const place = { panelId: panel.id, number: draw, seats, at: order.indexOf(expertId) + 1 }
      const seat = await standby(tx, ctx, expertId, place)
      if (!seat.ok) return seat
      const after = { draw, place: place.at }
      const called = await promote(tx, bySystem(ctx), { seat: seat.value, panel: panel.name, after })
      if (!called.ok) return called
    }
    return done({ experts })
  })
}

/** For a panel, with the draw that seats it. */
export const lastDraw = {
  draws: { where: { drawnAt: { not: null } }, orderBy: { number: 'desc' }, take: 1 },
} as const

type DrawnPanel = {
  id: string
  status: string
  seatsWanted: number
  applicationIds: string
  conditions: string
  draws: readonly { number: number; pool: string; result: string | null }[]
}

/** Open places by kind, and who comes next for them in the drawn order; null before a draw. */
export async function furtherOf(tx: Tx, ctx: Ctx, panel: DrawnPanel) {
  const [draw] = panel.draws
  const result = draw ? resultOf(draw.result) : null
  if (!draw || !result) return null
  const seats = await tx.panelSeat.findMany({
    where: { panelId: panel.id, draw: draw.number },
    include: { expert: { select: { kind: true, cityCode: true } } },
    orderBy: { order: 'asc' },
  })
  const { seats: wanted, maxPerCity } = planOf(conditionsOf(panel.conditions))
  const open = await openPlaces(tx, panel, seats, (kind) => wanted[kind] ?? 0)
  const pool = candidatesOf(draw.pool)
  const able = await stillAble(tx, ctx, result.order)
  const experts = nextInOrder(
    result.order.flatMap((id) => pool.find((one) => one.id === id && able.has(id)) ?? []),
    {
      open,
      seated: new Set(seats.filter(({ status }) => status !== 'standby').map(({ expertId }) => expertId)),
      staying: seats
        .filter(({ status }) => staying.includes(status))
        .map(({ id, expert }) => ({ id, kind: kindOf(expert.kind), city: expert.cityCode })),
      maxPerCity,
    },
  ).map(({ id }) => id)
  return { draw: draw.number, seats, order: result.order, open, experts }
}

/** Places without anybody, by kind: seats that nobody holds, and in scoring applications with too few experts. */
async function openPlaces(
  tx: Tx,
  panel: { id: string; status: string; seatsWanted: number; applicationIds: string },
  seats: readonly Seat[],
  wanted: (kind: ExpertKind) => number,
): Promise<Open> {
  const members = seats.filter(({ role, status }) => role === 'member' && staying.includes(status))
  const held = (kind: ExpertKind) => members.filter(({ expert }) => kindOf(expert.kind) === kind).length
  const open: Open = { technical: 0, finance: 0, management: 0 }
  for (const kind of expertKinds) open[kind] = Math.max(0, wanted(kind) - held(kind))
  if (panel.status !== 'scoring') return open

  const coming = members.filter(({ status }) => status !== 'committed').length
  const sheets = await tx.scoreSheet.findMany({
    where: { applicationId: { in: idsOf(panel.applicationIds) }, application: { status: 'in_review' } },
    select: { applicationId: true, status: true, expert: { select: { kind: true } } },
  })
  for (const applicationId of new Set(sheets.map((sheet) => sheet.applicationId))) {
    const own = sheets.filter((sheet) => sheet.applicationId === applicationId)
    const live = own.filter(({ status }) => liveSheets.includes(status)).length
    const short = panel.seatsWanted - live - coming
    for (const kind of expertKinds) {
      const left = own.filter(
        ({ status, expert }) => !liveSheets.includes(status) && kindOf(expert.kind) === kind,
      )
      open[kind] = Math.max(open[kind], Math.min(short, left.length))
    }
  }
  return open
}

/** Of those drawn then, whom the pool would still take now. */
async function stillAble(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.expert.findMany({
    where: {
      id: { in: [...ids] },
      status: 'in_pool',
      validTo: { gte: shanghaiDay(ctx.now) },
      user: { active: true },
    },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => id))
}

/** The seat in which somebody stands by: their own, or a new one at the end. */
async function standby(
  tx: Tx,
  ctx: Ctx,
  expertId: string,
  { panelId, number, seats, at }: { panelId: string; number: number; seats: readonly Seat[]; at: number },
): Promise<Result<{ id: string; expertId: string }>> {
  const own = seats.find((seat) => seat.expertId === expertId)
  if (own) return done(own)
  const system = bySystem(ctx)
  const decision = decideCreation(system, 'seat', 'stand_by', {})
  if (!decision.ok) return decision
  const id = newId()
  const last = await tx.panelSeat.aggregate({ where: { panelId, draw: number }, _max: { order: true } })
  await tx.panelSeat.create({
    data: {
      id,
      panelId,
      expertId,
      draw: number,
      role: 'substitute',
      order: (last._max.order ?? 0) + 1,
      status: decision.value.to,
    },
    select: { id: true },
  })
  await record(tx, system, {
    act: 'seat.stand_by',
    dossier: `panel:${panelId}`,
    object: { type: 'seat', id },
    after: { status: decision.value.to, expert: expertId, draw: number, place: at },
  })
  return done({ id, expertId })
}
