import { expect, test } from 'vitest'
import { differing, opinionOfficeOf, readOpinion } from './opinion.ts'

test.each([
  ['90', 9000, []],
  [' 79.99 ', 7999, []],
  ['0', 0, []],
  ['100', 10_000, []],
  ['100.01', 10_001, ['score_above_hundred']],
  ['85.123', 0, ['number_too_fine']],
  ['-1', 0, ['number_negative']],
  ['', 0, ['number_required']],
])('a proposed score %s is %i centi-points', (score, scoreCenti, codes) => {
  const { problems, ...read } = readOpinion({ score, text: '资料齐全' })
  expect([read.scoreCenti, problems.map(({ code }) => code)]).toEqual([scoreCenti, codes])
})

test('an opinion has words', () => {
  expect(readOpinion({ score: '90', text: ' ' }).problems).toMatchObject([{ path: 'text', code: 'required' }])
})

test('the province answers finance and the third party whose grade is another, not the city', () => {
  const said = [
    { office: 'city', scoreCenti: 5000 },
    { office: 'finance', scoreCenti: 8999 },
    { office: 'third_party', scoreCenti: 9000 },
  ]
  expect(differing('excellent', said)).toEqual(['finance'])
  expect(differing('good', said)).toEqual(['third_party'])
  expect(differing('poor', said)).toEqual(['finance', 'third_party'])
})

test('the city, provincial finance and the auditor speak, nobody else', () => {
  const of = (role: string, level: 'province' | 'city' | 'county') =>
    opinionOfficeOf({ roles: [role], level })
  expect([of('handler', 'city'), of('finance', 'province'), of('auditor', 'province')]).toEqual([
    'city',
    'finance',
    'third_party',
  ])
  expect([
    of('handler', 'county'),
    of('handler', 'province'),
    of('finance', 'county'),
    of('approver', 'city'),
  ]).toEqual([null, null, null, null])
})
