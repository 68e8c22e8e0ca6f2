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
import { usersNamed, usersOf } from '#app/db/recipients.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { limitOf } from '#app/domain/guideline/places.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import {
  readShares,
  type Share,
  sharesChanged,
  shareWords,
  splitWorkflow,
  sumOf,
} from '#app/domain/review/split.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { notify, notifyAll, type Telling } from '../notify.server.ts'
import { applyTransition, decideCreation, stateDue } from '../transition.server.ts'

type Typed = Readonly<Record<string, string>>

/**
 * A city's handler proposes how many of its places of a call each county and zone below may recommend; an empty field gives
 * no share. An approver confirms it; until then the places stay. Refusals: not_yours, split_no_places, split_not_running,
 * split_closed, split_over {sum, places, over}, split_above_call and split_below_used {unit, places …}, split_same,
 * split_waits (409), form_has_problems (share.CODE). @throws NotFound
 */
export async function proposeSplit(
  ctx: Ctx,
  { guidelineId, typed }: { guidelineId: string; typed: Typed },
): Promise<Result<{ id: string }>> {
  const cityCode = ctx.actor.unitCode ?? ''
  const waits = () => refuse('split_waits', {}, { status: 409 })
  try {
    return await ctx.db.transact(async (tx) => {
      const places = await cityPlaces(tx, ctx, guidelineId, cityCode)
      const codes = places.counties.map(({ code }) => code)
      const { shares, problems } = readShares(typed, codes)
      if (problems.length > 0)
        return refuse('form_has_problems', { count: problems.length }, { fields: problems })
      const decision = decideCreation(ctx, 'split', 'propose', factsOf(places, shares))
      if (!decision.ok) return decision
      if (sharesChanged(sharesInForce(places), shares).length === 0) return refuse('split_same')
      const openKey = `${guidelineId}:${cityCode}`
      if ((await tx.quotaSplit.count({ where: { openKey } })) > 0) return waits()
      return propose(tx, ctx, { places, shares, openKey, status: decision.value.to })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return waits()
    throw error
  }
}

async function propose(
  tx: Tx,
  ctx: Ctx,
  { places, shares, ...row }: { places: CityPlaces; shares: Share[]; openKey: string; status: string },
): Promise<Result<{ id: string }>> {
  const { guideline, city } = places
  const id = newId()
  await tx.quotaSplit.create({
    data: {
      id,
      ...row,
      guidelineId: guideline.id,
      cityCode: city.code,
      shares: JSON.stringify(shares),
      proposedById: ctx.actor.id,
      dueAt: await stateDue(tx, ctx, splitWorkflow.states.proposed),
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  await record(tx, ctx, {
    act: 'split.propose',
    dossier: `guideline:${guideline.id}`,
    object: { type: 'split', id },
    unitCode: city.code,
    after: { status: row.status, guideline: guideline.id, city: city.code, shares: shareWords(shares) },
  })
  const approvers = await tx.user.findMany({
    where: { active: true, roles: { contains: 'approver' }, org: { code: city.code } },
    select: { id: true },
  })
  const people = await usersNamed(
    tx,
    approvers.map((user) => user.id),
  )
  await notify(tx, ctx, 'split_proposed', people, {
    params: { guideline: guideline.title, sum: String(sumOf(shares)), places: String(places.limit ?? '') },
    link: pathOf(places),
  })
  return done({ id })
}

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

function pathOf({ guideline, city }: CityPlaces): string {
  return `/quotas/${guideline.id}/${city.code}`
}
