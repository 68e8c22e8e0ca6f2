import { expect, test } from 'vitest'
import { openItems } from './opinion.ts'

const results = [
  { code: 'R01', result: 'pass', severity: 'block' },
  { code: 'R10', result: 'fail', severity: 'block' },
  { code: 'R12', result: 'error', severity: 'block' },
  { code: 'R09', result: 'error', severity: 'warn' },
  { code: 'R14', result: 'manual', severity: 'manual' },
] as const

test('without ticks and overrides, failures block and manual items are open', () => {
  expect(openItems(results, [])).toEqual({ unticked: ['R14'], blocking: ['R10', 'R12'] })
})

test('a tick settles a manual item and an override a failure, never the other way round', () => {
  expect(
    openItems(results, [
      { mark: 'ticked', code: 'R14' },
      { mark: 'ticked', code: 'R10' },
      { mark: 'override', code: 'R12', reason: '平台未接通，已核对纸质证明' },
    ]),
  ).toEqual({ unticked: [], blocking: ['R10'] })
})
