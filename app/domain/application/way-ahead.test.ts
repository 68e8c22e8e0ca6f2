import { expect, test } from 'vitest'
import { standardConfiguration } from '../guideline/standard.ts'
import { wayAhead } from './way-ahead.ts'

const call = standardConfiguration({ code: 'A-1', title: 'a', year: 2025 })
const application = { unitCode: '320583', townCode: null, channel: 'local', node: null }
const ahead = (status: string, changes = {}) => wayAhead({ ...call, ...changes }, { ...application, status })
const later = ['proposed', 'publicity', 'approved']

test('the way goes through the nodes of the chain, then review, decision and public notice', () => {
  const province = ['province_check', 'qualified', 'in_review', 'reviewed', ...later]
  expect(ahead('draft')).toEqual(['county_review', 'city_review', ...province])
  expect(ahead('city_review')).toEqual(province)
  expect(wayAhead(call, { ...application, status: 'returned', node: 'province_check' })).toEqual(province)
  expect(ahead('qualified', { reviewSkipped: true })).toEqual(['reviewed', ...later])
})

test('what lies beside the way comes back to it, and what has ended has none', () => {
  expect(ahead('site_check')).toEqual(['reviewed', ...later])
  expect(ahead('reserved')).toEqual(later)
  expect(ahead('objection')).toEqual(['publicity', 'approved'])
  for (const status of ['approved', 'rejected', 'not_approved', 'withdrawn', 'expired'])
    expect([status, ahead(status)]).toEqual([status, []])
})
