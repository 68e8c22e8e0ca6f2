import { expect, test } from 'vitest'
import { readReviewed, reviewedPlaces, withReviewed } from './reviewed.ts'
import type { Scored } from './score.ts'
import { storedReview } from './stored-review.ts'

/** The worked example of E.2 as scored: 94.35, 优. */
const weights = [1500, 1500, 1000, 1000, 1200, 800, 500, 500, 1000]
const scores = [1500, 1453, 900, 1000, 1104, 800, 400, 350, 978]
const scored: Pick<Scored, 'execution' | 'rows'> = {
  execution: { weightCenti: 1000, scoreCenti: 950, rateBp: 9500 },
  rows: weights.map((weightCenti, i) => ({ weightCenti, scoreCenti: scores[i] ?? null })),
}

function read(typed: Record<string, string>) {
  return readReviewed(scored, (path) => typed[path] ?? '')
}

test('without a word of the province the worked example stays 94.35, 优', () => {
  expect(withReviewed(scored, [])).toEqual({ totalCenti: 9435, grade: 'excellent' })
})

test('of the worked example the province takes 新增销售 down to 6.50: 89.81, 良', () => {
  const { reviewed, problems } = read({
    'reviewed[4].score': '6.50',
    'reviewed[4].reason': '两份合同未履行',
    'reviewed[execution].score': '9.5',
  })
  expect(problems).toEqual([])
  expect(reviewed).toEqual([{ place: 4, scoreCenti: 650, reason: '两份合同未履行' }])
  expect(withReviewed(scored, reviewed)).toEqual({ totalCenti: 8981, grade: 'good' })
})

test.each([
  [9000, 'excellent'],
  [8999, 'good'],
  [8000, 'good'],
  [7999, 'medium'],
  [6000, 'medium'],
  [5999, 'poor'],
])('reviewed rows that come to %i give %s', (total, grade) => {
  const whole = { execution: { weightCenti: 0, scoreCenti: null, rateBp: null }, rows: [row(10_000)] }
  expect(withReviewed(whole, [{ place: 0, scoreCenti: total, reason: '复核' }])).toEqual({
    totalCenti: total,
    grade,
  })
})

function row(weightCenti: number) {
  return { weightCenti, scoreCenti: weightCenti }
}

test('0 and the whole weight are scores, more, finer and unreasoned ones are not', () => {
  expect(
    read({
      'reviewed[0].score': '0',
      'reviewed[0].reason': '未提供佐证',
      'reviewed[1].score': '15',
      'reviewed[1].reason': '补充材料属实',
    }),
  ).toEqual({
    problems: [],
    reviewed: [
      { place: 0, scoreCenti: 0, reason: '未提供佐证' },
      { place: 1, scoreCenti: 1500, reason: '补充材料属实' },
    ],
  })
  const { problems } = read({
    'reviewed[execution].score': '10.01',
    'reviewed[execution].reason': '到账',
    'reviewed[0].score': '1.005',
    'reviewed[0].reason': '过细',
    'reviewed[1].score': '14',
    'reviewed[2].reason': '没有分',
    'reviewed[3].score': '九',
    'reviewed[3].reason': '汉字',
    'reviewed[4].score': '1',
    'reviewed[4].reason': '长'.repeat(501),
    'reviewed[5].score': '-1',
    'reviewed[5].reason': '负数',
  })
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'reviewed[execution].score score_above_max',
    'reviewed[0].score number_too_fine',
    'reviewed[1].reason required',
    'reviewed[2].score required',
    'reviewed[3].score number_format',
    'reviewed[4].reason too_long',
    'reviewed[5].score number_negative',
  ])
  expect(problems[0]?.params).toEqual({ max: 10 })
})

test('without a budget there is no execution to review; a row without a score has no total', () => {
  const unpaid = {
    execution: { weightCenti: 0, scoreCenti: null, rateBp: null },
    rows: [row(6000), row(4000)],
  }
  expect(reviewedPlaces(unpaid)).toEqual([0, 1])
  expect(withReviewed(unpaid, [])).toEqual({ totalCenti: 10_000, grade: 'excellent' })
  const unread = { ...unpaid, rows: [row(6000), { weightCenti: 4000, scoreCenti: null }] }
  expect(withReviewed(unread, [])).toEqual({ totalCenti: null, grade: null })
})

test('what a record keeps is read again, and nothing else', () => {
  const kept = [{ place: 'execution' as const, scoreCenti: 900, reason: '复核' }]
  expect(storedReview(JSON.stringify(kept))).toEqual(kept)
  expect(storedReview(null)).toEqual([])
  expect(() => storedReview('[{"place":-1,"scoreCenti":1,"reason":""}]')).toThrow()
})
