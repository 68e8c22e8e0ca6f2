import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { mostExported } from '#app/db/paging.server.ts'
import { takenOut } from '#app/domain/documents.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { ExportedListFacts } from '#app/domain/reports/exported-list.ts'
import type { Report } from '#app/domain/reports/report.ts'
import { type AuditEvent, record } from './audit.server.ts'
import type { Ctx } from './context.ts'
import { type DocumentAsk, keepDocuments, namedInEvent, prepareDocuments } from './document.server.ts'

type ListRow = Record<string, string | number | bigint | Date | null>

export type ListExport<Row extends ListRow> = {
  act: string
  /** what the list was filtered by, in words; empty ones are left out */
  filter: readonly (string | null | undefined)[]
  /** in the list's order; more than `mostExported` are refused */
  rows: Row[]
  report: (facts: ExportedListFacts & { rows: Row[] }) => Report
  /** what the event says was asked for, and of what came out */
  after: (found: { entries: number; sha256: string }) => AuditEvent['after']
}

/**
 * Asks for the official workbook of exactly these rows. That the list was taken out, by whom and what was asked for is
 * an event, which names the workbook. Returns the document's id. Refusals: too_many_entries {most}.
 */
export async function exportList<Row extends ListRow>(
  ctx: Ctx,
  { act, filter, rows, report, after }: ListExport<Row>,
): Promise<Result<{ documentId: string }>> {
  if (rows.length > mostExported) return refuse('too_many_entries', { most: mostExported })
  const sha256 = createHash('sha256')
    .update(canonicalize(rows.map(plain)) ?? '')
    .digest('hex')
  const model = report({ filter: filter.filter(Boolean).join('；'), generatedAt: ctx.now, rows, sha256 })
  const documentId = await takeOut(
    ctx,
    { kind: model.kind, format: 'xlsx', title: model.title, model },
    { act, type: model.kind, after: after({ entries: rows.length, sha256 }) },
  )
  return done({ documentId })
}

/** Asks for a document of what the actor found and may keep, and records who took it. Returns the document's id. */
export async function takeOut(
  ctx: Ctx,
  document: Pick<DocumentAsk, 'kind' | 'format' | 'title' | 'model'>,
  { act, type, after }: Pick<AuditEvent, 'act' | 'after'> & { type: string },
): Promise<string> {
  const { id, unitCode, enterpriseId } = ctx.actor
  const ask = { ...document, ownerType: takenOut, ownerId: id, unitCode: unitCode ?? '', enterpriseId }
  const [prepared] = prepareDocuments([{ ...ask, audience: 'staff' }])
  if (!prepared) throw new Error('prepared one document and got none')
  await ctx.db.transact(async (tx) => {
    const entry = await record(tx, ctx, {
      act,
      dossier: `disclosed:${id}`,
      object: { type, id: prepared.id },
      unitCode: ask.unitCode,
      after,
      files: namedInEvent([prepared]),
    })
    await keepDocuments(tx, ctx, [prepared], entry)
  })
  return prepared.id
}

function plain(row: ListRow): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : value instanceof Date ? value.toISOString() : String(value ?? ''),
    ]),
  )
}
