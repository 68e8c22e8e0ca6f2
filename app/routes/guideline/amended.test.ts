import { expect, test } from 'vitest'
import { findDraft } from '#app/db/guideline.server.ts'
import { testDb } from '#app/db/testing.ts'
import { amendGuideline, proposeAmendment } from '#app/services/guideline/amend.server.ts'
import { aPublished } from '#fixtures/guideline.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

test('the date of an amendment stands beside its version, on the public page and inside', async () => {
  await using db = await testDb()
  const { id } = await aPublished(db)
  const now = new Date('2025-03-10T02:30:00Z')
  const handler = ctxOf(db, 'province_handler', { now })
  const { draft, version, code } = await findDraft(db.client, handler, id)
  const { requestAs } = await testSite(db)
  const pages = async () => [
    await pageText(await requestAs(null, `/call/${encodeURIComponent(code)}`, { now })),
    await pageText(await requestAs({ id: 'user-kunshan_applicant' }, `/guidelines/${id}`, { now })),
  ]
  for (const page of await pages()) expect(page).not.toContain('更正发布')

  const configuration = { ...draft.configuration, correctionDays: 9 }
  await db.client.guideline.update({
    where: { id },
    data: { draft: JSON.stringify({ ...draft, configuration }) },
  })
  held(await proposeAmendment(handler, { id, version, reason: '放宽补正期限' }))
  held(await amendGuideline(ctxOf(db, 'leader', { now }), { id, version: version + 1, reason: '同意' }))
  for (const page of await pages()) expect(page).toMatch(/第 2 版更正发布\s+2025-03-10 10:30/)
})
