import { expect, test } from 'vitest'
import { searchAudit } from '#app/db/admin/audit.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { reportSchema } from '#app/domain/reports/report.ts'
import { cast } from '#fixtures/cast.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { recordEvents } from '#workers/audit/testing.ts'
import { record } from '../audit.server.ts'
import { changeContact } from '../contact.server.ts'
import { exportAudit, exportMost } from './export-audit.server.ts'
import { setActive } from './users.server.ts'

const colleague = 'user-suzhou_handler'

eachDialect('what a search found is exported with a watermark, and the export is an event', async (db) => {
  await seedCast(db)
  held(await setActive(ctxOf(db, 'sys_admin'), { id: colleague, active: false }))
  held(await setActive(ctxOf(db, 'sys_admin'), { id: colleague, active: true }))
  const ctx = ctxOf(db, 'auditor')
  const filter = { act: 'user.deactivate', person: 'sys_admin' }
  const { documentId } = held(await exportAudit(ctx, { filter, format: 'pdf' }))

  const document = await db.client.document.findUniqueOrThrow({ where: { id: documentId } })
  expect(document).toMatchObject({ kind: 'audit_list', format: 'pdf', askedById: ctx.actor.id })
  const report = reportSchema.parse(JSON.parse(document.model))
  expect(report.footer.watermark).toBe(cast.auditor.name)
  const [block] = report.sections.flatMap(({ blocks }) => blocks)
  expect(block).toMatchObject({
    rows: [{ act: '停用账号', result: '已办理', before: '启用：是', after: '启用：否' }],
  })

  const { rows } = await searchAudit(ctx, { act: 'audit.export', page: 1 })
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    person: expect.stringContaining(cast.auditor.name),
    object: { type: 'audit_log', id: documentId },
    files: [{ id: documentId }],
  })
  expect(rows[0]?.changes).toContainEqual({ key: 'act', before: '', after: 'user.deactivate' })
  expect(rows[0]?.changes).toContainEqual({ key: 'entries', before: '', after: '1' })
  const entry = await db.client.auditEntry.findUniqueOrThrow({ where: { id: document.entryId ?? '' } })
  expect(Buffer.from(entry.bytes).toString()).not.toContain('sys_admin')
})

test('neither telephone nor mail of anybody leaves the log with what was found', async () => {
  await using db = await testDb()
  await seedCast(db)
  const typed = { phone: '025-83000001', email: 'li.zheng@example.com' }
  held(await changeContact(ctxOf(db, 'supervisor'), { id: 'user-supervisor', ...typed }))
  const ctx = ctxOf(db, 'auditor')
  const [found] = (await searchAudit(ctx, { act: 'user.contact', page: 1 })).rows
  expect(found?.changes).toContainEqual({ key: 'phone', before: expect.any(String), after: typed.phone })
  for (const format of ['pdf', 'xlsx'] as const) {
    const { documentId } = held(await exportAudit(ctx, { filter: { act: 'user.contact' }, format }))
    const { model } = await db.client.document.findUniqueOrThrow({ where: { id: documentId } })
    expect(model).toContain('（个人信息，见日志）')
    for (const hidden of [...Object.values(typed), '@example.com']) expect(model).not.toContain(hidden)
  }
})

test('personal values stay in the log, too much and nothing are refused, and others learn of no log', async () => {
  await using db = await testDb()
  await seedCast(db)
  const ctx = ctxOf(db, 'auditor')
  await db.transact((tx) =>
    record(tx, ctxOf(db, 'leader'), {
      act: 'application.reject',
      dossier: 'application:1',
      object: { type: 'application', id: '1' },
      refusal: 'not_yours',
      reason: '联系人张三',
    }),
  )
  const found = await searchAudit(ctx, { result: 'refused', page: 1 })
  expect(found.rows).toMatchObject([{ refusal: 'not_yours', reason: '联系人张三', index: null }])
  expect((await searchAudit(ctx, { result: 'done', page: 1 })).rows).toHaveLength(0)
  const { documentId } = held(await exportAudit(ctx, { filter: { result: 'refused' }, format: 'xlsx' }))
  const { model } = await db.client.document.findUniqueOrThrow({ where: { id: documentId } })
  expect(model).not.toContain('张三')
  expect(model).not.toContain('127.0.0.1')

  expect(await exportAudit(ctx, { filter: { from: '2099-01-01' }, format: 'pdf' })).toMatchObject({
    refusal: { code: 'nothing_found' },
  })
  await recordEvents(db, exportMost + 1, { together: 500 })
  expect(await exportAudit(ctx, { filter: {}, format: 'pdf' })).toMatchObject({
    refusal: { code: 'too_many_entries', params: { most: exportMost } },
  })
  await expect(exportAudit(ctxOf(db, 'leader'), { filter: {}, format: 'pdf' })).rejects.toThrow('not found')
})
