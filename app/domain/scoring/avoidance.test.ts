import { expect, test } from 'vitest'
import { avoidances, type AvoidanceFacts, type ExpertTies } from './avoidance.ts'

const applicant = '91320102MADEMX0112'
const other = '91320413MADEMX0387'

function rules(expert: Partial<ExpertTies>, facts: Partial<AvoidanceFacts> = {}) {
  return avoidances({
    expert: {
      name: '张三',
      employer: '东南大学',
      employerUscc: other,
      history: [],
      shareholdings: [],
      ...expert,
    },
    applicants: [{ uscc: applicant }],
    authorityUsccs: [],
    sameCategoryUsccs: [],
    askedToAvoid: [],
    today: '2026-03-18',
    ...facts,
  })
}

const names = (found: ReturnType<typeof rules>) => found.map(({ rule }) => rule)

test('a stranger is free, and nobody is barred by empty codes', () => {
  expect(rules({})).toEqual([])
  expect(rules({ employerUscc: '' }, { applicants: [{ uscc: '' }], authorityUsccs: [''] })).toEqual([])
})

test('C01: the employer applies', () => {
  expect(rules({ employerUscc: ' 91320102mademx0112' })).toEqual([
    { rule: 'C01', evidence: { code: 'avoid_c01', params: { uscc: applicant } } },
  ])
})

test.each([
  ['2023-03-17', []],
  ['2023-03-18', ['C02']],
  ['2023-02', []],
  ['2023-03', ['C02']],
  ['2022', []],
  ['2023', ['C02']],
  ['', ['C02']],
])('C02: left the applicant %s', (to, expected) => {
  expect(names(rules({ history: [{ uscc: applicant, role: '独立董事', from: '2015-01', to }] }))).toEqual(
    expected,
  )
  expect(rules({ history: [{ uscc: other, role: '独立董事', from: '2015-01', to }] })).toEqual([])
})

test('C02: the proof of a post that lasts says since when', () => {
  const post = { uscc: applicant, role: '独立董事', from: '2015-01' }
  expect(rules({ history: [{ ...post, to: '' }] })[0]?.evidence).toEqual({
    code: 'avoid_c02_still',
    params: post,
  })
  expect(rules({ history: [{ ...post, to: '2025' }] })[0]?.evidence).toEqual({
    code: 'avoid_c02',
    params: { ...post, to: '2025' },
  })
})

test.each([
  ['0.9999', false, []],
  ['1', false, ['C03']],
  ['4.9999', true, []],
  ['5', true, ['C03']],
  ['100', true, ['C03']],
])('C03: holds %s percent, listed %s', (percent, listed, expected) => {
  expect(names(rules({ shareholdings: [{ uscc: applicant, percent, listed }] }))).toEqual(expected)
})

test('C06: works for an authority of the application', () => {
  expect(names(rules({}, { authorityUsccs: [other] }))).toEqual(['C06'])
})

test('C08: the employer has its own application in the category', () => {
  expect(names(rules({}, { sameCategoryUsccs: [applicant, other] }))).toEqual(['C08'])
})

test.each([
  ['张三', '', ['C10']],
  [' 张　三 ', '东南大学', ['C10']],
  ['张三', '东南大学机械工程学院', ['C10']],
  ['张三', '东南', ['C10']],
  ['张三', '南京大学', []],
  ['张三丰', '', []],
  ['', '东南大学', []],
])('C10: the applicant names %s of %s', (name, employer, expected) => {
  expect(
    names(
      rules(
        {},
        {
          askedToAvoid: [
            { name: '李四', employer: '' },
            { name, employer },
          ],
        },
      ),
    ),
  ).toEqual(expected)
})

test('C10: a name is the same however it is typed, and says nothing of the reason', () => {
  expect(
    rules(
      { name: '买买提·艾力', employer: '新疆大学' },
      { askedToAvoid: [{ name: '买买提•艾力', employer: '新疆大学（本部）' }] },
    ),
  ).toEqual([{ rule: 'C10', evidence: { code: 'avoid_c10', params: {} } }])
})

test('every ground is listed, not only the first', () => {
  const found = rules(
    { employerUscc: applicant, shareholdings: [{ uscc: applicant, percent: '30', listed: false }] },
    { sameCategoryUsccs: [applicant] },
  )
  expect(names(found)).toEqual(['C01', 'C03', 'C08'])
})
