import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Content } from './file-cipher.server.ts'
import { readZip } from './zip.server.ts'

/** Parts of a workbook that run, fetch or embed something. */
const forbidden = [
  { part: /vbaProject|macrosheets\/|\/ctrlProps\//i, code: 'workbook_macros' },
  { part: /externalLinks\/|connections\.xml$|queryTables\//i, code: 'workbook_external_links' },
  { part: /embeddings\/|activeX\//i, code: 'workbook_embedded' },
] as const

/**
 * What must hold before an uploaded .xlsx is handed to the workbook reader: an honest archive within its limits, a
 * workbook inside, no macros, no links to other files, nothing embedded, no XML entities. Links that people click stay.
 * Refusals: those of readZip, `workbook_broken`, `workbook_macros`, `workbook_external_links`, `workbook_embedded`.
 */
export async function checkWorkbook(content: Content): Promise<Result<null>> {
  const read = await readZip(content, { keep: (name) => /\.rels$|^\[Content_Types\]\.xml$/.test(name) })
  if (!read.ok) return read
  const { names, texts } = read.value
  const types = texts.get('[Content_Types].xml')
  if (types === undefined || !names.includes('xl/workbook.xml')) return refuse('workbook_broken')
  for (const { part, code } of forbidden) if (names.some((name) => part.test(name))) return refuse(code)
  if (/macroEnabled/i.test(types)) return refuse('workbook_macros')
  for (const text of texts.values()) {
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) return refuse('workbook_broken')
    if (relationsOf(text).some(isOutside)) return refuse('workbook_external_links')
  }
  return done(null)
}

function relationsOf(rels: string): string[] {
  return rels.match(/<(?:\w+:)?Relationship\b[^>]*>/g) ?? []
}

function isOutside(relation: string): boolean {
  return /TargetMode\s*=\s*["']External["']/i.test(relation) && !/\/hyperlink["']/i.test(relation)
}
