import { expect, test } from 'vitest'
import { checkProjectCode } from './project-code.ts'

test('new and old codes are accepted', () => {
  expect(checkProjectCode('2503-320583-89-02-123456')).toEqual({
    ok: true,
    value: '2503-320583-89-02-123456',
  })
  expect(checkProjectCode('2019-320583-39-03-501234').ok).toBe(true)
})

test('full-width digits and dashes are put right', () => {
  expect(checkProjectCode(' ２５０３—320583–89-02－123456 ')).toEqual({
    ok: true,
    value: '2503-320583-89-02-123456',
  })
})

test.each([
  '',
  '2503320583890212345',
  '2503-32058-89-02-123456',
  '2503-320583-89-02-12345X',
  '2503-320583-89-02-1234567',
])('%s is refused', (text) => {
  expect(checkProjectCode(text)).toMatchObject({ refusal: { code: 'project_code_format' } })
})
