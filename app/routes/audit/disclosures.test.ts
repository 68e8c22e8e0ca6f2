import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aPlacedEntry } from '#fixtures/scenes/audit.ts'
import { actorOf, seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('disclosures')
})

const page = '/audit/disclosures'
const person = (key: Parameters<typeof actorOf>[0]) => ({ id: actorOf(key).id })

test('one auditor asks on the page, the other agrees, then the proof is taken out; others find nothing', async () => {
  await using db = await testDb()
  await seedCast(db)
  const entry = await aPlacedEntry(db)
  const { requestAs, postAs } = await testSite(db)
  const [asking, answering] = [person('auditor'), person('auditor_two')]
  for (const key of ['leader', 'sec_admin', 'kunshan_applicant'] as const)
    expect((await requestAs(person(key), page)).status).toBe(404)

  expect(await pageText(await requestAs(asking, `${page}?entry=${entry}`))).toContain('含原值的证明')
  const ask = { act: 'ask', version: '0', entry, reason: '案件证据' }
  expect((await postAs(asking, page, { ...ask, reason: ' ' })).status).toBe(422)
  expect((await postAs(asking, page, ask)).status).toBe(302)
  const { id } = await db.client.disclosureRequest.findFirstOrThrow()
  const proof = `${page}/${id}/proof`
  expect((await postAs(asking, proof, {})).headers.get('Location')).toBe(page)
  expect((await postAs(asking, page, { act: 'agree', version: '0', id })).status).not.toBe(302)
  expect(await pageText(await requestAs(answering, page))).toContain('同意取出')
  expect((await postAs(answering, page, { act: 'agree', version: '0', id })).status).toBe(302)
  expect(await pageText(await requestAs(asking, page))).toContain('取出证明')
  const file = await postAs(asking, proof, {})
  expect(file.headers.get('Content-Disposition')).toContain('values.tlog-proof')
  expect((await postAs(answering, proof, {})).status).toBe(404)
})
