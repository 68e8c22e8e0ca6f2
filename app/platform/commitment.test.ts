import { expect, test } from 'vitest'
import { commitTo, hmacOf } from './commitment.server.ts'

test('HMAC-SHA-256 is that of RFC 4231', () => {
  expect(hmacOf({ key: '0b'.repeat(20), value: 'Hi There' })).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  )
  expect(hmacOf({ key: Buffer.from('Jefe').toString('hex'), value: 'what do ya want for nothing?' })).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
})

test('equal values give unequal commitments, each opened by its own key', () => {
  const [one, other] = [commitTo('理由'), commitTo('理由')]
  expect(one.commitment).not.toEqual(other.commitment)
  for (const { commitment, opening } of [one, other]) expect(hmacOf(opening)).toBe(commitment.hmac)
})
