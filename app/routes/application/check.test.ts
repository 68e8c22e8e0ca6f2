import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { addAttachment, removeAttachment } from '#app/services/application/attach.server.ts'
import { returnForCorrection } from '#app/services/review/return.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { aSubmission } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

test('the check beforehand names what was returned and is still unchanged, with a link to it', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const items = [{ field: 'project.site', problem: '请写明园区和门牌号' }]
  held(
    await returnForCorrection(ctxOf(db, 'kunshan_handler'), { id, version: 1, items, reason: '', until: '' }),
  )
  const { requestAs } = await testSite(db)
  const now = new Date('2025-03-11T02:00:00Z')
  for (const page of ['check', 'submit']) {
    const path = `/applications/${id}/${page}`
    const text = await pageText(await requestAs({ id: 'user-kunshan_applicant' }, path, { now }))
    expect(text).toContain('退回时列出的下列位置还没有改动')
    expect(text).toContain('请写明园区和门牌号')
    expect(text).toContain('建设地址')
  }
})

test('while correcting, what is still to be mended is counted, and the submission names the exchanged file', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const items = [
    { field: 'project.site', problem: '请写明园区和门牌号' },
    { field: 'attachments.business_licence', problem: '扫描件不清楚' },
  ]
  held(
    await returnForCorrection(ctxOf(db, 'kunshan_handler'), { id, version: 1, items, reason: '', until: '' }),
  )
  const now = new Date('2025-03-11T02:00:00Z')
  const ctx = ctxOf(db, 'kunshan_applicant', { now })
  const { requestAs } = await testSite(db)
  const page = async (path: string) =>
    pageText(await requestAs({ id: 'user-kunshan_applicant' }, `/applications/${id}${path}`, { now }))
  const returned = await page('/form?section=attachments')
  expect(returned.match(/待补正 1 处/g)).toHaveLength(4)
  expect(returned).toContain('如需更换，请先移除现有文件')
  expect(await page('?tab=opinions')).not.toContain('attachments.')

  const [file] = await db.client.storedFile.findMany({ where: { ownerId: id, slot: 'business_licence' } })
  held(await removeAttachment(ctx, { applicationId: id, fileId: file?.id ?? '' }))
  const scan = { applicationId: id, slot: 'business_licence', name: '清晰扫描件.pdf', content: aPdf }
  held(await addAttachment(ctx, scan))
  expect((await page('/form?section=attachments')).match(/待补正 1 处/g)).toHaveLength(2)
  const submission = await page('/submit')
  expect(submission).toContain('增加文件 清晰扫描件.pdf')
  expect(submission).toContain('受理编号不变')
})
