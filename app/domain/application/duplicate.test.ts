import { expect, test } from 'vitest'
import { duplicateHit, duplicateParams, duplicateParamsOf, listedHit, longTexts } from './duplicate.ts'
import { standardForm } from './standard-form.ts'

const params = duplicateParams.parse({})
const long = Array.from({ length: 200 }, (_, at) => String.fromCodePoint(0x4e00 + at * 7)).join('')
const other = Array.from({ length: 200 }, (_, at) => String.fromCodePoint(0x7000 + at * 5)).join('')

const first = {
  enterpriseId: 'one',
  uscc: '91320583MADEMX02XQ',
  controller: '',
  projectName: '年产 20 万套伺服驱动器智能工厂建设项目',
  projectCode: '2503-320583-89-02-123456',
  texts: { 'project.content': long, 'project.technology': '略' },
}

test('the long texts of the standard form', () => {
  const values = { 'project.content': '甲', 'project.fit': '乙', 'cover.project_name': '丙' }
  expect(longTexts(standardForm({ financeYears: [2024] }), values)).toEqual({
    'project.content': '甲',
    'project.technology': '',
    'project.intellectual_property': '',
    'project.fit': '乙',
  })
})

test('a text copied by another enterprise is a hit, its like name is none', () => {
  const copied = {
    ...first,
    enterpriseId: 'two',
    texts: { 'project.content': `${long}${other.slice(0, 40)}` },
  }
  expect(duplicateHit(first, copied, params)).toEqual({
    alike: 1,
    sameCode: false,
    sameController: false,
    name: null,
    texts: [{ path: 'project.content', similarity: 198 / 238, contained: 1 }],
  })
})

test('in the same enterprise the name and the code are hits too', () => {
  const again = { ...first, projectName: '年产 20 万套伺服驱动器智能工厂建设', texts: {} }
  expect(duplicateHit(first, again, params)).toEqual({
    alike: 1,
    sameCode: true,
    sameController: false,
    name: 1,
    texts: [],
  })
  expect(duplicateHit(first, { ...again, projectCode: '' }, params)).toMatchObject({
    sameCode: false,
    name: 1,
  })
})

test('enterprises of one actual controller are compared by name as one', () => {
  const own = { ...first, controller: '王启明' }
  const sister = { ...own, enterpriseId: 'two', uscc: '91320115MADEMX01XR', projectCode: '', texts: {} }
  expect(duplicateHit(own, sister, params)).toEqual({
    alike: 1,
    sameCode: false,
    sameController: true,
    name: 1,
    texts: [],
  })
  expect(duplicateHit(own, { ...sister, controller: '顾维钧' }, params)).toBeNull()
  expect(duplicateHit(own, { ...sister, projectName: '碳纤维车间' }, params)).toBeNull()
  expect(duplicateHit({ ...own, controller: '' }, { ...sister, controller: '' }, params)).toBeNull()
})

test('other words, short texts and other fields are no hits', () => {
  const stranger = { ...first, enterpriseId: 'two' }
  expect(duplicateHit(first, { ...stranger, texts: { 'project.content': other } }, params)).toBeNull()
  expect(duplicateHit(first, { ...stranger, texts: { 'project.technology': '略' } }, params)).toBeNull()
  expect(duplicateHit(first, { ...stranger, texts: { 'project.fit': long } }, params)).toBeNull()
})

test('the thresholds are those of the guideline', () => {
  const half = {
    ...first,
    enterpriseId: 'two',
    texts: { 'project.content': long.slice(0, 120) + other.slice(0, 60) },
  }
  expect(duplicateHit(first, half, params)).toBeNull()
  const lower = duplicateParamsOf({
    rules: [{ code: 'R14', severity: 'manual', params: { textThreshold: 0.5, containedThreshold: 0.6 } }],
  })
  expect(duplicateHit(first, half, lower)?.texts).toHaveLength(1)
  expect(duplicateParamsOf({ rules: [] })).toEqual(params)
})

test.each([
  [
    'the name but for its fillers',
    { projectName: '关于年产20万套伺服驱动器智能工厂建设' },
    { name: 1, sameCode: false },
  ],
  [
    'the code, written otherwise',
    { projectCode: '２５０３-320583–89-02-123456 ' },
    { name: null, sameCode: true },
  ],
  ['neither', {}, null],
  ['another undertaker', { uscc: '91320115MADEMX01XR', projectName: first.projectName }, null],
] as const)('a project on the list of another department: %s', (_, changes, hit) => {
  const listed = { uscc: first.uscc, projectName: '碳纤维车间', projectCode: 'BE2024001', ...changes }
  expect(listedHit(first, listed, params)).toEqual(
    hit && { alike: 1, sameController: false, texts: [], ...hit },
  )
})

test('a listed project without a code is like none by its code', () => {
  const listed = { uscc: first.uscc, projectName: '碳纤维车间', projectCode: '' }
  expect(listedHit({ ...first, projectCode: '' }, listed, params)).toBeNull()
})
