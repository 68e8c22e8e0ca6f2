import { expect, test } from 'vitest'
import { factsOfTarget, targetOfFacts } from './erasures.ts'
import { type DoneErasure, formatErasures, parseErasures } from './erasure-list.ts'

const list: DoneErasure[] = [
  { erasure: '2', at: '2026-03-18T09:00:00.000Z', kind: 'file', id: 'f' },
  { erasure: '1', at: '2026-03-17T09:00:00.000Z', kind: 'person', id: 'user-a' },
]

test('a list is read back in the order of time, whatever order it was written in', () => {
  const text = formatErasures('a/log', list)
  expect(text.split('\n')[0]).toBe('a/log/erasures')
  expect(parseErasures('a/log', text)).toEqual(list.toReversed())
  expect(formatErasures('a/log', list.toReversed())).toBe(text)
  expect(parseErasures('a/log', formatErasures('a/log', []))).toEqual([])
})

test('the list of another log, a broken line and a line too much are no list', () => {
  const text = formatErasures('a/log', list)
  expect(parseErasures('b/log', text)).toBeNull()
  for (const wrong of ['', text.slice(0, -10), text.replace('person', 'people'), `${text}x\n`, `${text}\n`])
    expect(parseErasures('a/log', wrong)).toBeNull()
})

test('an event names exactly one thing', () => {
  for (const { kind, id } of list) expect(targetOfFacts(factsOfTarget({ kind, id }))).toEqual({ kind, id })
  expect(targetOfFacts({ entry: 'e', person: null })).toEqual({ kind: 'entry', id: 'e' })
  expect(targetOfFacts({ entry: 'e', person: 'p' })).toBeNull()
  expect(targetOfFacts({})).toBeNull()
})
