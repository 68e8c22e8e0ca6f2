import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkUscc, organisationCheck, usccCheck } from './uscc.ts'

const valid = [
  '91350100M000100Y43',
  '91320102MADEMX0112',
  '91320413MADEMX0387',
  '91320583MADEMX02XQ',
  '91320102MADEM0070K',
]

const reason = (text: string) => {
  const result = checkUscc(text)
  return result.ok ? 'valid' : result.refusal.code
}

test.each(valid)('%s is valid', (code) => {
  expect(checkUscc(code)).toEqual({ ok: true, value: code })
  expect(usccCheck(code.slice(0, 17))).toBe(code.at(17))
})

test('the organisation check follows GB 11714', () => {
  for (const code of valid) expect(organisationCheck(code.slice(8, 16)), code).toBe(code.at(16))
})

test('lower case, blanks and full width are put right', () => {
  expect(checkUscc(' 91320102mademx0112 ')).toEqual({ ok: true, value: '91320102MADEMX0112' })
  expect(checkUscc('９１３２０１０２ＭＡＤＥＭＸ０１１２')).toEqual({ ok: true, value: '91320102MADEMX0112' })
})

test('each kind of mistake has its reason', () => {
  expect(reason('')).toBe('uscc_length')
  expect(reason('91320102MADEMX011')).toBe('uscc_length')
  expect(reason('91320102MADEMX01122')).toBe('uscc_length')
  expect(checkUscc('9132O102MADEMX0112')).toMatchObject({
    refusal: { code: 'uscc_alphabet', params: { character: 'O', position: 5 } },
  })
  expect(reason('91350100M000100Y4Z')).toBe('uscc_alphabet')
  expect(reason('91320102MADEMX0l12')).toBe('uscc_check')
})

test('any one changed character is noticed', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  fc.assert(
    fc.property(
      fc.constantFrom(...valid),
      fc.nat(17),
      fc.constantFrom(...alphabet),
      (code, at, character) => {
        fc.pre(code.charAt(at) !== character)
        expect(reason(code.slice(0, at) + character + code.slice(at + 1))).not.toBe('valid')
      },
    ),
  )
})
