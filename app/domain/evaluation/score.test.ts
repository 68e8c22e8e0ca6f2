import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aggregateRate, gradeOf, scoreEvaluation, type EvaluationFacts, type EvaluationRow } from './score.ts'
import { divideWeight, rowWeights } from './weights.ts'

function row(
  weight: number,
  direction: EvaluationRow['direction'],
  target: string,
  actual: string,
): EvaluationRow {
  return { weightCenti: weight * 100, direction, target, actual, reason: '市场变化', improvement: '加快进度' }
}

/** The worked example of E.2. */
const facts: EvaluationFacts = {
  executionWeightCenti: 1000,
  budgetFen: 1_000_000_000n,
  spentFen: 950_000_000n,
  executionReason: '',
  rows: [
    row(15, 'ge', '20', '20'),
    row(15, 'ge', '95', '92'),
    row(10, 'ge', '100', '90'),
    row(10, 'le', '1000', '950'),
    row(12, 'ge', '50,000', '46,000'),
    row(8, 'ge', '300', '420'),
    row(5, 'ge', '3', '2.4'),
    { ...row(5, 'qualitative', '显著', '70'), tier: 'partly' },
    row(10, 'ge', '90', '88'),
  ],
}

test('the worked example gives 94.35, 优', () => {
  const { problems, execution, rows, totalCenti, grade } = scoreEvaluation(facts)
  expect(problems).toEqual([])
  expect(execution).toEqual({ weightCenti: 1000, scoreCenti: 950, rateBp: 9500 })
  expect(rows.map(({ scoreCenti }) => scoreCenti)).toEqual([1500, 1453, 900, 1000, 1104, 800, 400, 350, 978])
  expect([totalCenti, grade]).toEqual([9435, 'excellent'])
})

test.each([
  [9000, 'excellent'],
  [8999, 'good'],
  [8000, 'good'],
  [7999, 'medium'],
  [6000, 'medium'],
  [5999, 'poor'],
])('%i centi-points are %s', (score, grade) => {
  expect(gradeOf(score)).toBe(grade)
})

test('below 100 % asks for reason and mend, above 130 % for the reason', () => {
  const rows = facts.rows.map((one) => ({ ...one, reason: ' ', improvement: '' }))
  const found = scoreEvaluation({ ...facts, rows }).problems.map(({ path, code }) => `${path} ${code}`)
  expect(found).toEqual([
    'rows[1].reason deviation_reason_required',
    'rows[1].improvement improvement_required',
    'rows[2].reason deviation_reason_required',
    'rows[2].improvement improvement_required',
    'rows[4].reason deviation_reason_required',
    'rows[4].improvement improvement_required',
    'rows[5].reason overfulfilment_reason_required',
    'rows[6].reason deviation_reason_required',
    'rows[6].improvement improvement_required',
    'rows[7].reason deviation_reason_required',
    'rows[7].improvement improvement_required',
    'rows[8].reason deviation_reason_required',
    'rows[8].improvement improvement_required',
  ])
})

test('less than 90 % spent needs a reason', () => {
  const low = { ...facts, spentFen: 899_999_999n }
  expect(scoreEvaluation(low).problems).toEqual([
    { path: 'executionReason', code: 'execution_reason_required', params: { percent: 90 } },
  ])
  expect(scoreEvaluation({ ...low, executionReason: '招标延后' }).problems).toEqual([])
  expect(scoreEvaluation({ ...facts, spentFen: 2_000_000_000n }).execution.scoreCenti).toBe(1000)
})

test('without a budget its weight goes to the rows', () => {
  const { execution, rows } = scoreEvaluation({ ...facts, budgetFen: 0n, spentFen: 0n })
  expect(execution).toEqual({ weightCenti: 0, scoreCenti: null, rateBp: null })
  expect(rows.reduce((sum, { weightCenti }) => sum + weightCenti, 0)).toBe(10_000)
  expect(rows[0]).toEqual({ weightCenti: 1667, scoreCenti: 1667 })
})

test('what cannot be read names its field and leaves no total', () => {
  const rows = [
    row(30, 'ge', '20', ''),
    row(30, 'ge', '约20', '20'),
    { ...row(20, 'qualitative', '显著', '85'), tier: 'partly' },
    row(5, 'qualitative', '显著', '85'),
  ]
  const { problems, totalCenti, grade } = scoreEvaluation({ ...facts, rows })
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'rows weights_not_hundred',
    'rows[0].actual number_required',
    'rows[1].target number_format',
    'rows[2].actual percent_outside_tier',
    'rows[3].tier tier_required',
  ])
  expect([totalCenti, grade]).toEqual([null, null])
})

test('rates of several projects are not averaged', () => {
  expect(
    aggregateRate([
      { num: 1n, den: 2n },
      { num: 90n, den: 100n },
    ]),
  ).toEqual({ num: 91n, den: 102n })
  expect(aggregateRate([])).toBe(null)
  expect(aggregateRate([{ num: 0n, den: 0n }])).toBe(null)
})

test('weights of levels are shared among their rows and add up', () => {
  const levels = { execution: 10, output: 50, benefit: 30, satisfaction: 10 }
  const rows = (['output', 'output', 'output', 'benefit', 'satisfaction'] as const).map((level1) => ({
    level1,
  }))
  expect(rowWeights(levels, rows)).toEqual([1667, 1667, 1666, 3000, 1000])
  expect(rowWeights(levels, rows.slice(0, 4))).toEqual([1875, 1875, 1875, 3375])
})

test('divided weights add up and keep their order', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.array(fc.nat(5000), { minLength: 1, maxLength: 20 }), (total, weights) => {
      fc.pre(weights.some((weight) => weight > 0))
      const divided = divideWeight(total, weights)
      expect(divided.reduce((sum, weight) => sum + weight, 0)).toBe(total)
      divided.forEach((part, i) => {
        divided.forEach((other, j) =>
          expect((weights[i] ?? 0) <= (weights[j] ?? 0) || part >= other).toBe(true),
        )
      })
    }),
  )
})
