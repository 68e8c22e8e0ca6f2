import { expect, test } from 'vitest'
import { type StaffAct, staffActs, type StaffFacts, staffProblem } from './staff.ts'

const colleague = { active: true, principal: false }
const usual: StaffFacts = {
  principal: true,
  own: false,
  subject: colleague,
  open: 2,
  most: 20,
  otherPrincipals: 0,
}

function codeOf(act: StaffAct, facts: Partial<StaffFacts>): string | null {
  return staffProblem(act, { ...usual, ...facts })?.refusal.code ?? null
}

test.each([
  ['a principal opens an account', 'open', { subject: null }, null],
  ['not beyond the number that is set', 'open', { subject: null, open: 20 }, 'staff_full'],
  ['any number where none is set', 'open', { subject: null, open: 500, most: 0 }, null],
  ['closes it', 'close', {}, null],
  ['not their own', 'close', { own: true }, 'principal_own_account'],
  ['nor gives themselves a password', 'reset_password', { own: true }, 'principal_own_account'],
  ['reopens it', 'reopen', { subject: { active: false, principal: false } }, null],
  [
    'not beyond the number',
    'reopen',
    { subject: { active: false, principal: false }, open: 20 },
    'staff_full',
  ],
  [
    'gives no password to a closed one',
    'reset_password',
    { subject: { active: false, principal: false } },
    'account_closed',
  ],
  ['appoints a colleague', 'appoint', {}, null],
  ['once', 'appoint', { subject: { active: true, principal: true } }, 'principal_already'],
  ['not one who has left', 'appoint', { subject: { active: false, principal: false } }, 'account_closed'],
  ['steps down beside another', 'step_down', { own: true, otherPrincipals: 1 }, null],
  ['not as the last', 'step_down', { own: true }, 'last_principal'],
] as const)('%s', (_, act, facts, code) => {
  expect(codeOf(act, facts)).toBe(code)
})

test('a colleague looks after nobody', () => {
  for (const act of staffActs)
    expect(codeOf(act, { principal: false, otherPrincipals: 1 })).toBe('not_principal')
})
