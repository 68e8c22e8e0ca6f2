import { may } from '#app/authorization/ability.ts'
import { openStored } from '#app/db/file.server.ts'
import { type ImportList, importLists } from '#app/domain/import-lists.ts'
import { columnOf, guideOf, type ImportSheet, type SheetGuide } from '#app/domain/import-sheet.ts'
import { done, type FieldProblem, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { fill, type Locale } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { streamOf } from '#app/platform/file-cipher.server.ts'
import { emptyWorkbook } from '#app/platform/empty-workbook.server.ts'
import { readWorkbook, type SheetRows } from '#app/platform/workbook.server.ts'
import type { Ctx } from './context.ts'
import { enterFile, type GivenFile, keepFile } from './keep-file.server.ts'

/** Lists that other authorities send as Excel: kept, tried, imported (0017). */

/** of a sheet, or pasted */
export const mostRows = 2000
const maxBytes = 10 * 1024 * 1024
const ownerType = 'import'

export type RowProblem = { sheet: string; row: number; problems: FieldProblem[] }
export type Line<C extends string> = { sheet: string; row: number; cells: Partial<Record<C, string>> }

/**
 * Keeps an uploaded workbook that passed the gate, for its own uploader. Refusals: those of keepFile.
 * @throws NotFound
 */
export async function keepWorkbook(
  ctx: Ctx,
  list: ImportList,
  given: GivenFile,
): Promise<Result<{ fileId: string }>> {
  requireImport(ctx, list)
  const kept = await keepFile(given, { formats: ['xlsx'], maxBytes })
  if (!kept.ok) return kept
  const { id } = ctx.actor
  const owner = { ownerType, ownerId: id, uploadedById: id, slot: list, createdAt: ctx.now }
  await ctx.db.transact((tx) => enterFile(tx, kept.value, owner))
  return done({ fileId: kept.value.id })
}

export type OwnWorkbook = { fileName: string; sha256: string; sheets: SheetRows[] }

/**
 * A workbook of a list that the actor uploaded, read. Refusals: file_erased (410), workbook_broken, workbook_too_long.
 * @throws NotFound
 */
export async function ownWorkbook(ctx: Ctx, list: ImportList, fileId: string): Promise<Result<OwnWorkbook>> {
  requireImport(ctx, list)
  const file = await ctx.db.client.storedFile.findFirst({
    where: { id: fileId, ownerType, ownerId: ctx.actor.id, slot: list },
  })
  if (!file) throw new NotFound('file')
  const content = await openStored(ctx.db.client, file.id)
  if (!content) return refuse('file_erased', {}, { status: 410 })
  const sheets = await readWorkbook(streamOf(content), { most: mostRows })
  return sheets.ok ? done({ fileName: file.name, sha256: file.cipherSha256, sheets: sheets.value }) : sheets
}

/** Rows of the first sheet that has the needed captions in one of its first five rows; captions in either language. */
export function tableOf<C extends string>(
  sheets: readonly SheetRows[],
  sheet: ImportSheet<C>,
): Line<C>[] | null {
  for (const { name, rows } of sheets) {
    for (const [at, head] of rows.slice(0, 5).entries()) {
      const keys = head.cells.map((caption) => columnOf(sheet, caption))
      if (!sheet.needed.every((column) => keys.includes(column))) continue
      return rows.slice(at + 1).map(({ number, cells }) => ({
        sheet: name,
        row: number,
        cells: Object.fromEntries(
          keys.flatMap((key, column) => (key ? [[key, cells[column] ?? '']] : [])),
        ) as Partial<Record<C, string>>,
      }))
    }
  }
  return null
}

/** An empty workbook of a list in the reader's language: its sheets, and how to fill them in. @throws NotFound */
export async function templateOf(
  ctx: Ctx,
  list: ImportList,
  locale: Locale,
): Promise<{ name: string; content: Uint8Array }> {
  requireImport(ctx, list)
  const words = messagesOf(locale).workbook
  const sheets = guidesOf(list, locale)
  return {
    name: `${fill(words.templateOf, { title: sheets[0]?.title ?? '' })}.xlsx`,
    content: await emptyWorkbook({ sheets, words: words.guide, mostRows }),
  }
}

/** What somebody who fills in a list has to know of its sheets, in their language. */
export function guidesOf(list: ImportList, locale: Locale): SheetGuide[] {
  return importLists[list].sheets.map((sheet) => guideOf(sheet, locale))
}

/** @throws NotFound for whoever may not import the list: its pages are nothing to them */
export function requireImport({ actor }: Ctx, list: ImportList): void {
  if (!may(actor, 'manage', importLists[list].managed)) throw new NotFound('import')
}
