import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { aSentEvaluation, evaluatedOn } from '#fixtures/evaluation.ts'
import { testFolder } from '#fixtures/folder.ts'
import { testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

test('whose opinion is awaited, and until when, is read on the desk and the page, and by nobody below', async () => {
  await using db = await testDb()
  const path = `/evaluations/${await aSentEvaluation(db)}`
  const { requestAs, postAs } = await testSite(db)
  const at = { now: evaluatedOn }
  const read = async (key: string, page: string) => (await requestAs({ id: `user-${key}` }, page, at)).text()

  for (const key of ['suzhou_handler', 'finance', 'auditor']) {
    const desk = await read(key, '/work')
    expect(desk).toContain('待提出评价意见')
    expect(desk).toContain(`href="${path}"`)
  }
  const province = await read('province_handler', path)
  for (const office of ['市级', '省级财政', '审计/第三方'])
    expect(province).toContain(`待提出意见：${office}`)
  expect(province).toContain('截止')
  const city = await read('suzhou_handler', path)
  expect(city).toContain('待提出意见：市级')
  expect(city).not.toContain('待提出意见：省级财政')
  for (const key of ['kunshan_applicant', 'kunshan_handler', 'suzhou_approver'])
    for (const page of [path, '/work']) expect(await read(key, page)).not.toMatch(/待提出|third_party/)

  const said = { act: 'advise', version: '1', score: '95', text: '资料齐全。' }
  expect((await postAs({ id: 'user-suzhou_handler' }, path, said, at)).status).toBe(302)
  expect(await read('suzhou_handler', '/work')).not.toContain('待提出评价意见')
  expect(await read('suzhou_handler', path)).not.toContain('待提出意见')
})
