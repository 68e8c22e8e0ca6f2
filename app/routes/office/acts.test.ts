import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { done } from '#app/domain/kernel/refusal.ts'
import { record } from '#app/services/audit.server.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { aQualified } from '#fixtures/scoring.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const as = (key: string) => ({ id: `user-${key}` })

test('the log of acts opens for those who have one, links to the dossier, and is searched by its fields', async () => {
  await using db = await testDb()
  await seedCast(db)
  const id = await aQualified(db, await anOpenGuideline(db), 'kunshan')
  await db.transact(async (tx) => {
    const about = { dossier: `application:${id}`, object: { type: 'appeal', id } }
    await record(tx, ctxOf(db, 'province_handler'), {
      ...about,
      act: 'application.uphold',
      reason: '理由甲乙',
    })
    return done(null)
  })
  const { requestAs } = await testSite(db)
  const page = async (key: string, query = '') => pageText(await requestAs(as(key), `/acts${query}`))
  for (const key of ['kunshan_applicant', 'kunshan_handler', 'suzhou_approver', 'province_handler']) {
    expect(await page(key)).toContain('理由甲乙')
    expect((await requestAs(as(key), `/acts?dossier=application:${id}`)).status).toBe(200)
  }
  expect(await page('kunshan_handler', '?from=2025-03-11')).toContain('没有符合条件的记录')
  expect(await page('kunshan_handler', '?from=nonsense&act=nothing&before=x')).toContain('没有')
  expect(await page('nanjing_handler', `?dossier=application:${id}`)).not.toContain('理由甲乙')
  expect(await page('jiangning_applicant')).not.toContain('理由甲乙')
  for (const key of ['supervisor', 'audit_admin', 'sys_admin', 'expert_jin', 'leader', 'finance'])
    expect((await requestAs(as(key), '/acts')).status).toBe(404)
  const history = await (await requestAs(as('kunshan_handler'), `/applications/${id}?tab=history`)).text()
  expect(history).toContain(`/acts?dossier=application:${id}`)
}, 60_000)
