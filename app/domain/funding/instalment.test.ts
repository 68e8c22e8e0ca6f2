import { expect, test } from 'vitest'
import { standardConfiguration } from '../guideline/standard.ts'
import { fenPerWan } from '../kernel/money.ts'
import { nextInstalment, payerOf, type Standing } from './instalment.ts'

const wan = (amount: number) => BigInt(amount) * fenPerWan
const standard = standardConfiguration({ code: 'X', title: '', year: 2025 })
const thirds = {
  ...standard,
  instalments: [
    { when: 'issue' as const, percent: 50 },
    { when: 'midterm' as const, percent: 30 },
    { when: 'acceptance' as const, percent: 20 },
  ],
}
const fresh: Standing = {
  status: 'in_progress',
  amountFen: wan(101),
  recognisedFen: null,
  midterm: null,
  payments: 0,
  paymentsFen: 0n,
  redAlert: null,
}

test.each<[string, Partial<Standing>, string | [number, string, number]]>([
  ['the first once the contract is in force', {}, [1, 'issue', 50]],
  ['not while it is being signed', { status: 'contracting' }, 'instalment_waits_contract'],
  [
    'the second waits for the mid-term check',
    { payments: 1, paymentsFen: wan(50) },
    'instalment_waits_midterm',
  ],
  ['and is held back', { payments: 1, paymentsFen: wan(50), midterm: 'hold' }, 'instalment_waits_midterm'],
  ['and goes on', { payments: 1, paymentsFen: wan(50), midterm: 'continue' }, [2, 'midterm', 30]],
  ['the last waits for acceptance', { payments: 2, paymentsFen: wan(80) }, 'instalment_waits_acceptance'],
  [
    'and takes the rest of what was recognised',
    { payments: 2, paymentsFen: wan(80), status: 'accepted', recognisedFen: wan(95) },
    [3, 'acceptance', 15],
  ],
  [
    'or nothing',
    { payments: 2, paymentsFen: wan(80), status: 'accepted', recognisedFen: wan(70) },
    'nothing_left_to_issue',
  ],
  [
    'a part stops at what was recognised',
    { payments: 1, paymentsFen: wan(50), status: 'accepted', recognisedFen: wan(60) },
    [2, 'midterm', 10],
  ],
  ['none is left', { payments: 3, paymentsFen: wan(101), status: 'accepted' }, 'instalments_all_issued'],
  ['nothing for a halted project', { status: 'suspended' }, 'project_not_payable'],
  ['nothing for a failed one', { status: 'failed' }, 'project_not_payable'],
  [
    'nothing while a red alert stands',
    { redAlert: { project: '甲', risk: 'misuse', raisedOn: '2026-01-01' } },
    'red_alert_open',
  ],
])('%s', (_name, standing, wanted) => {
  const next = nextInstalment({ ...fresh, ...standing }, thirds)
  expect(
    next.ok
      ? [next.value.number, next.value.occasion, Number(next.value.amountFen / fenPerWan)]
      : next.refusal.code,
  ).toEqual(wanted)
})

test('a reward without contract is one payment of the whole', () => {
  const reward = { ...standard, tracking: { ...standard.tracking, contract: false } }
  expect(nextInstalment({ ...fresh, status: 'approved' }, reward)).toMatchObject({
    value: { number: 1, of: 1, amountFen: wan(101) },
  })
})

test('the county pays, the city where the guideline says so', () => {
  const units = { unitCode: '320583', cityCode: '320500' }
  expect(payerOf(standard.funding, units)).toBe('320583')
  expect(payerOf({ ...standard.funding, payer: 'city' }, units)).toBe('320500')
  expect(payerOf({ ...standard.funding, payer: 'city', payers: { '320583': 'county' } }, units)).toBe(
    '320583',
  )
})
