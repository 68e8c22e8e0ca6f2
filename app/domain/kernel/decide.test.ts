import { expect, test } from 'vitest'
import { decide, mayDo, officersAsked, openTransitions, type Doing } from './decide.ts'
import { defineWorkflow, when, type Rule } from './workflow.ts'

type Facts = { now: Date; actorId: string; next?: string | null; ready?: boolean }
const ready: Rule<Facts> = (f) => when(f.ready, 'not_ready', { what: 'form' })

const letter = defineWorkflow({
  name: 'letter',
  version: 1,
  rules: { ready },
  states: {
    draft: { owner: 'applicant' },
    county_review: { owner: 'county' },
    city_review: { owner: 'city' },
    sent: { owner: 'nobody', final: true },
  },
  transitions: {
    write: { from: 'nothing', to: 'draft', by: ['applicant'] },
    save: { from: ['draft'], to: 'same', by: ['applicant'] },
    submit: {
      from: ['draft'],
      to: { next: ['county_review', 'city_review'] },
      by: ['applicant'],
      requires: ['ready'],
    },
    pass: { from: ['county_review', 'city_review'], to: 'sent', by: ['node.approver'] },
    return: { from: ['county_review'], to: 'draft', by: ['node.handler'], reason: 'required' },
    expire: { from: ['draft'], to: 'sent', by: ['system'] },
  },
})

const applicant: Doing = { roles: ['applicant'], level: null, owns: true }
const stranger: Doing = { ...applicant, owns: false }
const countyHandler: Doing = { roles: ['handler'], level: 'county', owns: false }
const countyApprover: Doing = { roles: ['approver'], level: 'county', owns: false }
const cityApprover: Doing = { roles: ['approver'], level: 'city', owns: false }
const system: Doing = { roles: ['system'], level: null, owns: false }

const base = { now: new Date(0), actorId: 'a' }
// prettier-ignore
test.each([
  ['write',  null,            applicant,      {},                                  'draft'],
  ['write',  'draft',         applicant,      {},                                  'wrong_state'],
  ['write',  null,            countyHandler,  {},                                  'not_yours'],
  ['save',   'draft',         applicant,      {},                                  'draft'],
  ['save',   'draft',         stranger,       {},                                  'not_yours'],
  ['save',   'sent',          applicant,      {},                                  'wrong_state'],
  ['submit', 'draft',         applicant,      { ready: true, next: 'city_review' }, 'city_review'],
  ['submit', 'draft',         applicant,      { ready: true, next: 'county_review' }, 'county_review'],
  ['submit', 'draft',         applicant,      { ready: false, next: 'county_review' }, 'not_ready'],
  ['submit', 'draft',         applicant,      { next: 'county_review' },           'not_ready'],
  ['submit', 'draft',         applicant,      { ready: true },                     'no_next_state'],
  ['submit', 'draft',         applicant,      { ready: true, next: 'sent' },       'no_next_state'],
  ['pass',   'county_review', countyApprover, {},                                  'sent'],
  ['pass',   'county_review', cityApprover,   {},                                  'not_yours'],
  ['pass',   'city_review',   cityApprover,   {},                                  'sent'],
  ['pass',   'county_review', countyHandler,  {},                                  'not_yours'],
  ['return', 'county_review', countyHandler,  { reason: '  ' },                    'reason_required'],
  ['return', 'county_review', countyHandler,  { reason: '缺附件' },                 'draft'],
  ['return', 'city_review',   countyHandler,  { reason: '缺附件' },                 'wrong_state'],
  ['expire', 'draft',         system,         {},                                  'sent'],
  ['expire', 'draft',         applicant,      {},                                  'not_yours'],
] as [string, string | null, Doing, { ready?: boolean; next?: string; reason?: string }, string][])(
  '%s from %s ends in %5$s',
  (transition, from, doing, { reason, ...facts }, expected) => {
    const decision = decide<Facts>(letter, { transition, from, doing, reason, facts: { ...base, ...facts } })
    expect(decision.ok ? decision.value.to : decision.refusal.code).toBe(expected)
  },
)

test('a refusal keeps the parameters of its rule', () => {
  const decision = decide<Facts>(letter, {
    transition: 'submit',
    from: 'draft',
    doing: applicant,
    facts: base,
  })
  expect(decision).toMatchObject({ ok: false, refusal: { params: { what: 'form' }, status: 422 } })
})

test('an unknown transition is a bug, not a refusal', () => {
  expect(() =>
    decide<Facts>(letter, { transition: 'fly', from: 'draft', doing: applicant, facts: base }),
  ).toThrow()
})

test('open transitions are those of state and person, never those of the system', () => {
  expect(openTransitions(letter, 'draft', applicant)).toEqual(['save', 'submit'])
  expect(openTransitions(letter, 'draft', system)).toEqual([])
  expect(openTransitions(letter, 'county_review', countyHandler)).toEqual(['return'])
})

test('a level role does not act at another level', () => {
  expect(mayDo(countyHandler, 'city.handler', 'city')).toBe(false)
  expect(mayDo(countyHandler, 'node.handler', 'county')).toBe(true)
})

test('of the level that holds a state those officers are asked for whom it has an act', () => {
  expect(officersAsked(letter, 'county_review', 'county')).toEqual(['handler', 'approver'])
  expect(officersAsked(letter, 'city_review', 'city')).toEqual(['approver'])
  expect(officersAsked(letter, 'draft', 'applicant')).toEqual(['handler', 'approver'])
})
