import { expect, test } from 'vitest'
import { isOfStage, stagePaths, type StageName } from './stages.ts'

const stages = Object.keys(stagePaths) as StageName[]
const at = (pathname: string) => stages.filter((stage) => isOfStage(pathname, stage))

test('every page below a stage, and those beside it, light up its entry alone', () => {
  expect(at('/quotas')).toEqual(['review'])
  expect(at('/quotas/call-1/320500')).toEqual(['review'])
  expect(at('/recommendations/1')).toEqual(['review'])
  expect(at('/experts/proposals')).toEqual(['scoring'])
  expect(at('/alerts/1')).toEqual(['tracking'])
  expect(at('/funds')).toEqual(['guideline'])
  expect(at('/enterprise/staff')).toEqual(['enterprise'])
  expect(at('/enterprises')).toEqual(['enterprise'])
  expect(at('/audit/disclosures')).toEqual(['admin'])
  expect(at('/fundsx')).toEqual([])
})
