import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aRunningProject } from '#fixtures/tracking.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-07-05T02:00:00Z')
const handler = { id: 'user-province_handler' }

test('the period of a report is chosen in words, and what is no period of the project is refused', async () => {
  await using db = await testDb()
  const { id } = await aRunningProject(db)
  await db.client.project.update({ where: { id }, data: { endOn: '2026-03-31' } })
  const { requestAs, postAs } = await testSite(db)
  const path = `/projects/${id}`
  const ask = (period: string) => postAs(handler, path, { act: 'ask_report', version: '3', period }, { now })

  const page = await pageText(await requestAs(handler, path, { now }))
  for (const words of ['2025 年上半年', '2025 年下半年', '2026 年上半年']) expect(page).toContain(words)
  expect((await ask('2025H1')).status).toBe(302)
  const after = await requestAs(handler, path, { now, headers: { Cookie: 'lang=en' } })
  expect(await pageText(after)).toMatch(/2025 年上半年（.+）|first half of 2025 \(.+\)/)
  for (const [period, words] of [
    ['2019H1', '所选报告期不在合同签署至项目结束之间'],
    ['2025H1', '该报告期的进展报告已经布置'],
    ['soon', '请从列表中选择报告期'],
  ] as const) {
    const refused = await ask(period)
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(await pageText(refused)).toContain(words)
  }
})
