import { expect, test } from 'vitest'
import { firstIdAt, idsRunAhead, newId, newIdAt } from './id.ts'

const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const at = (ms: number) => new Date(Date.UTC(2026, 2, 18, 1) + ms)

test('ids are UUIDs of version 7 and sort as they were made', () => {
  const ids = Array.from({ length: 5000 }, newId)
  expect(ids.every((id) => version7.test(id))).toBe(true)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('ids of instants sort by them, and those of one instant as they were made', () => {
  const ids = [0, 0, 0, 1, 1, 5000].map((ms) => newIdAt(at(ms)))
  expect(ids.toSorted()).toEqual(ids)
  expect(ids.every((id) => version7.test(id))).toBe(true)
  expect([firstIdAt(at(0)), ids[0], firstIdAt(at(1)), ids[3], firstIdAt(at(2)), ids[5]].toSorted()).toEqual([
    firstIdAt(at(0)),
    ids[0],
    firstIdAt(at(1)),
    ids[3],
    firstIdAt(at(2)),
    ids[5],
  ])
})

test('an instant a little earlier gets a later id, one much earlier its own', () => {
  const newest = newIdAt(at(100_000))
  const late = newIdAt(at(100_000 - idsRunAhead))
  expect(late > newest && late < firstIdAt(at(100_001))).toBe(true)
  const old = newIdAt(at(99_999 - idsRunAhead))
  expect(old > firstIdAt(at(99_999 - idsRunAhead)) && old < firstIdAt(at(100_000 - idsRunAhead))).toBe(true)
})
