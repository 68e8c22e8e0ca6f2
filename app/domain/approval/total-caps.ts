/** Totals that the projects of one city or of one enterprise may get together under a call, C.3; exact in fen. */
import type { GuidelineConfiguration } from '../guideline/schema.ts'
import { fenFromWan, sumFen, wanText } from '../kernel/money.ts'

export const capKinds = ['region', 'enterprise'] as const
export type CapKind = (typeof capKinds)[number]

/** Whose totals a project counts in: the code of its city, the id of its enterprise. */
export type Member = Record<CapKind, string>
/** Where an application counts. */
export function memberOf({ cityCode, enterpriseId }: { cityCode: string; enterpriseId: string }): Member {
  return { region: cityCode, enterprise: enterpriseId }
}

/** An amount that counts in the totals of its member. */
export type Spent = Member & { fen: bigint }

export type TotalCaps = {
  /** of any city and any enterprise; null where the call sets none */
  of: Record<CapKind, bigint | null>
  /** cities with a total of their own, by code */
  regions: ReadonlyMap<string, bigint>
}

/** The totals that a call sets. What cannot be read as an amount sets none: it could not be published. */
export function totalCapsOf({ allocation }: Pick<GuidelineConfiguration, 'allocation'>): TotalCaps {
  const own = Object.entries(allocation.regionCaps ?? {}).flatMap(([code, wan]) => {
    const fen = limitOf(wan)
    return fen === null ? [] : [[code, fen] as const]
  })
  return {
    of: { region: limitOf(allocation.regionCapWan), enterprise: limitOf(allocation.enterpriseCapWan) },
    regions: new Map(own),
  }
}

/** A limit of the guideline in fen; null where it sets none. */
export function limitOf(wan: string): bigint | null {
  const fen = wan.trim() === '' ? null : fenFromWan(wan)
  return fen?.ok ? fen.value : null
}

/** One total that holds for a member, what counts in it already, and what is left; never below zero. */
export type CapState = { kind: CapKind; capFen: bigint; usedFen: bigint; leftFen: bigint }

/** The totals that hold for a member, with everything in `spent` counted in. */
export function capStates(member: Member, caps: TotalCaps, spent: readonly Spent[]): CapState[] {
  return capKinds.flatMap((kind) => {
    const key = member[kind]
    const capFen = (kind === 'region' ? caps.regions.get(key) : undefined) ?? caps.of[kind]
    if (capFen === null) return []
    const usedFen = sumFen(spent.filter((one) => one[kind] === key).map(({ fen }) => fen))
    return [{ kind, capFen, usedFen, leftFen: usedFen < capFen ? capFen - usedFen : 0n }]
  })
}

/** The figures of a total as messages name them, in 万元. */
export function capFigures({ capFen, usedFen, leftFen }: CapState): Record<'cap' | 'used' | 'left', string> {
  return { cap: wanText(capFen), used: wanText(usedFen), left: wanText(leftFen) }
}
