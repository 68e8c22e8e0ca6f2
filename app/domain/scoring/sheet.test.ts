import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standardScheme, type ScoreScheme } from '../guideline/score-scheme.ts'
import { readSheet, totalOf, type TypedSheet } from './sheet.ts'

const requestedFen = 500_000_000n

function typed(scores: string[], over: Partial<TypedSheet> = {}): TypedSheet {
  return {
    items: Object.fromEntries(scores.map((score, i) => [`S${i + 1}`, { score, comment: '' }])),
    vetoes: [],
    suggestion: 'support',
    suggestedWan: '500',
    comment: '该项目符合指南支持方向，技术路线清晰。'.repeat(4),
    ...over,
  }
}

const good = ['18', '22.5', '16', '17', '12']

function problems(sheet: TypedSheet, scheme: ScoreScheme = standardScheme) {
  return readSheet(scheme, sheet, { requestedFen }).problems
}

test('points add up', () => {
  expect(readSheet(standardScheme, typed(good), { requestedFen })).toEqual({
    problems: [],
    totalCenti: 8550,
    marks: { S1: 1800, S2: 2250, S3: 1600, S4: 1700, S5: 1200 },
    suggestion: 'support',
    suggestedFen: 500_000_000n,
  })
})

test('weighted marks give 87.20', () => {
  const scheme: ScoreScheme = { ...standardScheme, mode: 'weights' }
  const sheet = readSheet(scheme, typed(['85', '92', '80', '90', '88']), { requestedFen })
  expect(sheet).toMatchObject({ problems: [], totalCenti: 8720 })
})

test('a missing, high or uneven mark names its field and leaves no total', () => {
  const sheet = readSheet(standardScheme, typed(['', '25.5', '16.25', '17', '12']), { requestedFen })
  expect(sheet.totalCenti).toBe(null)
  expect(sheet.marks).toEqual({ S4: 1700, S5: 1200 })
  expect(sheet.problems).toEqual([
    { path: 'items.S1.score', code: 'number_required', params: {} },
    { path: 'items.S2.score', code: 'score_above_max', params: { max: 25 } },
    { path: 'items.S3.score', code: 'score_step', params: { step: '0.5' } },
  ])
})

test('a comment is asked below 60 % and from 95 %', () => {
  expect(problems(typed(['12', '22.5', '16', '17', '12']))).toEqual([])
  expect(problems(typed(['11.5', '22.5', '19', '17', '12'])).map(({ path, code }) => [path, code])).toEqual([
    ['items.S1.comment', 'score_comment_low'],
    ['items.S3.comment', 'score_comment_high'],
  ])
  const sheet = typed(good)
  expect(
    problems({ ...sheet, items: { ...sheet.items, S1: { score: '11.5', comment: '依据不足' } } }),
  ).toEqual([])
})

test('a veto needs its text and must be on the sheet', () => {
  const vetoes = [
    { code: 'V1', text: ' ' },
    { code: 'V9', text: '…' },
    { code: 'V2', text: '发票系伪造' },
  ]
  expect(problems(typed(good, { vetoes })).map(({ path, code }) => [path, code])).toEqual([
    ['vetoes.V1.text', 'veto_text_required'],
    ['vetoes.V9', 'veto_unknown'],
  ])
})

test('the amount stays within the request, and may be left out only without support', () => {
  expect(problems(typed(good, { suggestedWan: '500.000001' }))).toEqual([
    { path: 'suggestedWan', code: 'suggested_above_requested', params: { requested: '500.00' } },
  ])
  expect(problems(typed(good, { suggestedWan: '' }))[0]).toMatchObject({ code: 'number_required' })
  expect(problems(typed(good, { suggestedWan: '', suggestion: 'not_support' }))).toEqual([])
  expect(problems(typed(good, { suggestion: 'perhaps' }))[0]).toMatchObject({ code: 'suggestion_required' })
})

test('blanks and punctuation do not lengthen an opinion', () => {
  const comment = `${'好'.repeat(49)}${'。 '.repeat(30)}`
  expect(problems(typed(good, { comment }))).toEqual([
    { path: 'comment', code: 'opinion_too_short', params: { min: 50, length: 49 } },
  ])
  expect(problems(typed(good, { comment: `${comment}𠮷` }))).toEqual([])
})

test('a weighted total lies between the lowest and the highest mark', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 5, maxLength: 5 }), (values) => {
      const marks = Object.fromEntries(values.map((value, i) => [`S${i + 1}`, value]))
      const total = totalOf({ mode: 'weights', items: standardScheme.items }, marks)
      expect(total).toBeGreaterThanOrEqual(Math.min(...values))
      expect(total).toBeLessThanOrEqual(Math.max(...values))
    }),
  )
})
