import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FormDefinition, type FormValues, labelAt } from './form.ts'
import { codesIn, formPage } from './form-page.ts'
import { industryNames } from '#app/domain/kernel/industries.ts'
import { formDefinition } from './form-schema.ts'
import { amountAt, checkDraft, parseForm, readForm, sumOf } from './read-form.ts'

const label = { zh: '名', en: 'Name' }
const definition = formDefinition.parse({
  sections: [
    {
      key: 'cover',
      number: '1',
      title: label,
      fields: [
        { key: 'name', kind: 'text', label, required: true, maxLength: 10 },
        { key: 'total', kind: 'wan', label, required: true },
        { key: 'profit', kind: 'wan', label, min: '-1000' },
        { key: 'share', kind: 'percent', label, max: '100' },
        { key: 'start', kind: 'month', label },
        { key: 'joint', kind: 'yes_no', label },
        { key: 'trade', kind: 'industry', label },
        {
          key: 'partner',
          kind: 'text',
          label,
          required: true,
          visibleWhen: { field: 'cover.joint', equals: 'yes' },
        },
      ],
    },
    {
      key: 'years',
      number: '2',
      title: label,
      table: {
        columns: [
          { key: 'assets', kind: 'wan', label, required: true },
          { key: 'debts', kind: 'wan', label },
          { key: 'ratio', kind: 'calculated', label, calculation: { op: 'ratio', of: ['debts', 'assets'] } },
        ],
        rows: [
          { key: 'y2024', label: { zh: '2024 年', en: '2024' } },
          { key: 'y2023', label: { zh: '2023 年', en: '2023' } },
        ],
      },
    },
    {
      key: 'list',
      number: '3',
      title: label,
      table: { columns: [{ key: 'amount', kind: 'wan', label, required: true }], minRows: 1, maxRows: 3 },
    },
  ],
})

const targets: FormDefinition = {
  sections: [
    {
      key: 'targets',
      number: '9',
      title: label,
      table: {
        columns: [
          { key: 'kind', kind: 'text', label, required: true },
          {
            key: 'value',
            kind: 'decimal',
            label,
            required: true,
            unless: { key: 'kind', equals: 'words', takes: 'words' },
          },
          {
            key: 'unit',
            kind: 'text',
            label,
            required: true,
            unless: { key: 'kind', equals: 'words', takes: 'nothing' },
          },
        ],
      },
    },
  ],
}

const whole: FormValues = {
  'cover.name': '项目',
  'cover.total': '1,250.5',
  'cover.profit': '-3',
  'cover.share': '12.5%',
  'cover.start': '2025-02',
  'cover.joint': 'no',
  years: [
    { row: 'y2023', assets: '3', debts: '1' },
    { row: 'y2024', assets: '１０', debts: '' },
  ],
  list: [{ amount: '1' }, { amount: '' }, { amount: '0.5' }],
}

function codes(values: FormValues): string[] {
  return readForm(definition, values).problems.map((p) => `${p.path} ${p.code}`)
}

test('a whole form is understood: fen, basis points, fixed rows in their order, blank rows kept', () => {
  const parsed = parseForm(definition, whole)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal))
  const form = parsed.value
  expect(amountAt(form, 'cover.total')).toBe(1_250_500_000n)
  expect(form.fields).toMatchObject({
    'cover.profit': -3_000_000n,
    'cover.share': 1250,
    'cover.joint': false,
    'cover.partner': null,
  })
  expect(form.tables.years?.map((row) => row.key)).toEqual(['y2024', 'y2023'])
  expect(form.tables.years?.[1]?.cells.ratio).toBe(3333)
  expect(form.tables.list?.length).toBe(3)
  expect(sumOf(form, 'list', 'amount')).toBe(1_500_000n)
  expect(sumOf(form, 'list', 'amount', new Set([2]))).toBe(1_000_000n)
})

test.each([
  [{ 'cover.name': '' }, 'cover.name required'],
  [{ 'cover.name': '十一个字的项目名称是太长' }, 'cover.name too_long'],
  [{ 'cover.total': '一千' }, 'cover.total number_format'],
  [{ 'cover.total': '-1' }, 'cover.total number_negative'],
  [{ 'cover.profit': '-1001' }, 'cover.profit too_small'],
  [{ 'cover.share': '100.01' }, 'cover.share too_large'],
  [{ 'cover.start': '2025-13' }, 'cover.start month_format'],
  [{ 'cover.joint': 'yes' }, 'cover.partner required'],
  [{ 'cover.trade': 'C9' }, 'cover.trade industry_format'],
  [{ 'cover.joint': 'maybe' }, 'cover.joint not_yes_or_no'],
  [{ 'cover.nickname': 'x' }, 'cover.nickname unknown_field'],
  [{ 'cover.name': [{ a: '1' }] }, 'cover.name not_text'],
  [{ years: 'text' }, 'years not_rows'],
  [{ list: [] }, 'list too_few_rows'],
  [{ list: [{ amount: '1', colour: 'red' }] }, 'list[0].colour unknown_field'],
  [{ list: Array.from({ length: 4 }, () => ({ amount: '1' })) }, 'list too_many_rows'],
  [{ years: [{ row: 'y1999', assets: '1' }] }, 'years[0] unknown_row'],
  [{ years: [{ row: 'y2024', assets: '1', ratio: '5' }] }, 'years[0].ratio unknown_field'],
])('%o is a problem: %s', (change, problem) => {
  expect(codes({ ...whole, ...change })).toContain(problem)
})

test('an industry code is shown with the name of its division; what is none stays as typed', () => {
  const shown = (typed: string, language: 'zh' | 'en') => {
    const values = { ...whole, 'cover.trade': typed }
    const names = industryNames(codesIn(definition, values).industry, language)
    const [cover] = formPage(definition, values, { language, yes: '', no: '', names })
    return cover?.fields?.find(({ key }) => key === 'trade')?.shown
  }
  expect(shown('c3812', 'zh')).toBe('C3812 电气机械和器材制造业')
  expect(shown('3812', 'en')).toBe('3812 Manufacture of electrical machinery and apparatus')
  expect(shown('C99', 'zh')).toBe('C99')
})

test('a draft may be unfinished, but holds no foreign field and no text beyond its length', () => {
  expect(checkDraft(definition, { 'cover.total': 'abc' })).toEqual([])
  const problems = checkDraft(definition, { 'cover.name': 'x'.repeat(10_000_000), 'other.field': '1' })
  expect(problems.map((p) => p.code)).toEqual(['too_long', 'unknown_field'])
})

test('a path tells its name and row', () => {
  expect(labelAt(definition, 'years[1].assets')).toMatchObject({
    number: '2',
    row: 1,
    rowLabel: { zh: '2023 年' },
  })
  expect(labelAt(definition, 'cover.nickname')).toBeNull()
})

test('whatever is sent is read without a fault', () => {
  const key = fc.constantFrom('cover.name', 'cover.total', 'years', 'list', '__proto__', 'cover', 'x')
  const cell = fc.oneof(fc.string(), fc.constantFrom('1', 'y2024', '2025-02'))
  const row = fc.dictionary(fc.constantFrom('row', 'assets', 'amount', 'x'), cell)
  fc.assert(
    fc.property(fc.dictionary(key, fc.oneof(cell, fc.array(row, { maxLength: 5 }))), (values) => {
      readForm(definition, values)
      return parseForm(definition, values).ok === (readForm(definition, values).problems.length === 0)
    }),
    { numRuns: 300, seed: 7 },
  )
})

test('a column takes words, or nothing, where another cell of its row says so', () => {
  const found = (kind: string, value: string, unit: string) =>
    readForm(targets, { targets: [{ kind, value, unit }] }).problems.map(
      ({ path, code }) => `${path} ${code}`,
    )
  expect(found('count', '4', '条')).toEqual([])
  expect(found('count', '显著', '')).toEqual(['targets[0].value number_format', 'targets[0].unit required'])
  expect(found('words', '显著', '')).toEqual([])
  expect(found('words', '', '')).toEqual(['targets[0].value required'])
})
