import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { type AuditOrder, entriesFound } from '#app/db/admin/audit.server.ts'
import type { AuditFilter } from '#app/db/admin/audit-filter.server.ts'
import { documents, type DocumentFormat } from '#app/domain/documents.ts'
import { erased } from '#app/domain/audit/erased.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { auditList } from '#app/domain/reports/audit-list.ts'
import { actWord, changeWords, dossierWord, findIn } from '#app/i18n/audit-words.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { takeOut } from '../export-list.server.ts'

/** entries in one export */
export const exportMost = 2_000

/**
 * The entries that a search finds as a document with the exporter's name across every page. That it was taken out, by
 * whom and what was searched for is an event, which names the document. Personal values stay in the log, where they can
 * be erased. Refusals: too_many_entries {most}, nothing_found. Throws NotFound for those who may not watch.
 */
export async function exportAudit(
  ctx: Ctx,
  { filter, format, sort }: { filter: AuditFilter; format: DocumentFormat; sort?: AuditOrder },
): Promise<Result<{ documentId: string }>> {
  const { rows, count } = await entriesFound(ctx, filter, { most: exportMost, sort })
  if (count > exportMost) return refuse('too_many_entries', { most: exportMost })
  if (count === 0) return refuse('nothing_found')
  const words = messagesOf('zh-CN')
  const find = findIn('zh-CN')
  const { audit } = words.admin
  const value = (text: string) => (text === erased ? audit.personal : text)
  const named = (person: string, others: readonly string[]) =>
    others.length > 0
      ? (textOf(words, 'common.record.inPlaceOf', { person, others: others.join('、') }) ?? person)
      : person
  const listed = rows.map(
    ({ index, at, person, inPlaceOf, act, result, dossier, object, changes, leaf }) => ({
      index,
      at,
      person: person === 'system' ? words.common.role.system : named(person, inPlaceOf),
      act: actWord(find, act),
      result: result === 'refused' ? audit.refused : audit.done,
      dossier: dossierWord(find, dossier),
      changes: changes.map((change) => {
        const { key, before, after } = changeWords(find, object.type, change)
        return { key, before: value(before), after: value(after) }
      }),
      leaf,
    }),
  )
  const asked = (['dossier', 'person', 'act', 'result', 'from', 'to'] as const).flatMap((name) => {
    const text = filter[name]
    if (!text) return []
    return [
      `${audit[name]}：${name === 'act' ? actWord(find, text) : name === 'result' ? audit[text === 'refused' ? 'refused' : 'done'] : text}`,
    ]
  })
  const model = auditList({
    filter: asked.join('；'),
    exportedBy: ctx.actor.name,
    exportedAt: ctx.now,
    rows: listed,
    sha256: createHash('sha256')
      .update(canonicalize(rows.map(({ id, leaf }) => ({ id, leaf }))) ?? '')
      .digest('hex'),
  })
  const documentId = await takeOut(
    ctx,
    {
      kind: 'audit_list',
      format: documents.audit_list.find((one) => one === format) ?? 'pdf',
      title: `${audit.exportTitle} ${ctx.actor.name}`,
      model,
    },
    {
      act: 'audit.export',
      type: 'audit_log',
      after: {
        dossier: filter.dossier ?? null,
        person: filter.person ?? null,
        act: filter.act ?? null,
        result: filter.result ?? null,
        from: filter.from ?? null,
        to: filter.to ?? null,
        entries: count,
        format,
      },
    },
  )
  return done({ documentId })
}
