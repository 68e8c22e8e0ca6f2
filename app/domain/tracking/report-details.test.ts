import { expect, test } from 'vitest'
import { standardForm } from '../application/standard-form.ts'
import { fenPerWan } from '../kernel/money.ts'
import { itemProgress, itemSums, plannedItems, readDetails, withSums } from './report-details.ts'

const form = standardForm({ financeYears: [2024, 2023] })
const planned = {
  investment: [
    { row: 'equipment', amount: '8,600', done: '0' },
    { row: 'rnd', amount: '1400.5', done: '0' },
  ],
}
const items = plannedItems(form, planned)
const details = {
  items: [
    { row: 'equipment', period: '600', cumulative: '1,600.25' },
    { row: 'rnd', period: '-0.25', cumulative: '10' },
  ],
}
const found = (more: object) =>
  readDetails({ items, details: { ...details, ...more } }).problems.map(({ path, code }) => `${path} ${code}`)

test('the items are those of the application, with what it plans for each', () => {
  expect(items.map(({ key, plannedWan }) => [key, plannedWan])).toEqual([
    ['buildings', ''],
    ['equipment', '8,600'],
    ['installation', ''],
    ['other_fixed', ''],
    ['rnd', '1400.5'],
    ['working_capital', ''],
    ['other', ''],
  ])
  expect(plannedItems({ sections: [] }, planned)).toEqual([])
})

test('what was invested is the sum of the items, to the fen', () => {
  expect(itemSums({ items, details })).toEqual({
    periodFen: 599_750_000n,
    cumulativeFen: 1_610_250_000n,
  })
  expect(withSums({ items, details, periodWan: '9', cumulativeWan: '9' })).toMatchObject({
    periodWan: '599.75',
    cumulativeWan: '1,610.25',
  })
  const without = { items: [], details: {}, periodWan: '9', cumulativeWan: '9' }
  expect(withSums(without)).toEqual(without)
})

test('an item knows its plan and its progress', () => {
  expect(itemProgress({ items, details })[1]).toMatchObject({
    key: 'equipment',
    plannedFen: 8600n * fenPerWan,
    periodFen: 600n * fenPerWan,
    cumulativeFen: 1_600_250_000n,
  })
})

test('items may be left empty, all of them together may not', () => {
  expect(found({})).toEqual([])
  expect(found({ items: [] })).toEqual(['items required'])
  expect(found({ items: [{ row: 'equipment', cumulative: '-1' }] })).toEqual([
    'items[1].cumulative number_negative',
  ])
  expect(readDetails({ items: [], details: {} }).problems).toEqual([])
})

test('equipment has a name, a number and an amount; output may be empty, and is never words', () => {
  expect(found({ equipment: [{ model: 'X1' }] })).toEqual([
    'equipment[0].name required',
    'equipment[0].count required',
    'equipment[0].amount required',
  ])
  expect(found({ 'output.jobs': '若干', 'output.profit': '-12.5' })).toEqual(['output.jobs number_format'])
  expect(found({ 'output.evil': '1' })).toEqual(['output.evil unknown_field'])
})
