/** What the figures of an acceptance suggest, domain D.5; the panel decides. */
import type { AcceptanceTerms } from '../guideline/acceptance-terms.ts'
import { isMet, type Measure } from '../kernel/indicator.ts'
import { floorFen, minFen, shareFen } from '../kernel/money.ts'
import { basisPoints, compareRatio, inBasisPoints, minRatio, type Ratio } from '../kernel/ratio.ts'
import type { Reason, RefusalParams } from '../kernel/refusal.ts'

export type AcceptanceFacts = {
  indicators: readonly Measure[]
  plannedFen: bigint
  actualFen: bigint
  contentFinished: boolean
  falseMaterials: boolean
  unauthorisedChange: boolean
  unresolvedDispute: boolean
  /** a project may be rectified once */
  rectified: boolean
  terms: Pick<AcceptanceTerms, 'passPercent' | 'reducedPercent' | 'leastPercent'>
  grant: {
    approvedFen: bigint
    paidFen: bigint
    /** eligible base at approval and as audited now */
    plannedBaseFen: bigint
    auditedBaseFen: bigint
    /** share of the base in basis points, null for a fixed award */
    points: number | null
  }
}

export type AcceptanceOutcome = 'passed' | 'rectify' | 'failed'

export type AcceptanceSuggestion = {
  outcome: AcceptanceOutcome
  /** passed, but with a grant cut in proportion */
  reduced: boolean
  /** codes under `problem` */
  grounds: Reason[]
  recognisedFen: bigint
  /** still to be paid, and to be paid back; one of them is 0n */
  finalFen: bigint
  clawbackFen: bigint
}

function percent(points: number): Ratio {
  return basisPoints(points * 100)
}

/** By the terms of the call: enough of indicators and investment pass, less is reduced or rectified, see `failures` for the rest. */
export function suggestAcceptance(facts: AcceptanceFacts): AcceptanceSuggestion {
  const met = shareOf(facts.indicators.filter(isMet).length, facts.indicators.length)
  const invested =
    facts.plannedFen > 0n ? { num: facts.actualFen, den: facts.plannedFen } : { num: 1n, den: 1n }
  const reached = minRatio(met, invested)
  const failed = failures(facts, met, invested)
  const { passPercent, reducedPercent } = facts.terms
  const short = compareRatio(reached, percent(passPercent)) < 0
  const params = { met: inBasisPoints(met) / 100, invested: inBasisPoints(invested) / 100 }
  if (failed.length > 0) return settle('failed', false, failed, 0n, facts)

  const recognised = recognise(facts.grant, short ? reached : { num: 1n, den: 1n })
  if (!short) return settle('passed', false, [], recognised, facts)
  const ground = { code: 'acceptance_below_pass', params: { ...params, pass: passPercent } }
  if (!facts.rectified) return settle('rectify', false, [ground], recognised, facts)
  const inVain = { code: 'acceptance_rectified_in_vain', params: { ...params, least: reducedPercent } }
  return compareRatio(reached, percent(reducedPercent)) < 0
    ? settle('failed', false, [inVain], 0n, facts)
    : settle('passed', true, [ground], recognised, facts)
}

/** Fails with too little of the investment and unfinished content, too few of the indicators, or a breach. */
function failures(facts: AcceptanceFacts, met: Ratio, invested: Ratio): AcceptanceSuggestion['grounds'] {
  const { leastPercent, reducedPercent } = facts.terms
  const grounds: [boolean, string, RefusalParams][] = [
    [facts.falseMaterials, 'acceptance_false_materials', {}],
    [facts.unauthorisedChange, 'acceptance_unauthorised_change', {}],
    [facts.unresolvedDispute, 'acceptance_unresolved_dispute', {}],
    [
      compareRatio(met, percent(leastPercent)) < 0,
      'acceptance_indicators_missed',
      { met: inBasisPoints(met) / 100, least: leastPercent },
    ],
    [
      compareRatio(invested, percent(reducedPercent)) < 0 && !facts.contentFinished,
      'acceptance_investment_missed',
      { invested: inBasisPoints(invested) / 100, least: reducedPercent },
    ],
  ]
  return grounds.flatMap(([holds, code, params]) => (holds ? [{ code, params }] : []))
}

function shareOf(part: number, whole: number): Ratio {
  return whole > 0 ? { num: BigInt(part), den: BigInt(whole) } : { num: 1n, den: 1n }
}

/** The grant shrinks with the base and with what was reached, and never exceeds its share; whole 万元 downwards. */
function recognise(grant: AcceptanceFacts['grant'], reached: Ratio): bigint {
  const { approvedFen, plannedBaseFen, auditedBaseFen, points } = grant
  const byShare = points === null ? approvedFen : shareFen(auditedBaseFen, basisPoints(points))
  const byBase =
    plannedBaseFen > 0n ? shareFen(approvedFen, { num: auditedBaseFen, den: plannedBaseFen }) : approvedFen
  return minFen(floorFen(approvedFen), byShare, byBase, shareFen(approvedFen, reached))
}

function settle(
  outcome: AcceptanceOutcome,
  reduced: boolean,
  grounds: AcceptanceSuggestion['grounds'],
  recognisedFen: bigint,
  { grant: { paidFen } }: AcceptanceFacts,
): AcceptanceSuggestion {
  const rest = recognisedFen - paidFen
  return {
    outcome,
    reduced,
    grounds,
    recognisedFen,
    finalFen: rest > 0n ? rest : 0n,
    clawbackFen: rest < 0n ? -rest : 0n,
  }
}
