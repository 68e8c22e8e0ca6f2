import { expect, test } from 'vitest'
import { isValid, readNames, readUnit, type Surroundings, type TypedUnit } from './unit.ts'

const county = { code: '320583', level: 'county', kind: 'admin', regionCode: '320583' }
const city = { code: '320500', level: 'city', kind: 'admin', regionCode: '320500' }
const zone = { code: '320576', level: 'county', kind: 'zone', regionCode: '320500' }
const free: Surroundings = { parent: county, codeTaken: false, nameTaken: false, countyKnown: true }
const town: TypedUnit = { kind: 'town', parentCode: '320583', code: '320583101', name: '巴城镇', nameEn: '' }

const read = (typed: Partial<TypedUnit>, around: Partial<Surroundings> = {}) =>
  readUnit(Object.assign({}, town, typed), Object.assign({}, free, around))

function problems(result: ReturnType<typeof read> | ReturnType<typeof readNames>) {
  return result.ok ? [] : (result.refusal.fields ?? []).map(({ path, code }) => `${path} ${code}`)
}

test('a town lies under a county, with nine digits of which six are the county’s', () => {
  expect(read({ code: ' ３２０５８３１０１ ' })).toMatchObject({
    value: {
      code: '320583101',
      kind: 'town',
      level: 'town',
      regionCode: '320583',
      name: '巴城镇',
      nameEn: '',
    },
  })
  expect(problems(read({}, { parent: city }))).toEqual(['parentCode unit_parent_town'])
  for (const code of ['320583000', '320584101', '320583', '32058310a', '3205831010'])
    expect([code, ...problems(read({ code }))]).toEqual([code, 'code unit_code_town'])
})

test('a park is like a town, also of a development zone, whose region it shares', () => {
  expect(read({ kind: 'park', code: '320576401' }, { parent: zone })).toMatchObject({
    value: { kind: 'park', level: 'town', regionCode: '320500' },
  })
})

test('a zone acts as a county under its city and as a town under a county', () => {
  const under = (code: string, around: Partial<Surroundings>) => read({ kind: 'zone', code }, around)
  expect(under('320577', { parent: city })).toMatchObject({
    value: { level: 'county', regionCode: '320500' },
  })
  expect(under('320506451', { parent: city })).toMatchObject({
    value: { level: 'county', regionCode: '320506' },
  })
  expect(under('320583451', {})).toMatchObject({ value: { level: 'town', regionCode: '320583' } })
  expect(problems(under('320599451', { parent: city, countyKnown: false }))).toEqual([
    'code unit_code_county',
  ])
  for (const code of ['320500', '320600', '320506000', '32057'])
    expect([code, ...problems(under(code, { parent: city }))]).toEqual([code, 'code unit_code_zone'])
  expect(problems(under('320576451', { parent: zone }))).toEqual(['parentCode unit_parent_zone'])
})

test('a code and a name under one parent are given once, and what is missing is said at its field', () => {
  expect(problems(read({}, { codeTaken: true, nameTaken: true }))).toEqual([
    'code unit_code_taken',
    'name unit_name_taken',
  ])
  expect(
    problems(read({ kind: '', code: '', name: ' ', nameEn: 'x'.repeat(101) }, { parent: null })),
  ).toEqual(['kind unit_kind', 'parentCode unit_parent', 'code required', 'name required', 'nameEn too_long'])
})

test('names change, the English one may be empty, and the last day is a day', () => {
  const typed = { name: ' 巴城镇 ', nameEn: '', validUntil: '' }
  expect(readNames(typed, { nameTaken: false })).toMatchObject({
    value: { name: '巴城镇', nameEn: '', validUntil: null },
  })
  const ended = { name: '巴城镇', nameEn: 'Bacheng', validUntil: '2025-12-31' }
  expect(readNames(ended, { nameTaken: false })).toMatchObject({ value: ended })
  expect(
    problems(readNames(Object.assign({}, typed, { validUntil: '2025-02-30' }), { nameTaken: true })),
  ).toEqual(['name unit_name_taken', expect.stringMatching(/^validUntil /)])
})

test('a unit exists on its last day', () => {
  expect([null, '2025-12-31', '2025-12-30'].map((day) => isValid(day, '2025-12-31'))).toEqual([
    true,
    true,
    false,
  ])
})
