import {
  cityPlaces,
  type CityPlaces,
  factsOf,
  sharesInForce,
  sharesOf,
} from '#app/db/review/splits.server.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { standingPlaces } from '#app/db/quota.server.ts'
import { usersOf } from '#app/db/recipients.server.ts'
import { limitOf } from '#app/domain/guideline/places.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { sharesChanged, shareWords } from '#app/domain/review/split.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { notifyAll, type Telling } from '../notify.server.ts'
import { applyTransition } from '../transition.server.ts'
import { pathOf } from './propose-split.server.ts'

type SplitAct = { id: string; version: number }

/**
 * Another person of the city confirms a division: it holds at once, and counties whose places change are told. Asked again:
 * all that was asked of the proposal, by what is used now. Refusals: same_person, those of the proposal, stale_version (409).
 */
export async function confirmSplit(ctx: Ctx, { id, version }: SplitAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const { places, shares, proposedById } = await splitInScope(tx, ctx, id)
    const before = sharesInForce(places)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'split',
      id,
      version,
      transition: 'confirm',
      facts: async () => ({ ...factsOf(places, shares), proposedById }),
      set: { confirmedById: ctx.actor.id, openKey: null, replaced: JSON.stringify(before) },
      before: { shares: shareWords(before) },
      after: { city: places.city.code, shares: shareWords(shares) },
    })
    if (!moved.ok) return moved
    const changed = sharesChanged(before, shares)
    for (const { unit, after } of changed) {
      const given = await giveShare(tx, places, unit, after)
      if (!given.ok) return given
    }
    const tellings: Telling[] = []
    for (const { unit, after } of changed) {
      const county = { ...moved.value.row, unitCode: unit }
      const params = { guideline: places.guideline.title, city: places.city.name }
      tellings.push({
        kind: after === null ? 'split_lifted' : 'split_confirmed',
        people: await usersOf(tx, 'county', county, ctx.now),
        text: { params: after === null ? params : { ...params, places: String(after) }, link: '/quotas' },
      })
    }
    await notifyAll(tx, ctx, tellings)
    return done(null)
  })
}

/** Sets the share of one county, unless it has used more by now: the row says, not what was read before. */
async function giveShare(
  tx: Tx,
  { guideline, counties }: CityPlaces,
  unit: string,
  share: number | null,
): Promise<Result<null>> {
  const county = counties.find(({ code }) => code === unit)
  if (!county) throw new NotFound('unit')
  const limit = limitOf(county.given, share)
  if (county.quotaId === null) {
    const place = { guidelineId: guideline.id, level: 'county', unitCode: unit }
    const used = await standingPlaces(tx, place)
    if (used > (limit ?? used)) return belowUsed(county.name, share, used)
    await tx.quota.create({ data: { id: newId(), ...place, limit, share, used }, select: { id: true } })
    return done(null)
  }
  const { count } = await tx.quota.updateMany({
    where: { id: county.quotaId, ...(limit !== null && { used: { lte: limit } }) },
    data: { limit, share },
  })
  if (count === 1) return done(null)
  const { used } = await tx.quota.findUniqueOrThrow({ where: { id: county.quotaId } })
  return belowUsed(county.name, share, used)
}

function belowUsed(unit: string, share: number | null, used: number) {
  return refuse('split_below_used', { unit, places: share ?? 0, used })
}

/** An approver of the city does not confirm it, and says why. Refusals: reason_required, stale_version (409). */
export async function declineSplit(ctx: Ctx, act: SplitAct & { reason: string }): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const { places, proposedById } = await splitInScope(tx, ctx, act.id)
    const reason = act.reason.trim()
    const moved = await applyTransition(tx, ctx, {
      workflow: 'split',
      id: act.id,
      version: act.version,
      transition: 'decline',
      reason,
      set: { confirmedById: ctx.actor.id, openKey: null, declineReason: reason },
      notice: {
        params: { guideline: places.guideline.title, reason },
        link: pathOf(places),
        named: [proposedById],
      },
    })
    return moved.ok ? done(null) : moved
  })
}

/** A handler of the city takes the proposal back, to propose another. */
export async function takeBackSplit(ctx: Ctx, { id, version }: SplitAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'split',
      id,
      version,
      transition: 'take_back',
      set: { openKey: null },
    })
    return moved.ok ? done(null) : moved
  })
}

async function splitInScope(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.quotaSplit.findFirst({ where: { AND: [{ id }, scope(ctx.actor, 'QuotaSplit')] } })
  if (!row) throw new NotFound('split')
  const places = await cityPlaces(tx, ctx, row.guidelineId, row.cityCode)
  return { places, shares: sharesOf(row.shares), proposedById: row.proposedById }
}
