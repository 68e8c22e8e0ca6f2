import { expect, test } from 'vitest'
import { usualAlertTerms } from '../guideline/alert-terms.ts'
import { fenPerWan } from '../kernel/money.ts'
import { judgeRisks, type KnownAlert, type RiskFacts, stepFor } from './risk.ts'

const wan = (amount: number) => BigInt(amount) * fenPerWan
const calm: RiskFacts = {
  today: '2026-05-01',
  status: 'in_progress',
  startOn: '2026-01-01',
  endOn: '2026-12-31',
  reports: [],
  newest: null,
  totalInvestmentFen: wan(1000),
  plannedMatchingFen: wan(0),
  milestones: [],
  arrived: [],
  acceptance: true,
}
const report = (period: string, dueOn: string, sent = false, late = false) => ({ period, dueOn, sent, late })
const newest = (cumulative: number, used = 0, end = '2026-03-31') => ({
  period: '2026Q1',
  end,
  cumulativeFen: wan(cumulative),
  usedFen: wan(used),
  matchingFen: null,
})
/** in step with its plan, with so much matching money by the end of a quarter; 2026-06-30 is the middle of its time */
const matched = (amount: number, end = '2026-09-30') => ({
  ...newest(1000, 0, end),
  matchingFen: wan(amount),
})
const quarters = ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31']

test.each<[string, Partial<RiskFacts>, string[]]>([
  ['nothing', {}, []],
  ['ten days late', { today: '2026-04-20', reports: [report('2026Q1', '2026-04-10')] }, []],
  [
    'eleven days late',
    { today: '2026-04-21', reports: [report('2026Q1', '2026-04-10')] },
    ['reports_late 1 2026Q1'],
  ],
  ['late, but sent', { reports: [report('2026Q1', '2026-04-10', true, true)] }, []],
  [
    'a second one late at once',
    {
      today: '2026-07-11',
      reports: [report('2026Q1', '2026-04-10', true, true), report('2026Q2', '2026-07-10')],
    },
    ['reports_late 2 2026Q2'],
  ],
  [
    'not yet due is not late',
    { today: '2026-07-10', reports: [report('2026Q1', '2026-04-10'), report('2026Q2', '2026-07-10')] },
    ['reports_late 1 2026Q1'],
  ],
  [
    'one in time between',
    {
      today: '2026-10-11',
      reports: [
        report('2026Q1', '2026-04-10', true, true),
        report('2026Q2', '2026-07-10', true),
        report('2026Q3', '2026-10-10'),
      ],
    },
    [],
  ],
  ['ten points behind', { milestones: quarters, newest: newest(150) }, []],
  ['more than ten', { milestones: quarters, newest: newest(149) }, ['progress_behind 1 2026Q1']],
  ['twenty points behind', { milestones: quarters, newest: newest(50) }, ['progress_behind 1 2026Q1']],
  ['more than twenty', { milestones: quarters, newest: newest(49) }, ['progress_behind 2 2026Q1']],
  ['ahead', { milestones: quarters, newest: newest(2000) }, []],
  [
    'by time where no milestone has a day',
    { milestones: ['年内'], newest: newest(30) },
    ['progress_behind 2 2026Q1'],
  ],
  ['and by time in step', { newest: newest(240) }, []],
  [
    'six months in the account',
    { today: '2026-07-15', arrived: [{ number: 1, amountFen: wan(100), arrivedOn: '2026-01-15' }] },
    [],
  ],
  [
    'longer',
    { today: '2026-07-16', arrived: [{ number: 1, amountFen: wan(100), arrivedOn: '2026-01-15' }] },
    ['money_unused 1 1'],
  ],
  [
    'used up',
    {
      today: '2026-07-16',
      newest: newest(1000, 100),
      arrived: [
        { number: 1, amountFen: wan(100), arrivedOn: '2026-01-15' },
        { number: 2, amountFen: wan(100), arrivedOn: '2026-03-15' },
      ],
    },
    [],
  ],
  [
    'the second one not',
    {
      today: '2026-09-16',
      newest: newest(1000, 150),
      arrived: [
        { number: 1, amountFen: wan(100), arrivedOn: '2026-01-15' },
        { number: 2, amountFen: wan(100), arrivedOn: '2026-03-15' },
      ],
    },
    ['money_unused 1 2'],
  ],
  ['half of the matching funds', { plannedMatchingFen: wan(100), newest: matched(50) }, []],
  [
    'less than half of them',
    { plannedMatchingFen: wan(100), newest: matched(49) },
    ['matching_short 2 2026Q1'],
  ],
  ['before mid-term', { plannedMatchingFen: wan(100), newest: matched(0, '2026-06-29') }, []],
  [
    'at mid-term',
    { plannedMatchingFen: wan(100), newest: matched(0, '2026-06-30') },
    ['matching_short 2 2026Q1'],
  ],
  [
    'sooner during the check',
    { status: 'midterm', plannedMatchingFen: wan(100), newest: matched(0, '2026-03-31') },
    ['matching_short 2 2026Q1'],
  ],
  ['none planned', { newest: matched(0) }, []],
  ['not looked at', { plannedMatchingFen: wan(100), newest: newest(1000, 0, '2026-09-30') }, []],
  ['six months after its end', { status: 'acceptance_due', today: '2027-06-30' }, []],
  ['later', { status: 'acceptance_due', today: '2027-07-01' }, ['acceptance_overdue 3 2026-12-31 1']],
  ['a year', { status: 'acceptance_due', today: '2028-01-01' }, ['acceptance_overdue 3 2026-12-31 2']],
  ['applied for', { status: 'acceptance_applied', today: '2028-01-01' }, []],
  ['without acceptance', { today: '2028-01-01', acceptance: false }, []],
  ['halted', { status: 'suspended', milestones: quarters, newest: newest(0) }, []],
])('%s', (_name, facts, wanted) => {
  const found = judgeRisks({ ...calm, ...facts }, usualAlertTerms)
  expect(found.map(({ risk, level, cause }) => `${risk} ${level} ${cause}`)).toEqual(wanted)
})

test('an alert says with what it was judged', () => {
  const [found] = judgeRisks({ ...calm, milestones: quarters, newest: newest(49) }, usualAlertTerms)
  expect(found?.evidence).toEqual({
    period: '2026Q1',
    cumulativeWan: '49.00',
    plannedPercent: '25.00',
    actualPercent: '4.90',
    behindPoints: '20.10',
  })
})

const known = (changes: Partial<KnownAlert>): KnownAlert[] => [
  { id: 'a', risk: 'reports_late', level: 1, cause: '2026Q1', status: 'open', ...changes },
]
const judged = { risk: 'reports_late', level: 2, cause: '2026Q2' } as const

test.each<[string, KnownAlert[], object | null]>([
  ['the first time', [], { act: 'raise' }],
  ['of another risk', known({ risk: 'money_unused' }), { act: 'raise' }],
  ['graver than the one that stands', known({}), { act: 'upgrade', id: 'a' }],
  ['as grave', known({ level: 2 }), null],
  ['handled is standing still', known({ status: 'handled', level: 2 }), null],
  ['an earlier occasion was closed', known({ status: 'closed', level: 2 }), { act: 'raise' }],
  ['this one was closed', known({ status: 'closed', level: 2, cause: '2026Q2' }), null],
  ['this one was closed at a lower level', known({ status: 'lifted', cause: '2026Q2' }), { act: 'raise' }],
])('%s', (_name, alerts, wanted) => {
  expect(stepFor(judged, alerts)).toEqual(wanted)
})
