import { openStored } from '#app/db/file.server.ts'
import { done, type FieldProblem, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { streamOf } from '#app/platform/file-cipher.server.ts'
import { readWorkbook, type SheetRows } from '#app/platform/workbook.server.ts'
import type { Ctx } from './context.ts'
import { enterFile, type GivenFile, keepFile } from './keep-file.server.ts'

/** Lists that other authorities send as Excel: kept, tried, imported (0017). */

const mostRows = 2000
const maxBytes = 10 * 1024 * 1024
const ownerType = 'import'

export type RowProblem = { sheet: string; row: number; problems: FieldProblem[] }
export type Line<C extends string> = { sheet: string; row: number; cells: Partial<Record<C, string>> }

/** Keeps an uploaded workbook that passed the gate, for its own uploader. Refusals: those of keepFile. */
export async function keepWorkbook(
  ctx: Ctx,
  given: GivenFile,
  slot: string,
): Promise<Result<{ fileId: string }>> {
  const kept = await keepFile(given, { formats: ['xlsx'], maxBytes })
  if (!kept.ok) return kept
  const { id } = ctx.actor
  const owner = { ownerType, ownerId: id, uploadedById: id, slot, createdAt: ctx.now }
  await ctx.db.transact((tx) => enterFile(tx, kept.value, owner))
  return done({ fileId: kept.value.id })
}

export type OwnWorkbook = { fileName: string; sha256: string; sheets: SheetRows[] }

/**
 * A workbook that the actor uploaded, read. Refusals: file_erased (410), workbook_broken, workbook_too_long.
 * @throws NotFound
 */
export async function ownWorkbook(ctx: Ctx, fileId: string): Promise<Result<OwnWorkbook>> {
  const file = await ctx.db.client.storedFile.findFirst({
    where: { id: fileId, ownerType, ownerId: ctx.actor.id },
  })
  if (!file) throw new NotFound('file')
  const content = await openStored(ctx.db.client, file.id)
  if (!content) return refuse('file_erased', {}, { status: 410 })
  const sheets = await readWorkbook(streamOf(content), { most: mostRows })
  return sheets.ok ? done({ fileName: file.name, sha256: file.cipherSha256, sheets: sheets.value }) : sheets
}

type Captions = 'enterprise.import.columns' | 'enterprise.import.creditColumns' | 'review.listed.columns'

/** Rows of the first sheet that has the needed captions in one of its first five rows; captions in either language. */
export function tableOf<C extends string>(
  sheets: readonly SheetRows[],
  columns: readonly C[],
  needed: readonly C[],
  captions: Captions,
): Line<C>[] | null {
  const both = [messagesOf('zh-CN'), messagesOf('en')]
  const columnOf = (caption: string) =>
    columns.find((column) =>
      both.some((words) => textOf(words, `${captions}.${column}`) === caption.replace(/[*＊\s]+$/, '')),
    ) ?? null
  for (const { name, rows } of sheets) {
    for (const [at, head] of rows.slice(0, 5).entries()) {
      const keys = head.cells.map(columnOf)
      if (!needed.every((column) => keys.includes(column))) continue
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
