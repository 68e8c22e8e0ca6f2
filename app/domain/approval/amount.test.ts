import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fenPerWan } from '../kernel/money.ts'
import { amountOf, type AmountFacts, type Share } from './amount.ts'

const wan = (amount: number) => BigInt(Math.round(amount * 100)) * 10_000n

const share: Share = { kind: 'share', grossFen: wan(12_000), deductions: [], points: 1000 }
const facts: AmountFacts = {
  basis: share,
  capFen: wan(1000),
  requestedFen: wan(1500),
  suggestedFen: null,
  floorFen: wan(50),
}

test.each([
  [12_000, 1000],
  [4_300, 430],
  [15_000, 1000],
  [2_600, 260],
  [499, 0],
  [500, 50],
  [4_309.99, 430],
])('10 %% of %d 万元 within 50 and 1000 is %d', (gross, amount) => {
  expect(amountOf({ ...facts, basis: { ...share, grossFen: wan(gross) } }).fen).toBe(wan(amount))
})

test('each step keeps its number and says why it took something away', () => {
  const deductions = [
    { fen: wan(300), reason: '二手设备' },
    { fen: wan(104.5), reason: '申报窗口外' },
  ]
  const { fen, steps } = amountOf({
    ...facts,
    basis: { ...share, deductions },
    requestedFen: wan(1100),
    suggestedFen: wan(900.5),
  })
  expect(fen).toBe(wan(900))
  expect(steps.map(({ step, fen, reason }) => [step, fen, reason?.code ?? null])).toEqual([
    ['gross', wan(12_000), null],
    ['deduction', wan(11_700), 'amount_deducted'],
    ['deduction', wan(11_595.5), 'amount_deducted'],
    ['base', wan(11_595.5), null],
    ['share', wan(1159.55), null],
    ['cap', wan(1000), 'amount_limited_by_cap'],
    ['requested', wan(1000), null],
    ['suggested', wan(900.5), 'amount_limited_by_suggested'],
    ['rounding', wan(900), 'amount_rounded'],
    ['floor', wan(900), null],
  ])
  expect(steps[1]?.reason?.params).toEqual({ amount: '300.00', reason: '二手设备' })
})

test('a fixed award asks for no base; what was asked for still limits it', () => {
  const fixed: AmountFacts = { ...facts, basis: { kind: 'fixed', fen: wan(100) }, capFen: null }
  expect(amountOf(fixed).steps.map(({ step }) => step)).toEqual(['fixed', 'requested', 'rounding', 'floor'])
  expect(amountOf(fixed).fen).toBe(wan(100))
  expect(amountOf({ ...fixed, requestedFen: wan(60) }).fen).toBe(wan(60))
})

test('an amount below the floor becomes nothing, with both numbers', () => {
  const { steps } = amountOf({ ...facts, basis: { ...share, grossFen: wan(490) } })
  expect(steps.at(-1)).toEqual({
    step: 'floor',
    fen: 0n,
    reason: { code: 'amount_below_floor', params: { amount: '49.00', floor: '50.00' } },
  })
})

test('the amount is whole 万元, never negative and within every limit', () => {
  const fen = fc.bigInt(0n, 10n ** 12n)
  fc.assert(
    fc.property(
      fen,
      fen,
      fc.nat(10_000),
      fen,
      fen,
      fc.option(fen),
      (gross, deduction, points, cap, requested, suggested) => {
        const { fen: amount } = amountOf({
          ...facts,
          basis: {
            kind: 'share',
            grossFen: gross,
            deductions: [{ fen: deduction, reason: '' }],
            points,
          },
          capFen: cap,
          requestedFen: requested,
          suggestedFen: suggested,
        })
        expect(amount % fenPerWan).toBe(0n)
        expect(amount === 0n || amount >= facts.floorFen).toBe(true)
        for (const limit of [gross, cap, requested, suggested ?? gross]) expect(amount <= limit).toBe(true)
      },
    ),
  )
})
