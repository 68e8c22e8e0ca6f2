import { expect, test } from 'vitest'
import { maskAccount, readArrival, readIssue, readVoucher } from './forms.ts'

const issue = { documentNo: '苏财工贸〔2026〕18号', issuedOn: '2026/5/8', subjectCode: '２１５０５１７' }
const voucher = {
  paidOn: '2026-05-08',
  voucherNo: ' ZF-1 ',
  bank: '建设银行',
  account: '6222 0012 3456 7890',
}
const between = { from: '2026-05-01', until: '2026-05-08' }

test('what is typed about an issue is read, full-width digits too', () => {
  expect(readIssue(issue, { today: '2026-05-08' })).toMatchObject({
    value: { issuedOn: '2026-05-08', subjectCode: '2150517' },
  })
})

test.each([
  [{ documentNo: '苏财工贸[2026]18号' }, 'documentNo document_number_brackets'],
  [{ documentNo: '' }, 'documentNo document_number_format'],
  [{ issuedOn: '2026-05-09' }, 'issuedOn day_after'],
  [{ issuedOn: '2026-02-30' }, 'issuedOn day_format'],
  [{ subjectCode: '3150517' }, 'subjectCode subject_code'],
  [{ subjectCode: '215051' }, 'subjectCode subject_code'],
])('%o is named', (changes, wanted) => {
  expect(problems(readIssue({ ...issue, ...changes }, { today: '2026-05-08' }))).toEqual([wanted])
})

test('of an account only the last four digits are kept', () => {
  expect(readVoucher(voucher, between)).toMatchObject({
    value: { voucherNo: 'ZF-1', account: '**** 7890' },
  })
  expect(maskAccount('12345678')).toBe('**** 5678')
})

test.each([
  [{ paidOn: '2026-04-30' }, 'paidOn day_before'],
  [{ paidOn: '2026-05-09' }, 'paidOn day_after'],
  [{ paidOn: '' }, 'paidOn day_required'],
  [{ voucherNo: ' ' }, 'voucherNo required'],
  [{ voucherNo: 'x'.repeat(61) }, 'voucherNo too_long'],
  [{ bank: '' }, 'bank required'],
  [{ account: '6222-ABCD' }, 'account bank_account'],
  [{ account: '1'.repeat(31) }, 'account bank_account'],
])('%o is named', (changes, wanted) => {
  expect(problems(readVoucher({ ...voucher, ...changes }, between))).toEqual([wanted])
})

test('money arrives between the day it left and today', () => {
  expect(problems(readArrival('arrivedOn', '2026-04-30', between))).toEqual(['arrivedOn day_before'])
  expect(readArrival('arrivedOn', '2026-05-02', between)).toEqual({ ok: true, value: '2026-05-02' })
})

function problems(
  result: ReturnType<typeof readArrival> | ReturnType<typeof readIssue> | ReturnType<typeof readVoucher>,
) {
  return result.ok ? [] : result.refusal.fields?.map(({ path, code }) => `${path} ${code}`)
}
