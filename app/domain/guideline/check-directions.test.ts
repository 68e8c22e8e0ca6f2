import { expect, test } from 'vitest'
import type { FormValues } from '#app/domain/application/form.ts'
import { formPage } from '#app/domain/application/form-page.ts'
import { parseForm } from '#app/domain/application/read-form.ts'
import { blocking, runRules } from '#app/domain/application/rules-catalogue/run.ts'
import { checkFacts } from '#fixtures/check-facts.ts'
import { awardValues } from '#fixtures/form-values.ts'
import { guidelines } from '#fixtures/guidelines/index.ts'
import { jiangsuDirections } from '#fixtures/guidelines/jiangsu.ts'
import { askedOf } from '../application/alter-form.ts'
import { amendmentProblems } from './amendment.ts'
import { termsFor } from './awards.ts'
import { checkConfiguration } from './check-configuration.ts'
import type { GuidelineConfiguration } from './schema.ts'

const call = guidelines.jiangsu2023

function judged(values: FormValues) {
  const parsed = parseForm(call.form, values)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal.fields))
  const files = ['proposal', 'business_licence', 'commitment', 'audit_report'].map((slot) => ({
    slot,
    name: `${slot}.pdf`,
    size: 1000,
    mediaType: 'application/pdf',
  }))
  return runRules(call, { ...checkFacts({ configuration: call }), files, form: parsed.value })
}

test.each(['award', 'event'])('under %s neither machines nor investment are asked for', (direction) => {
  const values = awardValues({ direction, requestedWan: 50 })
  const keys = formPage(call.form, values, { language: 'zh', yes: '是', no: '否' }).map(({ key }) => key)
  expect(keys).not.toContain('equipment')
  expect(keys).toContain('targets')
  expect(blocking(judged(values))).toEqual([])
})

test.each([
  ['50', true],
  ['300', true],
  ['200', false],
  ['301', false],
])('an award of %s × 10,000 yuan is one that the call pays: %s', (requested, fits) => {
  const values = { ...awardValues({ direction: 'award' }), 'project.requested_amount': requested }
  expect(blocking(judged(values)).map(({ code }) => code)).toEqual(fits ? [] : ['R22'])
})

test('a project under the same call still has to list its machines', () => {
  const values = awardValues({ direction: 'digital', requestedWan: 50 })
  const parsed = parseForm(call.form, values)
  expect(parsed.ok ? [] : parsed.refusal.fields?.map(({ path }) => path)).toContain('equipment')
})

test('what was typed before the direction was changed is held against nobody, but kept in shape', () => {
  const values = awardValues({ direction: 'award' })
  expect(parseForm(call.form, { ...values, equipment: [{ name: '' }] }).ok).toBe(true)
  expect(parseForm(call.form, { ...values, equipment: [{ stranger: 'x' }] }).ok).toBe(false)
})

const wrong: [string, Partial<GuidelineConfiguration>, string][] = [
  [
    'an unknown direction',
    { awards: [{ direction: 'moon', amountsWan: ['50'] }] },
    'awards[0].direction not_an_option',
  ],
  [
    'a direction twice',
    { awards: [...call.awards, { direction: 'award', amountsWan: ['20'] }] },
    'awards[2].direction award_twice',
  ],
  [
    'an amount in words',
    { awards: [{ direction: 'award', amountsWan: ['五十'] }] },
    'awards[0].amountsWan number_format',
  ],
  [
    'an award of nothing',
    { awards: [{ direction: 'award', amountsWan: ['0'] }] },
    'awards[0].amountsWan required',
  ],
  [
    'a rule about what is not asked',
    { rules: call.rules.map(({ code, severity, params }) => ({ code, severity, params })) },
    'rules.R20 rule_needs_direction',
  ],
  [
    'an amount that is not asked of all',
    { form: askedOf(call.form, ['project.requested_amount'], ['digital']) },
    'form.project.requested_amount asked_of_all',
  ],
]
test.each(wrong)('%s is refused before publication', (_, changed, problem) => {
  const problems = checkConfiguration({ ...call, ...changed }).map(({ path, code }) => `${path} ${code}`)
  expect(problems).toContain(problem)
})

test('a correction takes no award back and asks no direction for more', () => {
  const amended = (changed: Partial<GuidelineConfiguration>) =>
    amendmentProblems(call, { ...call, ...changed }).map(({ path, code }) => `${path} ${code}`)
  const awards = (amountsWan: string[]) => [
    { direction: 'award', amountsWan },
    { direction: 'event', amountsWan: ['50', '100'] },
  ]
  expect(amended({ awards: awards(['50', '100', '300', '500']) })).toEqual([])
  expect(amended({ awards: awards(['50']) })).toContain('awards amendment_fixed')
  expect(amended({ awards: awards(['50', '100', '300']).slice(0, 1) })).toContain('awards amendment_fixed')
  const everybody = jiangsuDirections.map(({ value }) => value).concat('award', 'event')
  expect(amended({ form: askedOf(call.form, ['equipment'], everybody) })).toContain(
    'form.equipment amendment_asks_more',
  )
})

test('an award is paid at once, without contract, reports and acceptance', () => {
  expect(termsFor(call, { award: false })).toBe(call)
  expect(termsFor(call, { award: true })).toMatchObject({
    supportMode: 'post_reward',
    instalments: [{ when: 'issue', percent: 100 }],
    tracking: { contract: false, acceptance: false, reportPeriod: 'none' },
  })
})
