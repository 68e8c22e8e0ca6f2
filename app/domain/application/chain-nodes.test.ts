import { expect, test } from 'vitest'
import { standardConfiguration } from '#app/domain/guideline/standard.ts'
import { levelOfNode, nextNode, nodeEnd, nodesOf, previousNode } from './chain-nodes.ts'

const configuration = standardConfiguration({ code: 'X', title: 'X', year: 2025 })
const inTown = { unitCode: '320583', townCode: '320583100', channel: 'local' }
const inCounty = { ...inTown, townCode: null }

test('an applicant in a town passes four nodes, one without a town three', () => {
  expect(nodesOf(configuration, inTown)).toEqual([
    'town_review',
    'county_review',
    'city_review',
    'province_check',
  ])
  expect(nodesOf(configuration, inCounty)).toEqual(['county_review', 'city_review', 'province_check'])
})

test('the direct channel begins at the province, where the guideline has one', () => {
  const chain = { ...configuration.chain, direct: [{ level: 'province' as const, required: true }] }
  expect(nextNode({ chain }, { ...inTown, channel: 'direct' }, null)).toBe('province_check')
})

test('each node knows the next and the one before', () => {
  expect(nextNode(configuration, inCounty, 'county_review')).toBe('city_review')
  expect(nextNode(configuration, inCounty, 'province_check')).toBe(null)
  expect(nextNode(configuration, inCounty, 'town_review')).toBe(null)
  expect(previousNode(configuration, inCounty, 'city_review')).toBe('county_review')
  expect(previousNode(configuration, inCounty, 'county_review')).toBe(null)
})

test('a node ends when the guideline says so', () => {
  const deadlines = { ...configuration.deadlines, cityEnd: '2025-03-25 17:00' }
  expect(nodeEnd({ deadlines }, 'city_review')).toEqual(new Date('2025-03-25T09:00:00Z'))
  expect(nodeEnd({ deadlines }, 'county_review')).toBe(null)
  expect(levelOfNode('returned')).toBe(null)
})
