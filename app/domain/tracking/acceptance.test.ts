import fc from 'fast-check'
import { expect, test } from 'vitest'
import { usualAcceptanceTerms } from '../guideline/acceptance-terms.ts'
import { fenPerWan } from '../kernel/money.ts'
import { suggestAcceptance, type AcceptanceFacts } from './acceptance.ts'

const wan = (amount: number) => BigInt(amount) * fenPerWan

/** `met` of ten indicators reach their target. */
function indicators(met: number): AcceptanceFacts['indicators'] {
  return Array.from({ length: 10 }, (_, i) => ({ direction: 'ge', target: 10n, actual: i < met ? 10n : 9n }))
}

const facts: AcceptanceFacts = {
  indicators: indicators(9),
  plannedFen: wan(10_000),
  actualFen: wan(9_000),
  contentFinished: true,
  falseMaterials: false,
  unauthorisedChange: false,
  unresolvedDispute: false,
  rectified: false,
  terms: usualAcceptanceTerms,
  grant: {
    approvedFen: wan(1000),
    paidFen: wan(500),
    plannedBaseFen: wan(10_000),
    auditedBaseFen: wan(10_000),
    points: 1000,
  },
}

function suggested(over: Partial<AcceptanceFacts>) {
  const { outcome, reduced, grounds } = suggestAcceptance({ ...facts, ...over })
  return [outcome, reduced, ...grounds.map(({ code }) => code)]
}

test('90 % of indicators and investment pass with the rest of the grant', () => {
  expect(suggestAcceptance(facts)).toEqual({
    outcome: 'passed',
    reduced: false,
    grounds: [],
    recognisedFen: wan(1000),
    finalFen: wan(500),
    clawbackFen: 0n,
  })
})

test('70 to 90 % is rectified first, then passed with less', () => {
  expect(suggested({ indicators: indicators(8) })).toEqual(['rectify', false, 'acceptance_below_pass'])
  const again = { ...facts, indicators: indicators(8), rectified: true }
  expect(suggestAcceptance(again)).toMatchObject({
    outcome: 'passed',
    reduced: true,
    recognisedFen: wan(800),
    finalFen: wan(300),
  })
})

test('a call may ask for more or for less', () => {
  const strict = { ...usualAcceptanceTerms, passPercent: 100, leastPercent: 95 }
  expect(suggested({ terms: strict })).toEqual(['failed', false, 'acceptance_indicators_missed'])
  const mild = { ...usualAcceptanceTerms, passPercent: 60 }
  expect(suggested({ terms: mild, indicators: indicators(6), actualFen: wan(6000) })).toEqual([
    'passed',
    false,
  ])
})

test('50 to 70 % is rectified once and then fails', () => {
  expect(suggested({ indicators: indicators(5) })).toEqual(['rectify', false, 'acceptance_below_pass'])
  expect(suggested({ indicators: indicators(5), rectified: true })).toEqual([
    'failed',
    false,
    'acceptance_rectified_in_vain',
  ])
})

test.each<[string, Partial<AcceptanceFacts>]>([
  ['acceptance_indicators_missed', { indicators: indicators(4) }],
  ['acceptance_investment_missed', { actualFen: wan(6_999), contentFinished: false }],
  ['acceptance_false_materials', { falseMaterials: true }],
  ['acceptance_unauthorised_change', { unauthorisedChange: true }],
  ['acceptance_unresolved_dispute', { unresolvedDispute: true }],
])('%s fails', (code, over) => {
  expect(suggested(over)).toEqual(['failed', false, code])
  expect(suggestAcceptance({ ...facts, ...over })).toMatchObject({ recognisedFen: 0n, clawbackFen: wan(500) })
})

test('little investment with finished content does not fail', () => {
  expect(suggested({ actualFen: wan(6_999) })).toEqual(['rectify', false, 'acceptance_below_pass'])
})

test('a smaller audited base shrinks the grant in proportion', () => {
  const grant = { ...facts.grant, plannedBaseFen: wan(12_000), auditedBaseFen: wan(9_000) }
  expect(suggestAcceptance({ ...facts, grant }).recognisedFen).toBe(wan(750))
  expect(suggestAcceptance({ ...facts, grant: { ...grant, points: 700 } }).recognisedFen).toBe(wan(630))
  const award = { ...grant, points: null, plannedBaseFen: 0n, auditedBaseFen: 0n }
  expect(suggestAcceptance({ ...facts, grant: award }).recognisedFen).toBe(wan(1000))
})

test('recognised never exceeds the approved grant, and paid + final − clawback is what is recognised', () => {
  const amount = fc.bigInt(0n, 10n ** 11n)
  fc.assert(
    fc.property(
      fc.nat(10),
      amount,
      amount,
      amount,
      amount,
      fc.boolean(),
      (met, actualFen, approvedFen, paidFen, auditedBaseFen, rectified) => {
        const grant = { ...facts.grant, approvedFen, paidFen, auditedBaseFen }
        const result = suggestAcceptance({
          ...facts,
          indicators: indicators(met),
          actualFen,
          rectified,
          grant,
        })
        expect(result.recognisedFen <= approvedFen && result.recognisedFen >= 0n).toBe(true)
        expect(paidFen + result.finalFen - result.clawbackFen).toBe(result.recognisedFen)
        expect(result.outcome === 'passed' && !result.reduced).toBe(result.grounds.length === 0)
      },
    ),
  )
})
