import { expect, test } from 'vitest'
import { parseForm } from '#app/domain/application/read-form.ts'
import { blocking, runRules } from '#app/domain/application/rules-catalogue/run.ts'
import { checkFacts } from '#fixtures/check-facts.ts'
import { formValues } from '#fixtures/form-values.ts'
import { guidelines } from '#fixtures/guidelines/index.ts'
import { without } from '../application/alter-form.ts'
import { amendmentProblems, configurationDifferences } from './amendment.ts'
import { checkConfiguration } from './check-configuration.ts'
import { type GuidelineConfiguration, guidelineConfiguration } from './schema.ts'
import { standardName } from './standard.ts'

const call = guidelines.zhigaishuzhuan2025

test.each(Object.entries(guidelines))(
  '%s has the shape of a configuration and no problem',
  (_, configuration) => {
    const stored: unknown = JSON.parse(JSON.stringify(configuration))
    expect(guidelineConfiguration.parse(stored)).toEqual(stored)
    expect(checkConfiguration(configuration)).toEqual([])
  },
)

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'the values of seed %i fill in the main call and pass',
  (seed) => {
    const values = formValues({ seed, direction: 'factory', equipmentWan: 2600 + seed * 900 })
    const parsed = parseForm(call.form, values)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal.fields))
    expect(blocking(runRules(call, { ...checkFacts(), form: parsed.value }))).toEqual([])
  },
)

const fitting = [
  ['jiangsu2023', { direction: 'digital', financeYears: [2022, 2021], start: '2021-09', end: '2023-02' }],
  ['jiangsu2024', { direction: 'upgrade', financeYears: [2023, 2022], start: '2023-02', end: '2024-02' }],
  ['keyTechnology2025', { direction: 'first_set', planned: true, start: '2025-01', end: '2026-12' }],
] as const
test.each(fitting)('fitting values fill in %s and pass', (key, choices) => {
  const configuration = guidelines[key]
  const parsed = parseForm(configuration.form, formValues(choices))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal.fields))
  const facts = { ...checkFacts({ configuration }), form: parsed.value }
  expect(blocking(runRules(configuration, facts))).toEqual([])
})

const changes: [string, Partial<GuidelineConfiguration>, string][] = [
  ['no title', { title: ' ' }, 'title required'],
  ['round brackets', { documentNo: '苏工信综合(2025)61号' }, 'documentNo document_number_brackets'],
  ['budget below cap', { budgetWan: '900' }, 'budgetWan budget_below_cap'],
  ['floor above cap', { floorWan: '1001' }, 'floorWan floor_above_cap'],
  ['unreadable cap', { capWan: 'x' }, 'capWan number_format'],
  ['no limit at all', { ratio: 0, capWan: '' }, 'ratio no_limit'],
  [
    'a contract without acceptance',
    { tracking: { ...call.tracking, acceptance: false } },
    'tracking.acceptance contract_and_acceptance',
  ],
  [
    'an instalment after acceptance without a contract',
    {
      tracking: { ...call.tracking, contract: false, acceptance: false },
      instalments: [
        { when: 'issue', percent: 70 },
        { when: 'acceptance', percent: 30 },
      ],
    },
    'instalments[1].when instalment_needs_contract',
  ],
  ['a mode that nothing computes', { supportMode: 'interest_subsidy' }, 'supportMode mode_not_carried_out'],
  ['a reward in two payments', { supportMode: 'post_reward' }, 'instalments reward_in_one_payment'],
  ['instalments of 99', { instalments: [{ when: 'issue', percent: 99 }] }, 'instalments not_hundred'],
  [
    'weights of 90',
    { evaluation: { execution: 0, output: 50, benefit: 30, satisfaction: 10 } },
    'evaluation not_hundred',
  ],
  [
    'county after city',
    { deadlines: { ...call.deadlines, countyEnd: '2025-07-26 17:00' } },
    'deadlines.cityEnd deadline_order',
  ],
  ['no city deadline', { deadlines: { ...call.deadlines, cityEnd: '' } }, 'deadlines.cityEnd time_required'],
  ['unknown rule', { rules: [{ code: 'R99', severity: 'block', params: {} }] }, 'rules.R99 rule_unknown'],
  [
    'wrong parameter',
    { rules: [{ code: 'R04', severity: 'block', params: { months: '12' } }] },
    'rules.R04.months rule_params',
  ],
  [
    'a month in words',
    { rules: [{ code: 'R18', severity: 'block', params: { startFrom: '2027年1月' } }] },
    'rules.R18.startFrom month_format',
  ],
  ['floor above the budget', { capWan: '', budgetWan: '40', floorWan: '50' }, 'floorWan floor_above_budget'],
  [
    'a telephone that is none',
    { contacts: [{ section: '综合处', phone: '见通知' }] },
    'contacts[0].phone not_a_phone',
  ],
  ['rule without its field', { form: without(call.form, 'sources') }, 'rules.R21 rule_needs'],
  ['no amount asked', { form: without(call.form, 'project.requested_amount') }, 'form form_field_needed'],
  [
    'chain that ends below',
    { chain: { ...call.chain, local: call.chain.local.slice(0, 2) } },
    'chain.local chain_end',
  ],
  [
    'chain upside down',
    { chain: { ...call.chain, local: call.chain.local.toReversed() } },
    'chain.local chain_order',
  ],
  [
    'exempt direction',
    { perApplicant: { limit: 1, exemptDirections: ['moon'] } },
    'perApplicant.exemptDirections not_an_option',
  ],
  [
    '99 points',
    { scheme: { ...call.scheme, items: call.scheme.items.slice(1) } },
    'scheme.items not_hundred',
  ],
]
const graded = (...tiers: [grade: string, fromScore: number, amountWan: string][]) => ({
  allocation: {
    ...call.allocation,
    strategy: 'tiered' as const,
    tiers: tiers.map(([grade, fromScore, amountWan]) => ({ grade, fromScore, amountWan })),
  },
})
const totals = (changed: Partial<GuidelineConfiguration['allocation']>) => ({
  allocation: { ...call.allocation, ...changed },
})
const allocations: [string, Partial<GuidelineConfiguration>, string][] = [
  ['no grades', graded(), 'allocation.tiers tiers_missing'],
  [
    'grades without scores',
    { ...graded(['A', 9000, '500']), reviewSkipped: true },
    'allocation.strategy tiers_need_scores',
  ],
  ['a grade without a name', graded([' ', 9000, '500']), 'allocation.tiers[0].grade required'],
  ['a grade twice', graded(['A', 9000, '500'], ['A', 8000, '300']), 'allocation.tiers[1].grade tier_twice'],
  [
    'thresholds out of order',
    graded(['A', 8000, '500'], ['B', 8000, '300']),
    'allocation.tiers[1].fromScore tier_order',
  ],
  [
    'a grade below the pass line',
    graded(['A', 5999, '500']),
    'allocation.tiers[0].fromScore tier_below_pass_line',
  ],
  ['an amount in words', graded(['A', 9000, '五百']), 'allocation.tiers[0].amountWan number_format'],
  ['an amount of nothing', graded(['A', 9000, '0']), 'allocation.tiers[0].amountWan amount_positive'],
  ['half a 万元', graded(['A', 9000, '500.5']), 'allocation.tiers[0].amountWan tier_whole'],
  ['a grade above the cap', graded(['A', 9000, '1001']), 'allocation.tiers[0].amountWan tier_above_cap'],
  ['a grade below the floor', graded(['A', 9000, '49']), 'allocation.tiers[0].amountWan tier_below_floor'],
  [
    'amounts out of order',
    graded(['A', 9000, '300'], ['B', 8000, '300']),
    'allocation.tiers[1].amountWan tier_amount_order',
  ],
  [
    'a total that gives nobody anything',
    totals({ enterpriseCapWan: '49' }),
    'allocation.enterpriseCapWan total_below_least',
  ],
  ['a total in words', totals({ regionCapWan: '多' }), 'allocation.regionCapWan number_format'],
  [
    'a city without its total',
    totals({ regionCaps: { '320500': '' } }),
    'allocation.regionCaps.320500 number_required',
  ],
]

test('grades from the best and totals are in order', () => {
  const { allocation } = graded(['A', 9000, '800'], ['B', 8000, '500'], ['C', 6000, '300'])
  const whole = {
    ...allocation,
    regionCapWan: '1000',
    regionCaps: { '320500': '1500' },
    enterpriseCapWan: '900',
  }
  expect(checkConfiguration({ ...call, allocation: whole })).toEqual([])
})

test('a guideline published before there were grades and totals still reads, and has none', () => {
  const { strategy, partial } = call.allocation
  const old: unknown = JSON.parse(JSON.stringify({ ...call, allocation: { strategy, partial } }))
  expect(guidelineConfiguration.parse(old)).toEqual(call)
})

test('an amendment lowers no total, takes no grade away and asks no grade for more', () => {
  const before = {
    ...call,
    allocation: {
      ...graded(['A', 9000, '800'], ['B', 8000, '500'], ['C', 7000, '300']).allocation,
      regionCapWan: '1000',
      regionCaps: { '320500': '1500' },
    },
  }
  const after = {
    ...call,
    allocation: {
      ...graded(['A', 9100, '800'], ['B', 8000, '499']).allocation,
      regionCapWan: '999',
      regionCaps: { '320500': '1500', '320100': '998' },
      enterpriseCapWan: '2000',
    },
  }
  expect(amendmentProblems(before, after).map(({ path, code }) => `${path} ${code}`)).toEqual([
    'allocation.regionCapWan amendment_lowers',
    'allocation.enterpriseCapWan amendment_lowers',
    'allocation.regionCaps.320100 amendment_lowers',
    'allocation.tiers[0].fromScore amendment_raises',
    'allocation.tiers[1].amountWan amendment_lowers',
    'allocation.tiers amendment_drops_tier',
  ])
  expect(amendmentProblems(before, before)).toEqual([])
  expect(
    amendmentProblems(after, { ...after, allocation: { ...after.allocation, enterpriseCapWan: '' } }),
  ).toEqual([])
})

test.each([...changes, ...allocations])('%s is a problem', (_, change, problem) => {
  expect(checkConfiguration({ ...call, ...change }).map(({ path, code }) => `${path} ${code}`)).toContain(
    problem,
  )
})

const amendments: [string, Partial<GuidelineConfiguration>, string[]][] = [
  ['a later end', { deadlines: { ...call.deadlines, applyEnd: '2025-07-12 17:00' } }, []],
  [
    'an earlier end',
    { deadlines: { ...call.deadlines, applyEnd: '2025-07-10 16:59' } },
    ['deadlines.applyEnd amendment_shortens'],
  ],
  ['a lower cap', { capWan: '900' }, ['capWan amendment_lowers']],
  ['a higher cap', { capWan: '1200' }, []],
  ['another mode', { supportMode: 'post_reward' }, ['supportMode amendment_fixed']],
  [
    'a field less',
    { form: without(call.form, 'project.capacity') },
    ['form.project.capacity amendment_drops'],
  ],
  ['a file less', { attachments: call.attachments.slice(1) }, []],
  [
    'a file more',
    {
      attachments: [
        ...call.attachments,
        { ...(call.attachments[0] as (typeof call.attachments)[0]), key: 'more' },
      ],
    },
    ['attachments.more amendment_asks_more'],
  ],
]
test.each(amendments)('an amendment with %s', (_, change, problems) => {
  expect(amendmentProblems(call, { ...call, ...change }).map(({ path, code }) => `${path} ${code}`)).toEqual(
    problems,
  )
})

test('differences name the leaf, things by their key', () => {
  const rules = call.rules.map((rule) =>
    rule.code === 'R20' ? { ...rule, params: { minEquipmentWan: '800' } } : rule,
  )
  expect(configurationDifferences(call, { ...call, capWan: '1200', rules })).toEqual([
    { path: 'capWan', before: '1000', after: '1200' },
    { path: 'rules[R20].params.minEquipmentWan', before: '500', after: '800' },
  ])
})

test('what a call lacks is called what the standard form calls it', () => {
  expect(standardName('sources.amount')).toEqual({ zh: '资金来源 · 金额', en: 'Sources of money · Amount' })
  expect(standardName('sources').zh).toBe('资金来源')
  expect(standardName('moon')).toEqual({ zh: 'moon', en: 'moon' })
})
