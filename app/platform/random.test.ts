import { expect, test } from 'vitest'
import { randomHex } from './random.server.ts'

test('ten thousand keys of 32 bytes are all different, whole, and use every byte evenly', () => {
  const keys = Array.from({ length: 10_000 }, () => randomHex(32))
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.every((key) => /^[0-9a-f]{64}$/.test(key))).toBe(true)
  const counts = Array.from({ length: 256 }, () => 0)
  for (const byte of Buffer.from(keys.join(''), 'hex')) counts[byte] = (counts[byte] ?? 0) + 1
  // 1250 each on average, standard deviation 35
  expect(Math.min(...counts)).toBeGreaterThan(1000)
  expect(Math.max(...counts)).toBeLessThan(1500)
})

test('sizes that do not divide the page are whole too', () => {
  const sizes = [1, 16, 4095, 4096, 33]
  expect(sizes.map((size) => randomHex(size).length)).toEqual(sizes.map((size) => 2 * size))
})
