import { cityPlaces, type CityPlaces, factsOf, sharesInForce } from '#app/db/review/splits.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { usersNamed } from '#app/db/recipients.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
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
import { notify } from '../notify.server.ts'
import { decideCreation, stateDue } from '../transition.server.ts'

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

/** Page of the places of a city. */
export function pathOf({ guideline, city }: CityPlaces): string {
  return `/quotas/${guideline.id}/${city.code}`
}
