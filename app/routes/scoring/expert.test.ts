import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { aPlannedPanel, scoringDay as now } from '#fixtures/scoring.ts'
import { pageText, testSite } from '../testing.ts'

test('a suspension that comes too late keeps the reason as it was typed', async () => {
  await using db = await testDb()
  await aPlannedPanel(db)
  const { postAs } = await testSite(db)
  const act = { act: 'suspend', version: '9', reason: '聘期内受到党纪处分' }
  const refused = await postAs({ id: 'user-organiser' }, '/experts/expert-expert_bai', act, { now })
  expect(refused.status).toBe(409)
  expect(await pageText(refused)).toContain('聘期内受到党纪处分')
})

test('whoever reads an expert reads every field by name', async () => {
  await using db = await testDb()
  await aPlannedPanel(db)
  const { requestAs } = await testSite(db)
  const page = await requestAs({ id: 'user-leader' }, '/experts/expert-expert_yan', { now })
  expect(await pageText(page)).toContain('34 通用设备制造业、39 计算机、通信和其他电子设备制造业')
})
