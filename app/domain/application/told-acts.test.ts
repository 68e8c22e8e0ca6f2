import { expect, test } from 'vitest'
import { everyAct } from '../audit/events.ts'
import { untoldClawbackActs } from '../funding/clawback.ts'
import { untoldCreditActs } from '../funding/credit.ts'
import { type Reader, toldAs, toldFamilies } from './told-acts.ts'

const acts = everyAct().filter((act) => toldFamilies.some((family) => act.startsWith(`${family}.`)))
const untold = (reader: Reader) => acts.filter((act) => toldAs(reader, act) === 'not')

test('the province is told every act on a dossier, offices below it all but what is only proposed or advised', () => {
  expect(untold('province')).toEqual([])
  const withFinance = ['evaluation.ask_finance', 'evaluation.decline_co_confirm']
  expect(untold('local')).toEqual(
    expect.arrayContaining(['payment.list', 'payment.drop', 'evaluation.advise', ...withFinance]),
  )
  const own = [...untoldClawbackActs, ...untoldCreditActs]
  expect(untold('local')).toEqual(expect.arrayContaining(own))
  expect(untold('local')).toHaveLength(5 + own.length)
})

test('an applicant is told of no proposal, and of notes between offices only that they worked', () => {
  expect(untold('applicant')).toEqual(
    expect.arrayContaining(['application.propose', 'payment.list', 'payment.drop']),
  )
  expect(acts.filter((act) => toldAs('applicant', act) === 'unnamed')).toContain('application.check')
  expect(toldAs('applicant', 'application.reject')).toBe('whole')
})

test.each([
  'sheet.submit',
  'seat.invite',
  'panel.draw',
  'objection.file',
  'plan.propose',
  'expert.reveal',
  'user.create',
])('nobody reads %s in a dossier', (act) => {
  for (const reader of ['applicant', 'local', 'province'] as const) expect(toldAs(reader, act)).toBe('not')
})
