import { expect, test } from 'vitest'
import { listedKey, readListed, sourceOf } from './listed-project.ts'

const row = {
  uscc: '91320583MADEMX02XQ',
  undertaker: '昆山精锐数控装备有限公司',
  project: '五轴联动加工中心研发及产业化',
  code: ' BE2024001 ',
  department: '省科技厅',
  fund: '重点研发计划',
  year: '2024',
  amount: '1,200.5',
}

test('a row of a list, its amount in fen', () => {
  const { value, problems } = readListed(row)
  expect(problems).toEqual([])
  expect(value).toEqual({
    uscc: '91320583MADEMX02XQ',
    undertakerName: '昆山精锐数控装备有限公司',
    projectName: '五轴联动加工中心研发及产业化',
    projectCode: 'BE2024001',
    department: '省科技厅',
    fund: '重点研发计划',
    year: 2024,
    amountFen: 1_200_500_000n,
  })
  expect(value && sourceOf(value)).toBe('省科技厅 2024 重点研发计划')
})

test('a list may leave out code, fund and amount', () => {
  const { value } = readListed({ ...row, code: '', fund: '', amount: '', year: '２０２４年' })
  expect(value).toMatchObject({ projectCode: '', fund: '', amountFen: null, year: 2024 })
  expect(value && sourceOf(value)).toBe('省科技厅 2024')
})

test.each([
  [{ uscc: '9132O583MADEMX02XQ' }, ['uscc uscc_alphabet']],
  [
    { undertaker: ' ', project: '', department: '' },
    ['undertaker required', 'project required', 'department required'],
  ],
  [{ year: '24' }, ['year fund_year']],
  [{ amount: '约一千万' }, ['amount number_format']],
  [{ amount: '-1' }, ['amount number_negative']],
  [{ project: '长'.repeat(201) }, ['project too_long']],
])('%o is named by its column', (changes, expected) => {
  const { value, problems } = readListed({ ...row, ...changes })
  expect(value).toBeNull()
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual(expected)
})

test('a row is the same when its amount changed, another when its year did', () => {
  const key = (changes: Partial<typeof row>) => {
    const { value } = readListed({ ...row, ...changes })
    return value && listedKey(value)
  }
  expect(key({ amount: '1' })).toBe(key({}))
  expect(key({ year: '2023' })).not.toBe(key({}))
})
