import { expect } from 'vitest'
import { mostExported } from '#app/db/paging.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { enterpriseList } from '#app/domain/reports/enterprise-list.ts'
import { seal } from '#app/platform/sealed.server.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { exportEnterprises } from './enterprise/export-list.server.ts'
import { exportList } from './export-list.server.ts'
import { exportExperts } from './scoring/export-experts.server.ts'

const byName = { by: 'name', descending: false }

eachDialect('a list is taken out in its order and scope', async (db) => {
  await seedCast(db)
  const model = async (documentId: string) =>
    (await db.client.document.findUniqueOrThrow({ where: { id: documentId } })).model
  const export_ = (key: 'suzhou_handler' | 'kunshan_handler', descending: boolean) =>
    exportEnterprises(ctxOf(db, key), { sort: { by: 'uscc', descending }, page: 1, filters: {} })
  const usccs = async (documentId: string) => (await model(documentId)).match(/9132\d{4}MADEM\w{5}/g)
  const up = await usccs(held(await export_('suzhou_handler', false)).documentId)
  const down = await usccs(held(await export_('suzhou_handler', true)).documentId)
  expect(up?.length).toBeGreaterThan(1)
  expect(down).toEqual(up?.toReversed())
  expect(await usccs(held(await export_('kunshan_handler', false)).documentId)).toEqual([
    '91320583MADEMX02XQ',
  ])
})

eachDialect('a list too long for a workbook is refused whole, and leaves nothing', async (db) => {
  await seedCast(db)
  const long = (more: number) =>
    exportList(ctxOf(db, 'kunshan_handler'), {
      act: 'enterprise.export',
      filter: [],
      rows: Array.from({ length: mostExported + more }, () => ({ name: '' })),
      report: ({ generatedAt, sha256 }) => enterpriseList({ filter: '', generatedAt, rows: [], sha256 }),
      after: (found) => ({ q: null, ...found }),
    })
  const refusal = { code: 'too_many_entries', params: { most: mostExported }, status: 422 }
  expect(await long(1)).toEqual({ ok: false, refusal })
  expect([await db.client.document.count(), await db.client.auditEntry.count()]).toEqual([0, 0])
  held(await long(0))
  expect([await db.client.document.count(), await db.client.auditEntry.count()]).toEqual([1, 1])
})

eachDialect(
  'the list of experts holds what its page shows, and its event nothing to guess them from',
  async (db) => {
    await seedCast(db)
    const phone = seal('13912345678', 'expert.phone:expert-expert_jin')
    await db.client.expert.update({ where: { id: 'expert-expert_jin' }, data: { phone } })
    const list = { sort: byName, page: 1, filters: { q: '金教授' } }
    const { documentId } = held(await exportExperts(ctxOf(db, 'organiser'), list))
    const { model, unitCode, askedById } = await db.client.document.findUniqueOrThrow({
      where: { id: documentId },
    })
    expect(model).toContain('南京理工大学')
    expect(model).toMatch(/通用设备制造业（34）/)
    for (const hidden of ['白研究员', '13912345678', phone, '@example.com'])
      expect(model).not.toContain(hidden)
    expect([unitCode, askedById]).toEqual(['320000', 'user-organiser'])
    const { bytes } = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'expert.export' } })
    const { after, files } = JSON.parse(Buffer.from(bytes).toString())
    expect(after).toEqual({ entries: 1, kind: null, q: { hmac: expect.any(String) }, status: null })
    expect(files).toEqual([{ id: documentId, sha256: expect.any(String), size: expect.any(Number) }])
    for (const key of ['kunshan_handler', 'kunshan_applicant', 'sys_admin'] as const) {
      const none = held(await exportExperts(ctxOf(db, key), list))
      const { model: empty } = await db.client.document.findUniqueOrThrow({ where: { id: none.documentId } })
      expect([key, empty.includes('南京理工大学')]).toEqual([key, false])
    }
  },
)
