import { findAccount } from '#app/db/session.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { reportSchema } from '#app/domain/reports/report.ts'
import { exportApplications } from '#app/services/application/export-list.server.ts'
import { renderWorkbook } from '../../workers/documents/excel/render.ts'
import { type Answer, partsOf } from './crawl.ts'
import { noon } from './worlds.ts'

const list = { view: 'all', sort: { by: 'updatedAt', descending: true }, page: 1, filters: {} } as const

/** What lies ready for somebody without a page being asked for: notices, mails, and the workbook of their list. */
export async function keptFor(db: Db, loginName: string): Promise<Answer> {
  const account = await findAccount(db, { loginName })
  if (!account) throw new Error(`nobody is called ${loginName}`)
  const { actor } = account
  const { email } = await db.client.user.findUniqueOrThrow({ where: { id: actor.id } })
  const notices = await db.client.notice.findMany({ where: { userId: actor.id }, orderBy: { id: 'asc' } })
  const mails = await db.client.mail.findMany({ where: { recipient: email }, orderBy: { id: 'asc' } })
  const kept: Answer = new Map([
    ['notices', Buffer.from(JSON.stringify(notices))],
    ['mails', Buffer.from(JSON.stringify(mails))],
  ])
  const ctx = { db, actor: { ...actor, via: 'test' }, now: noon, requestId: 'kept', ip: '' }
  const asked = await exportApplications(ctx, list)
  if (!asked.ok) return kept
  const { model } = await db.client.document.findUniqueOrThrow({ where: { id: asked.value.documentId } })
  const workbook = await renderWorkbook(reportSchema.parse(JSON.parse(model)))
  for (const [name, part] of partsOf(Buffer.from(workbook))) kept.set(`list ${name}`, part)
  return kept
}
