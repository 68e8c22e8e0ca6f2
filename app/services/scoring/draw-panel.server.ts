import { z } from 'zod'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { drawRecordFacts } from '#app/db/scoring/draw-record.server.ts'
import { conditionsOf } from '#app/db/scoring/pool.server.ts'
import { narrow } from '#app/domain/kernel/decimal.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { addDays, deadlineText, endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { drawRecord } from '#app/domain/reports/draw-record.ts'
import { draw, type DrawResult, drawSeed, expertKinds } from '#app/domain/scoring/draw.ts'
import { type PanelConditions, planOf } from '#app/domain/scoring/panel.ts'
import { seatWorkflow } from '#app/domain/scoring/workflow.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition, decideCreation, stateDue } from '../transition.server.ts'
import { sha256, sha256Hex } from './avoidance.server.ts'

const poolSchema = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(expertKinds),
    city: z.string(),
    specialties: z.array(z.string()),
  }),
)

export function candidatesOf(pool: string): z.infer<typeof poolSchema> {
  return poolSchema.parse(JSON.parse(pool))
}

export type DrawFacts = { pool: string; poolSha256: string; serverNonce: string; salt: string }
export type Drawn = DrawResult & { seed: string }

/** The draw from what was published alone; refuses `pool_changed` when the pool no longer has its hash (invariant 6). */
export function repeatDraw(facts: DrawFacts, conditions: PanelConditions): Result<Drawn> {
  if (sha256Hex(facts.pool) !== facts.poolSha256) return refuse('pool_changed', {}, { status: 409 })
  const seed = drawSeed(sha256, facts)
  const drawn = draw(sha256, seed, candidatesOf(facts.pool), planOf(conditions))
  return drawn.ok ? done({ ...drawn.value, seed: Buffer.from(seed).toString('hex') }) : drawn
}

/**
 * The supervisor types the salt, which joins the nonce committed before; members are invited, substitutes stand by.
 * Refusals: `salt_missing`, `salt_format` (6 to 64 digits), `same_person`, `pool_changed`, those of `draw`.
 */
export async function drawPanel(
  ctx: Ctx,
  input: { panelId: string; version: number; salt: string },
): Promise<Result<Drawn>> {
  const salt = narrow(input.salt).replaceAll(/\s/g, '')
  return ctx.db.transact(async (tx) => {
    const panel = await tx.panel.findFirst({
      where: { AND: [{ id: input.panelId }, scope(ctx.actor, 'Panel')] },
      include: { draws: { where: { drawnAt: null }, orderBy: { number: 'desc' }, take: 1 } },
    })
    if (!panel) throw new NotFound('panel')
    const open = panel.draws[0]
    if (!open) return refuse('wrong_state', { state: panel.status }, { status: 409 })
    if (salt === '') return refuse('salt_missing')
    if (!/^\d{6,64}$/.test(salt)) return refuse('salt_format')
    const drawn = repeatDraw({ ...open, salt }, conditionsOf(panel.conditions))
    if (!drawn.ok) return drawn

    await tx.draw.update({
      where: { id: open.id },
      data: {
        salt,
        result: JSON.stringify(drawn.value),
        witnessedById: ctx.actor.id,
        drawnAt: ctx.now,
      },
      select: { id: true },
    })
    const seated = await seatPeople(tx, ctx, { panelId: panel.id, number: open.number, drawn: drawn.value })
    if (!seated.ok) return seated
    const moved = await applyTransition(tx, ctx, {
      workflow: 'panel',
      id: panel.id,
      version: input.version,
      transition: 'draw',
      facts: async () => ({ saltGiven: true, drawnById: open.drawnById }),
      after: {
        draw: open.number,
        salt,
        nonce: open.serverNonce,
        seed: drawn.value.seed,
        members: drawn.value.members,
        substitutes: drawn.value.substitutes,
      },
      notice: {
        params: await invitationTo(tx, ctx, panel.name),
        link: '/scoring/mine',
        named: await usersOfExperts(tx, drawn.value.members),
      },
      produce: {
        draw_record: async () => ({
          ownerType: 'panel',
          ownerId: panel.id,
          title: `${panel.name}-${open.number}`,
          model: drawRecord(await drawRecordFacts(tx, open.id)),
          audience: 'staff',
          unitCode: '320000',
          enterpriseId: null,
        }),
      },
    })
    return moved.ok ? drawn : moved
  })
}

/** What an invitation says: to which panel, and until when the expert is to answer. */
export async function invitationTo(
  tx: Tx,
  ctx: Ctx,
  panel: string,
): Promise<{ panel: string; deadline: string }> {
  const due = await stateDue(tx, ctx, seatWorkflow.states.invited)
  return { panel, deadline: deadlineText(due ?? endOfDay(addDays(shanghaiDay(ctx.now), 1))) }
}

export async function usersOfExperts(tx: Tx, expertIds: readonly string[]): Promise<string[]> {
  const users = await tx.user.findMany({
    where: { expertId: { in: [...expertIds] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return users.map(({ id }) => id)
}

async function seatPeople(
  tx: Tx,
  ctx: Ctx,
  { panelId, number, drawn }: { panelId: string; number: number; drawn: DrawResult },
): Promise<Result<null>> {
  const seats = [
    ...drawn.members.map((expertId) => ({ expertId, role: 'member', transition: 'invite' as const })),
    ...drawn.substitutes.map((expertId) => ({
      expertId,
      role: 'substitute',
      transition: 'stand_by' as const,
    })),
  ]
  for (const [index, { expertId, role, transition }] of seats.entries()) {
    const decision = decideCreation(ctx, 'seat', transition, {})
    if (!decision.ok) return decision
    const id = newId()
    await tx.panelSeat.create({
      data: {
        id,
        panelId,
        expertId,
        draw: number,
        role,
        order: index + 1,
        leader: index === 0,
        status: decision.value.to,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: `seat.${transition}`,
      dossier: `panel:${panelId}`,
      object: { type: 'seat', id },
      after: { status: decision.value.to, expert: expertId, draw: number },
    })
  }
  return done(null)
}
