import { z } from 'zod'
import { bases, type EligibleBase, eligibleBase } from '../eligible-base.ts'
import { awardsOf } from '#app/domain/guideline/awards.ts'
import { fenFromWan, fenPerWan } from '#app/domain/kernel/money.ts'
import { basisPoints, divideFloor } from '#app/domain/kernel/ratio.ts'
import { amountAt, directionOf, rowsOf, sumOf } from '../read-form.ts'
import { windowParams } from './project.ts'
import { type Case, defineRule, fail, listed, missing, numberOf, pass, type Verdict, wan } from './rule.ts'
import { fenOf } from './standing.ts'

/** The money: A.6 R20 to R23. */

const wanText = z
  .string()
  .refine((text) => fenFromWan(text).ok, 'number_format')
  .default('0')

/** R20: the project is large enough. */
export const R20 = defineRule({
  code: 'R20',
  version: 1,
  severity: 'block',
  needs: ['project.total_investment', 'investment.amount'],
  params: z.strictObject({ minTotalWan: wanText, minEquipmentWan: wanText }),
  judge: (facts, { minTotalWan, minEquipmentWan }) => {
    const total = amountAt(facts.form, 'project.total_investment')
    if (total === null) return missing(facts, 'project.total_investment')
    const equipment = rowsOf(facts.form, 'investment').find((row) => row.key === 'equipment')?.cells.amount
    const bought = typeof equipment === 'bigint' ? equipment : 0n
    const evidence = {
      total: wan(total),
      equipment: wan(bought),
      minTotal: minTotalWan,
      minEquipment: minEquipmentWan,
    }
    const wrong = [
      total < fenOf(minTotalWan) ? 'R20.fail' : '',
      bought < fenOf(minEquipmentWan) ? 'R20.equipment' : '',
    ].filter((key) => key !== '')
    return wrong.length === 0
      ? pass(evidence)
      : fail(
          wrong.map((key) => ({ key, params: evidence })),
          evidence,
        )
  },
})

/** R21: investment items, sources and years each add up to the total investment, to the fen. */
export const R21 = defineRule({
  code: 'R21',
  version: 1,
  severity: 'block',
  needs: ['project.total_investment', 'investment.amount', 'sources.amount', 'yearly.amount'],
  params: z.strictObject({}),
  judge: (facts) => {
    const total = amountAt(facts.form, 'project.total_investment')
    if (total === null) return missing(facts, 'project.total_investment')
    const sums = (['investment', 'sources', 'yearly'] as const).map((table) => {
      const sum = sumOf(facts.form, table, 'amount')
      return { table, sum, difference: sum > total ? sum - total : total - sum }
    })
    const evidence = {
      total: wan(total),
      ...Object.fromEntries(sums.map(({ table, sum }) => [table, wan(sum)])),
    }
    const wrong = sums.filter(({ difference }) => difference > 0n)
    if (wrong.length === 0) return pass(evidence)
    return fail(
      wrong.map(({ table, sum, difference }) => ({
        key: `R21.${table}`,
        params: {
          sum: wan(sum),
          total: wan(total),
          difference: wan(difference),
          table: numberOf(facts, table),
        },
      })),
      evidence,
    )
  },
})

const baseParams = z.strictObject({
  basis: z.enum(bases).default('equipment'),
  /** the amount is in whole 万元 */
  whole: z.boolean().default(true),
  /** lines bought from related parties do not count */
  excludeRelated: z.boolean().default(false),
})

/** The eligible base under the guideline's own R19 and R22 (domain C.2), in fen, with every line left out and why. */
export function baseOf(facts: Pick<Case, 'form' | 'usedInvoices' | 'configuration'>): EligibleBase {
  const paramsOf = (code: string) =>
    facts.configuration.rules.find((rule) => rule.code === code)?.params ?? {}
  const terms = baseParams.safeParse(paramsOf('R22'))
  const window = windowParams.safeParse(paramsOf('R19'))
  if (!terms.success || !window.success)
    throw new Error('the guideline was published with parameters that do not fit')
  const { basis, excludeRelated } = terms.data
  return eligibleBase(facts.form, {
    basis,
    excludeRelated,
    window: window.data,
    usedInvoices: facts.usedInvoices,
  })
}

/**
 * R22: asked for no more than ratio × eligible base and the cap, no less than the floor, in whole 万元; under a
 * direction with fixed awards, one of these.
 */
export const R22 = defineRule({
  code: 'R22',
  version: 1,
  severity: 'block',
  needs: ['project.requested_amount'],
  needsOfShare: ['equipment.amount'],
  params: baseParams,
  judge: (facts, { whole }) => {
    const requested = amountAt(facts.form, 'project.requested_amount')
    if (requested === null) return missing(facts, 'project.requested_amount')
    const awards = awardsOf(facts.configuration, directionOf(facts.form))
    if (awards) return judgeAward(requested, awards)
    const { ratio, capWan, floorWan } = facts.configuration
    const base = baseOf(facts)
    const { num, den } = basisPoints(ratio)
    const share = divideFloor(base.baseFen * num, den)
    const params = {
      requested: wan(requested),
      base: wan(base.baseFen),
      excluded: wan(base.excludedFen),
      ratio: ratio / 100,
      share: wan(share),
      cap: capWan,
      floor: floorWan,
    }
    const wrong = [
      whole && requested % fenPerWan !== 0n ? 'R22.whole' : '',
      ratio > 0 && requested > share ? 'R22.fail' : '',
      capWan !== '' && requested > fenOf(capWan) ? 'R22.cap' : '',
      floorWan !== '' && requested < fenOf(floorWan) ? 'R22.floor' : '',
    ].filter((key) => key !== '')
    return wrong.length === 0
      ? pass(params)
      : fail(
          wrong.map((key) => ({ key, params })),
          params,
        )
  },
})

/** A fixed award is asked for as the call sets it, no more and no less. */
function judgeAward(requested: bigint, awards: readonly bigint[]): Verdict {
  const params = { requested: wan(requested), awards: listed(awards.map(wan)) }
  const evidence = { requested: params.requested, awards: awards.map(wan).join(', ') }
  return awards.includes(requested) ? pass(evidence) : fail({ key: 'R22.award', params }, evidence)
}

/** R23: own money is at least so many percent of the amount asked for. */
export const R23 = defineRule({
  code: 'R23',
  version: 1,
  severity: 'block',
  needs: ['project.requested_amount', 'sources.amount'],
  params: z.strictObject({ percent: z.number().int().min(0).max(10_000).default(100) }),
  judge: (facts, { percent }) => {
    const requested = amountAt(facts.form, 'project.requested_amount')
    const own = rowsOf(facts.form, 'sources').find((row) => row.key === 'self')?.cells.amount
    if (requested === null || typeof own !== 'bigint')
      return missing(facts, 'project.requested_amount', 'sources.amount')
    const evidence = { own: wan(own), requested: wan(requested), percent }
    if (own * 100n >= requested * BigInt(percent)) return pass(evidence)
    return fail({ key: 'R23.fail', params: { ...evidence, table: numberOf(facts, 'sources') } }, evidence)
  },
})
