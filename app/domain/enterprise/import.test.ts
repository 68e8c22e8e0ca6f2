import { expect, test } from 'vitest'
import { readEnterprise, type Unit } from './import.ts'

const districts = ['320106', '320302'].map((code): Unit => ({
  code,
  name: '鼓楼区',
  level: 'county',
  cityCode: `${code.slice(0, 4)}00`,
  regionCode: code,
}))
const row = { uscc: '91350100M000100Y43', name: '徐州新企业有限公司' }

test('a name of two districts is not guessed; with its city it is known', () => {
  const known = { unitsOf: (word: string) => (word === '鼓楼区' ? districts : districts.slice(1)) }
  expect(readEnterprise({ ...row, unit: '鼓楼区' }, known).problems).toEqual([
    { path: 'unit', code: 'unit_ambiguous', params: { value: '鼓楼区', count: 2 } },
  ])
  expect(readEnterprise({ ...row, unit: '徐州市鼓楼区' }, known).value).toMatchObject({ unitCode: '320302' })
})

test('words of either language stand for one value; any other word is named', () => {
  const known = { unitsOf: () => districts.slice(1) }
  const read = (size: string) => readEnterprise({ ...row, unit: '320302', size }, known)
  expect([read('中型').value?.size, read('Medium').value?.size]).toEqual(['medium', 'medium'])
  expect(read('巨型').problems).toEqual([{ path: 'size', code: 'not_an_option', params: { value: '巨型' } }])
})

test('several qualifications are told apart by commas; names with blanks of their own stay whole', () => {
  const known = { unitsOf: () => districts.slice(1) }
  const tagsOf = (tags: string) => readEnterprise({ ...row, unit: '320302', tags }, known).value?.tags
  expect(tagsOf('above designated size, little giant')).toBe('GUISHANG,LITTLE_GIANT')
  expect(tagsOf('规模以上企业、高新技术企业')).toBe('GUISHANG,HIGH_TECH')
  expect(tagsOf('ZJTX HIGH_TECH')).toBe('ZJTX,HIGH_TECH')
})
