import { may } from '#app/authorization/ability.ts'
import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { placesGiven } from '#app/domain/guideline/places.ts'
import { decide, openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound, type Refusal } from '#app/domain/kernel/refusal.ts'
import {
  type Share,
  shareList,
  sharesChanged,
  type SplitFacts,
  splitWorkflow,
} from '#app/domain/review/split.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from '../client.server.ts'
import { configurationOf } from '../configuration.server.ts'

export function sharesOf(text: string): Share[] {
  return shareList.parse(JSON.parse(text))
}

export type County = {
  code: string
  name: string
  nameEn: string
  /** what the call gives; null: it leaves that to the city */
  given: number | null
  share: number | null
  limit: number | null
  used: number
  quotaId: string | null
}

/** What dividing the places of a city asks: the call, its places and those of every county and zone below. @throws NotFound */
export async function cityPlaces(tx: Tx, ctx: Ctx, guidelineId: string, cityCode: string) {
  const guideline = await tx.guideline.findFirst({
    where: { AND: [{ id: guidelineId, publishedVersion: { gt: 0 } }, scope(ctx.actor, 'Guideline')] },
    select: {
      id: true,
      title: true,
      status: true,
      publishedVersion: true,
      countyEnd: true,
      cityEnd: true,
    },
  })
  const city = await tx.orgUnit.findFirst({
    where: { code: cityCode, level: 'city' },
    select: { id: true, code: true, name: true, nameEn: true },
  })
  if (!guideline || !city) throw new NotFound('guideline')
  const configuration = await configurationOf(ctx.db, guidelineId, guideline.publishedVersion)
  const units = await tx.orgUnit.findMany({
    where: { parentId: city.id, level: 'county' },
    select: { code: true, name: true, nameEn: true },
    orderBy: { code: 'asc' },
  })
  const codes = units.map(({ code }) => code)
  const rows = await tx.quota.findMany({ where: { guidelineId, unitCode: { in: [cityCode, ...codes] } } })
  const own = rows.find((row) => row.level === 'city' && row.unitCode === cityCode)
  const counties = units.map((unit): County => {
    const row = rows.find(({ level, unitCode }) => level === 'county' && unitCode === unit.code)
    return {
      ...unit,
      given: placesGiven(configuration, 'county', unit.code),
      share: row?.share ?? null,
      limit: row?.limit ?? null,
      used: row?.used ?? 0,
      quotaId: row?.id ?? null,
    }
  })
  const countyStep = configuration.chain.local.some(({ level }) => level === 'county')
  return {
    guideline,
    city,
    limit: own?.limit ?? null,
    used: own?.used ?? 0,
    counties,
    running: countyStep && ['published', 'open', 'closed'].includes(guideline.status),
    until: guideline.countyEnd ?? guideline.cityEnd,
  }
}
export type CityPlaces = Awaited<ReturnType<typeof cityPlaces>>

/** The shares that hold now. */
export function sharesInForce({ counties }: CityPlaces): Share[] {
  return counties.flatMap(({ code, share }) => (share === null ? [] : [{ unit: code, places: share }]))
}

/** What the rules of a division ask of these shares. */
export function factsOf(places: CityPlaces, shares: readonly Share[]): Omit<SplitFacts, 'now' | 'actorId'> {
  return {
    cityPlaces: places.limit,
    running: places.running,
    until: places.until,
    lines: places.counties.map(({ code, name, used, given }) => ({
      name,
      used,
      granted: given,
      places: shares.find(({ unit }) => unit === code)?.places ?? null,
    })),
  }
}

/** How a city divides its places of a call: what holds, what waits to be confirmed, and what was. @throws NotFound */
export async function splitPage(ctx: Ctx, guidelineId: string, cityCode: string) {
  const { actor } = ctx
  const { client } = ctx.db
  const foreign = actor.level === 'city' && actor.unitCode !== cityCode
  if (!may(actor, 'read', 'QuotaSplit') || foreign) throw new NotFound('split')
  const places = await cityPlaces(client, ctx, guidelineId, cityCode)
  const splits = await client.quotaSplit.findMany({
    where: { AND: [{ guidelineId, cityCode }, scope(actor, 'QuotaSplit')] },
    orderBy: { id: 'desc' },
    take: 20,
  })
  const ids = splits.flatMap(({ proposedById, confirmedById }) => [proposedById, confirmedById ?? ''])
  const people = await client.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, nameEn: true },
  })
  const person = (id: string | null) => people.find((one) => one.id === id) ?? null
  const open = splits.find(({ status }) => status === 'proposed')
  const inForce = sharesInForce(places)
  const rows = splits.map(({ shares, replaced, proposedById, confirmedById, ...split }) => ({
    id: split.id,
    status: split.status,
    version: split.version,
    dueAt: split.dueAt,
    createdAt: split.createdAt,
    declineReason: split.declineReason,
    shares: sharesOf(shares),
    changes: split.status === 'confirmed' ? sharesChanged(sharesOf(replaced), sharesOf(shares)) : [],
    proposedBy: person(proposedById),
    confirmedBy: person(confirmedById),
  }))
  return {
    ...places,
    splits: rows,
    waiting: rows.find(({ id }) => id === open?.id) ?? null,
    actions: open ? openTransitions(splitWorkflow, open.status, doing(actor, false)) : [],
    proposal: open ? null : proposalOf(ctx, factsOf(places, inForce)),
  }
}

/** May a proposal be made, and if not, why; null for whoever makes none. */
function proposalOf({ actor, now }: Ctx, facts: ReturnType<typeof factsOf>): { why: Refusal | null } | null {
  const decision = decide(splitWorkflow, {
    transition: 'propose',
    from: null,
    doing: doing(actor, false),
    facts: { ...facts, now, actorId: actor.id },
  })
  if (decision.ok) return { why: null }
  return decision.refusal.code === 'not_yours' ? null : { why: decision.refusal }
}
