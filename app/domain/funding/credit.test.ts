import { expect, test } from 'vitest'
import { creditEvents, creditWorkflow, handEvents, scaled, standingCredits, toldCredits } from './credit.ts'
import { readCredit, readCreditEvent } from './credit-forms.ts'

test.each([
  ['general', '2026-03-18', '2027-03-17', 2],
  ['serious', '2026-03-18', '2029-03-17', 6],
  ['grave', '2024-02-29', '2029-02-28', 12],
] as const)('a %s record of %s ends on %s', (level, from, endsOn, points) => {
  expect(scaled(level, from)).toMatchObject({ endsOn, points, scale: 1 })
})

test('what stands is told, what is not recorded is not', () => {
  expect(toldCredits).toEqual(expect.arrayContaining(standingCredits))
  const { states } = creditWorkflow
  expect(Object.keys(states).filter((state) => !toldCredits.includes(state))).toEqual([
    'opened',
    'proposed',
    'dropped',
  ])
})

test('two people record, and two repair', () => {
  const { second_person, second_of_repair, evidence_attached } = creditWorkflow.rules
  const facts = { now: new Date(0), actorId: 'a' }
  const refused = { code: 'second_person_needed' }
  expect(second_person({ ...facts, draftedById: 'a' })).toEqual(refused)
  expect(second_person({ ...facts, draftedById: 'b', actsFor: ['b'] })).toEqual(refused)
  expect(second_person({ ...facts, draftedById: 'b' })).toBe(true)
  expect(second_of_repair({ ...facts, passedById: 'a' })).toEqual(refused)
  expect(second_of_repair({ ...facts, passedById: null })).toEqual(refused)
  expect(evidence_attached(facts)).toEqual({ code: 'credit_evidence_missing' })
})

test('what is typed names its field', () => {
  const typed = { level: 'grave', basisNo: ' 苏工信函〔2025〕9号', basis: ' 发票系伪造 ' }
  expect(readCredit(typed)).toEqual({
    ok: true,
    value: { level: 'grave', basisNo: '苏工信函〔2025〕9号', basis: '发票系伪造' },
  })
  const wrong = readCredit({ level: 'worst', basisNo: '9', basis: '' })
  expect(wrong).toMatchObject({
    refusal: { fields: [{ path: 'level' }, { path: 'basisNo' }, { path: 'basis' }] },
  })
  const long = readCredit({ ...typed, basis: '长'.repeat(1001) })
  expect(long).toMatchObject({ refusal: { fields: [{ code: 'too_long', params: { length: 1001 } }] } })
  expect(handEvents.map((event) => readCreditEvent(event))).toEqual(
    handEvents.map((value) => ({ ok: true, value })),
  )
  for (const text of ['toString', 'revoked', 'clawback_overdue'])
    expect(readCreditEvent(text)).toMatchObject({ refusal: { fields: [{ path: 'event' }] } })
})

test('what is begun by hand rests on a file; an act that opens it has its decision on record', () => {
  const { basis_attached } = creditWorkflow.rules
  const facts = { now: new Date(0), actorId: 'a' }
  expect(creditEvents.filter((event) => basis_attached({ ...facts, event }) === true)).toEqual([
    'revoked',
    'clawback_overdue',
  ])
  for (const event of creditEvents)
    expect(basis_attached({ ...facts, event, basisAttached: true })).toBe(true)
})
