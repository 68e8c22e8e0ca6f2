import type { Tx } from '#app/db/client.server.ts'
import { holdersOf } from '#app/db/recipients.server.ts'
import { avoidanceFacts, idsOf, poolExperts } from '#app/db/scoring/pool.server.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { blocked, type Exclusion } from '#app/domain/scoring/panel.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { NoticeKind } from '#app/domain/notices.ts'
import type { Ctx } from '../context.ts'
import { notify } from '../notify.server.ts'
import { applyTransition } from '../transition.server.ts'
import { bySystem, callNext } from './answer-seat.server.ts'
import { replaceExpert } from './declare.server.ts'

const words = messagesOf('zh-CN')

/** What a change of ties came to, as far as the expert knows of it. */
export type Rechecked = {
  /** names of the panels that they were asked for and sit in no more */
  seats: string[]
  /** open sheets that were recused */
  sheets: number
}

type Changed = { id: string; name: string; fields: readonly string[] }

/**
 * B.3 asked again for every panel that is not signed, after an expert's ties changed. Whoever may not be drawn any more
 * leaves a seat that has not begun to score, and the next substitute is called; of a panel that scores, the open sheets on
 * the applications concerned are recused as if they had declared it. A sheet handed in is for supervision to declare void.
 * Organisers are told of each panel, supervision of sheets handed in.
 */
export async function recheckTies(tx: Tx, ctx: Ctx, expert: Changed): Promise<Result<Rechecked>> {
  const seats = await tx.panelSeat.findMany({
    where: {
      expertId: expert.id,
      status: { in: ['designation_asked', 'standby', 'invited', 'accepted', 'committed'] },
      panel: { status: { not: 'closed' } },
    },
    include: { panel: true },
    orderBy: { id: 'asc' },
  })
  const found: Rechecked = { seats: [], sheets: 0 }
  const clear: string[] = []
  for (const { panel, ...seat } of seats) {
    const applications = await avoidanceFacts(tx, idsOf(panel.applicationIds))
    const [member] = await poolExperts(tx, applications, [expert.id])
    const blocks = member ? blocked(member, applications, shanghaiDay(ctx.now)) : []
    const scores = seat.status === 'committed' && panel.status !== 'drawn'
    const excused =
      blocks.length === 0
        ? done({ recused: 0, late: 0 })
        : scores
          ? await recuseSheets(tx, ctx, { panelId: panel.id, expertId: expert.id, blocks })
          : await releaseSeat(tx, ctx, { seat, blocks })
    if (!excused.ok) return excused
    const { recused, late } = excused.value
    const left = blocks.length > 0 && !scores
    if (!left && recused + late === 0) clear.push(panel.name)
    else {
      const params = { expert: expert.name, panel: panel.name, rules: rulesOf(blocks).join(',') }
      const told = left ? params : { ...params, recused: String(recused), late: String(late) }
      const link = `/scoring/panels/${panel.id}?tab=${left ? 'seats' : 'progress'}`
      await tell(tx, ctx, left ? 'seat_tied' : 'sheets_tied', { params: told, link, late })
    }
    if (left && seat.status !== 'standby' && seat.status !== 'designation_asked') found.seats.push(panel.name)
    found.sheets += recused
  }
  if (clear.length > 0) {
    const params = { expert: expert.name, fields: expert.fields.join(','), panels: clear.join('、') }
    await tell(tx, ctx, 'expert_rechecked', { params, link: `/experts/${expert.id}`, late: 0 })
  }
  return done(found)
}

type Seat = { id: string; status: string; role: string }

async function releaseSeat(
  tx: Tx,
  ctx: Ctx,
  { seat, blocks }: { seat: Seat; blocks: readonly Exclusion[] },
): Promise<Result<{ recused: number; late: number }>> {
  const moved = await applyTransition(tx, bySystem(ctx), {
    workflow: 'seat',
    id: seat.id,
    version: null,
    transition: 'release',
    reason: blocks.map(wordsOf).join('；'),
  })
  if (!moved.ok) return moved
  if (seat.role === 'member' && seat.status !== 'designation_asked') {
    const called = await callNext(tx, ctx, seat.id)
    if (!called.ok) return called
  }
  return done({ recused: 0, late: 0 })
}

async function recuseSheets(
  tx: Tx,
  ctx: Ctx,
  { panelId, expertId, blocks }: { panelId: string; expertId: string; blocks: readonly Exclusion[] },
): Promise<Result<{ recused: number; late: number }>> {
  const sheets = await tx.scoreSheet.findMany({
    where: {
      panelId,
      expertId,
      applicationId: { in: blocks.flatMap(({ applicationId }) => applicationId ?? []) },
      status: { in: ['assigned', 'scoring', 'submitted', 'unlock_requested', 'locked'] },
    },
    select: { id: true, applicationId: true, status: true },
    orderBy: { id: 'asc' },
  })
  // by the expert's own act where they changed the record themselves, else in consequence of the organiser's
  const recusing = ctx.actor.expertId === expertId ? ctx : bySystem(ctx)
  const open = sheets.filter(({ status }) => status === 'assigned' || status === 'scoring')
  for (const { id, applicationId } of open) {
    const own = blocks.filter((block) => block.applicationId === applicationId)
    const conflict = own.map((block) => `${block.rule}: ${wordsOf(block)}`).join('；')
    const moved = await applyTransition(tx, recusing, {
      workflow: 'sheet',
      id,
      version: null,
      transition: 'recuse',
      facts: async () => ({ conflict }),
      set: { conflict },
      after: { conflict: rulesOf(own).join(',') },
    })
    if (!moved.ok) return moved
    const replaced = await replaceExpert(tx, ctx, { panelId, applicationId, expertId })
    if (!replaced.ok) return replaced
  }
  return done({ recused: open.length, late: sheets.length - open.length })
}

function rulesOf(blocks: readonly Exclusion[]): string[] {
  return [...new Set(blocks.map(({ rule }) => rule))]
}

function wordsOf({ rule, evidence }: Exclusion): string {
  return textOf(words, `problem.${evidence.code}`, evidence.params) ?? rule
}

async function tell(
  tx: Tx,
  ctx: Ctx,
  kind: NoticeKind,
  { params, link, late }: { params: Record<string, string>; link: string; late: number },
): Promise<void> {
  const organisers = await holdersOf(tx, 'organiser', ctx.now)
  const supervisors = late > 0 ? await holdersOf(tx, 'supervisor', ctx.now) : []
  const people = new Map([...organisers, ...supervisors].map((person) => [person.id, person]))
  await notify(tx, ctx, kind, [...people.values()], { params, link })
}
