import { beforeAll, expect } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { takenOut } from '#app/domain/documents.ts'
import { env } from '#app/platform/env.server.ts'
import { askDocument } from '#fixtures/ask-document.ts'
import { specimens } from '#fixtures/documents.ts'
import { testFolder } from '#fixtures/folder.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { drain } from '../run.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('told')
})

const aReceipt = {
  kind: 'receipt',
  format: 'pdf',
  ownerType: 'application',
  ownerId: 'application-1',
  title: '受理回执',
  model: specimens.receipt,
} as const

eachDialect(
  'who took a list out is told once that it is ready; of what came with an act nobody',
  async (db) => {
    await seedCast(db)
    const ctx = ctxOf(db, 'kunshan_handler')
    const mine = { audience: 'staff', unitCode: '320583', enterpriseId: null } as const
    const [list, receipt] = await db.transact(async (tx) => [
      await askDocument(tx, ctx, {
        ...mine,
        kind: 'application_list',
        format: 'xlsx',
        ownerType: takenOut,
        ownerId: ctx.actor.id,
        title: '申报一览表',
        model: specimens.application_list,
      }),
      await askDocument(tx, ctx, {
        ...mine,
        ...aReceipt,
      }),
    ])
    expect(await db.client.notice.count()).toBe(0)
    const now = () => new Date(ctx.now.getTime() + 60_000)
    await drain(db, { now, sweep: false })
    await db.client.job.updateMany({ where: { name: 'render_document' }, data: { state: 'available' } })
    await drain(db, { now: () => new Date(ctx.now.getTime() + 120_000), sweep: false })
    expect(await db.client.document.count({ where: { status: 'ready', id: { in: [list, receipt] } } })).toBe(
      2,
    )
    expect(await db.client.notice.findMany()).toMatchObject([
      {
        userId: 'user-kunshan_handler',
        kind: 'document_ready',
        link: `/documents/${list}`,
        params: JSON.stringify({ document: '申报一览表' }),
        createdAt: now(),
      },
    ])
    expect(await db.client.mail.count()).toBe(0)
  },
)

eachDialect(
  'of a document that cannot be made its asker and the administrators are told, once',
  async (db) => {
    await seedCast(db)
    const ctx = ctxOf(db, 'kunshan_handler')
    const id = await db.transact((tx) =>
      askDocument(tx, ctx, {
        ...aReceipt,
        audience: 'applicant',
        unitCode: '320583',
        enterpriseId: null,
      }),
    )
    await db.client.document.update({ where: { id }, data: { model: '{}' } })
    for (let hour = 1; hour <= 12; hour++)
      await drain(db, { now: () => new Date(ctx.now.getTime() + hour * 3_600_000), sweep: false })
    const params = JSON.stringify({ document: '受理回执' })
    expect(await db.client.notice.findMany({ orderBy: { kind: 'asc' } })).toMatchObject([
      { userId: 'user-kunshan_handler', kind: 'document_failed', link: `/documents/${id}`, params },
      { userId: 'user-sys_admin', kind: 'job_failed', link: '/admin/jobs?view=discarded', params },
    ])
  },
)
