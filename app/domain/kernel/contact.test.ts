import { expect, test } from 'vitest'
import { contactProblems } from './contact.ts'

test.each([
  ['', '', []],
  ['13800001234', 'name@example.com', []],
  ['+86-13800001234', '', []],
  ['025-12345678-12', '', []],
  ['1380000123', 'name@example', ['phone not_a_phone', 'email not_an_email']],
  ['110', `${'a'.repeat(200)}@example.com`, ['phone not_a_phone', 'email not_an_email']],
])('telephone %s and mail %s', (phone, email, wrong) => {
  expect(contactProblems({ phone, email }).map(({ path, code }) => `${path} ${code}`)).toEqual(wrong)
})
