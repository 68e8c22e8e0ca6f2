import { expect, test } from 'vitest'
import { decide } from '../kernel/decide.ts'
import { type Result } from '../kernel/refusal.ts'
import { afterRepayment, type ClawbackFacts, clawbackWorkflow } from './clawback.ts'
import { readDraft, readNotice, readRepayment } from './clawback-forms.ts'

const wan = (amount: number) => BigInt(amount) * 1_000_000n
const money = { paidFen: wan(305), eligibleFen: wan(120), amountFen: wan(185) }
const facts: ClawbackFacts = {
  now: new Date(0),
  actorId: 'leader',
  draftedById: 'handler',
  ground: 'termination',
  basisAttached: true,
  money,
  purse: { collector: '320583', own: '320583', name: '昆山市' },
  termOver: true,
}

function tryAct(
  transition: string,
  from: string,
  role: string,
  level: 'province' | 'county',
  changes: object,
) {
  const decision = decide(clawbackWorkflow, {
    transition,
    from,
    doing: { roles: [role], level, owns: false },
    reason: 'x',
    facts: { ...facts, ...changes },
  })
  return decision.ok ? decision.value.to : decision.refusal.code
}

test.each([
  [{}, 'proposed'],
  [{ basisAttached: false }, 'clawback_basis_missing'],
  [{ ground: 'misuse' }, 'clawback_whole_needed'],
  [{ ground: 'false_materials' }, 'clawback_whole_needed'],
  [{ ground: 'misuse', money: { ...money, eligibleFen: 0n, amountFen: wan(305) } }, 'proposed'],
  [{ money: { ...money, amountFen: wan(186) } }, 'clawback_paid_changed'],
])('proposing with %o: %s', (changes, answer) =>
  expect(tryAct('propose', 'opened', 'handler', 'province', changes)).toBe(answer),
)

const nothing = { ...money, eligibleFen: wan(305), amountFen: 0n }
test.each([
  ['decide', {}, 'decided'],
  ['decide', { draftedById: 'leader' }, 'second_person_needed'],
  ['decide', { money: { ...money, paidFen: wan(200) } }, 'clawback_paid_changed'],
  ['decide', { money: nothing }, 'clawback_nothing_due'],
  ['waive', { money: nothing }, 'waived'],
  ['waive', { money: nothing, draftedById: 'leader' }, 'second_person_needed'],
  ['waive', {}, 'clawback_something_due'],
])('%s with %o: %s', (act, changes, answer) =>
  expect(tryAct(act, 'proposed', 'leader', 'province', changes)).toBe(answer),
)

test('only the office that takes the money in records it', () => {
  const next = { next: 'partial' }
  expect(tryAct('repay', 'notified', 'finance', 'county', next)).toBe('partial')
  expect(tryAct('repay', 'notified', 'handler', 'county', next)).toBe('partial')
  const other = { ...next, purse: { collector: '320500', own: '320583', name: '苏州市' } }
  expect(tryAct('repay', 'notified', 'finance', 'county', other)).toBe('other_finance_collects')
  expect(tryAct('repay', 'decided', 'finance', 'county', next)).toBe('wrong_state')
})

test('settled when nothing is left; what is overdue stays so until then', () => {
  expect(afterRepayment('notified', { leftFen: 1n })).toBe('partial')
  expect(afterRepayment('overdue', { leftFen: 1n })).toBe('overdue')
  expect(afterRepayment('overdue', { leftFen: 0n })).toBe('settled')
})

test.each([
  [readDraft({ ground: 'termination', eligibleWan: '120.5' }, { paidFen: wan(305) }), ''],
  [
    readDraft({ ground: '', eligibleWan: '306' }, { paidFen: wan(305) }),
    'ground required, eligibleWan too_large',
  ],
  [readDraft({ ground: 'misuse', eligibleWan: '' }, { paidFen: wan(305) }), 'eligibleWan number_required'],
  [readNotice({ documentNo: '苏工信函〔2026〕88号' }), ''],
  [readNotice({ documentNo: '' }), 'documentNo'],
  [repayment({}), ''],
  [repayment({ amountYuan: '1,850,000.01' }), 'amountYuan too_large'],
  [repayment({ amountYuan: '0' }), 'amountYuan required'],
  [repayment({ paidOn: '2026-08-31', voucherNo: ' ' }), 'paidOn day_before, voucherNo required'],
  [repayment({ paidOn: '2026-09-21' }), 'paidOn day_after'],
])('what is typed is read, and every problem names its field: %#', (read: Result<unknown>, problems) => {
  const found = read.ok ? [] : (read.refusal.fields ?? [])
  expect(found.map(({ path, code }) => `${path} ${code}`).join(', ')).toContain(problems)
  expect(read.ok).toBe(problems === '')
})

function repayment(changes: object) {
  return readRepayment(
    { paidOn: '2026-09-20', voucherNo: 'JK-1', amountYuan: '1,850,000', ...changes },
    { from: '2026-09-01', until: '2026-09-20', leftFen: wan(185) },
  )
}
