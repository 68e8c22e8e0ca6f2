import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSaver } from './autosave.ts'

const kept = new Map<string, string>()
let answers = true

beforeEach(() => {
  kept.clear()
  answers = true
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('window', { addEventListener: () => {}, removeEventListener: () => {} })
  vi.stubGlobal('fetch', async () => {
    if (!answers) throw new TypeError('no network')
    return Response.json({ revision: 2, savedAt: '2025-03-01T00:00:00Z' })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** The page is opened again: nothing is left but what lies in the browser. */
function visit() {
  const saver = createSaver<string>({ url: '/save', key: 'sheet', revision: 1 })
  saver.subscribe(() => {})
  return saver
}

async function type(saver: ReturnType<typeof visit>, text: string) {
  saver.put(text)
  await vi.advanceTimersByTimeAsync(1000)
}

test('what the server has not is offered to the next visit, once', async () => {
  answers = false
  await type(visit(), 'first')
  expect(visit().get().kept).toBe('first')
  expect(visit().takeKept()).toBe('first')
  expect(visit().get().kept).toBeNull()
})

test('typing does not touch what an earlier visit kept until somebody has decided', async () => {
  answers = false
  await type(visit(), 'first')
  answers = true
  const second = visit()
  await type(second, 'second')
  expect(second.get()).toMatchObject({ kind: 'saved', kept: 'first' })
  expect(visit().get().kept).toBe('first')
  expect(second.takeKept()).toBe('first')
  expect(visit().get().kept).toBeNull()
})

test('of two visits that could not save, the earlier is offered first and then the later', async () => {
  answers = false
  await type(visit(), 'first')
  await type(visit(), 'second')
  const third = visit()
  expect(third.takeKept()).toBe('first')
  expect(third.get().kept).toBe('second')
  expect(third.takeKept()).toBe('second')
  expect([third.get().kept, kept.size]).toEqual([null, 0])
})

test('what is being typed lies in the browser also after the kept values were dropped', async () => {
  answers = false
  await type(visit(), 'first')
  const second = visit()
  await type(second, 'second')
  second.takeKept()
  expect(second.get().kept).toBeNull()
  expect(visit().get().kept).toBe('second')
})
