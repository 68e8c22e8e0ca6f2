import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { withFinance } from '#fixtures/application.ts'
import { anEvaluationAtProvince, evaluatedOn } from '#fixtures/evaluation.ts'
import { testFolder } from '#fixtures/folder.ts'
import { testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const as = (key: string) => ({ id: `user-${key}` })
const at = { now: evaluatedOn }

test('reviewed scores are posted by row, and read by nobody below before finance has confirmed', async () => {
  await using db = await testDb()
  const id = await anEvaluationAtProvince(db, { configuration: { finance: withFinance } })
  const { requestAs, postAs } = await testSite(db)
  const path = `/evaluations/${id}`
  const { projectId } = await db.client.evaluation.findUniqueOrThrow({ where: { id } })
  const read = async (key: string, page = path) => (await requestAs(as(key), page, at)).text()
  const post = async (key: string, fields: Record<string, string>) => postAs(as(key), path, fields, at)

  expect(await read('province_handler')).toContain('name="reviewed[1].score"')
  const review = { 'reviewed[1].score': '21.25', 'reviewed[1].reason': '两份合同未履行' }
  const wrong = await post('province_handler', {
    act: 'ask_finance',
    version: '2',
    ...review,
    'reviewed[1].score': '99',
  })
  expect(wrong.status).toBe(422)
  const again = await wrong.text()
  expect(again).toContain('value="99"')
  expect(again).toContain('两份合同未履行')
  expect((await post('province_handler', { act: 'ask_finance', version: '2', ...review })).status).toBe(302)

  const inside = /两份合同未履行|87\.50|8750|2125/
  for (const key of ['finance', 'province_handler', 'auditor']) expect(await read(key)).toMatch(inside)
  for (const key of ['kunshan_applicant', 'kunshan_handler', 'suzhou_handler'])
    for (const page of [path, '/evaluations', `/projects/${projectId}?tab=evaluation`])
      expect([key, page, inside.exec(await read(key, page))]).toEqual([key, page, null])

  const word = { act: 'co_confirm', version: '3', reason: '同意', confirmed: 'on' }
  expect((await post('suzhou_finance', word)).status).toBe(403)
  expect((await post('finance', word)).status).toBe(302)
  for (const key of ['kunshan_applicant', 'kunshan_handler']) {
    expect(await read(key)).toContain('两份合同未履行')
    expect(await read(key)).toContain('87.50')
  }
})
