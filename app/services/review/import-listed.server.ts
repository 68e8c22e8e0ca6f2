import { isUniqueViolation } from '#app/db/unique.server.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { listedKey, type ListedRow, listedSheet, readListed } from '#app/domain/review/listed-project.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { ownWorkbook, type RowProblem, tableOf } from '../import-workbook.server.ts'

/** What importing a list would do; `same` rows are there already. */
export type ListTrial = {
  fileName: string
  added: number
  changed: number
  same: number
  problems: RowProblem[]
}
type Placed = ListedRow & { rowNumber: number }
type Plan = {
  trial: ListTrial
  sha256: string
  rows: Planned[]
}
/** `withdrawn`: there, but only of lists that were withdrawn */
type Planned = Placed & { id: string; was: 'absent' | 'withdrawn' | 'other' | 'same' }

/**
 * What importing would do, row by row; changes nothing. Refusals: those of ownWorkbook, columns_missing,
 * list_withdrawn (409).
 * @throws NotFound
 */
export async function tryList(ctx: Ctx, fileId: string): Promise<Result<ListTrial>> {
  const planned = await planList(ctx, fileId)
  return planned.ok ? done(planned.value.trial) : planned
}

/**
 * Imports the rows without problems (A.7, level 4): new ones, and name of undertaker and amount of those that are there.
 * Projects of a withdrawn list are there again with a list that stands. What each list says is kept beside. Nothing is
 * removed; repeating it changes nothing and leaves no event. Refusals as tryList, and nothing_to_import.
 */
export async function importList(
  ctx: Ctx,
  fileId: string,
): Promise<Result<{ added: number; changed: number }>> {
  const planned = await planList(ctx, fileId)
  if (!planned.ok) return planned
  const { trial, sha256, rows } = planned.value
  const counts = { added: trial.added, changed: trial.changed }
  if (rows.length === 0) return refuse('nothing_to_import')
  try {
    return await ctx.db.transact(async (tx) => {
      const known = await tx.listedRow.findMany({ where: { fileId }, select: { listedId: true } })
      const said = new Set(known.map(({ listedId }) => listedId))
      const news = rows.filter(({ id }) => !said.has(id))
      if (news.length + counts.added + counts.changed === 0) return done(counts)
      const list = await tx.importedList.upsert({
        where: { fileId },
        create: {
          fileId,
          fileName: trial.fileName,
          importedByName: ctx.actor.name,
          importedAt: ctx.now,
        },
        update: { importedAt: ctx.now },
        select: { withdrawnAt: true },
      })
      if (list.withdrawnAt) return refuse('list_withdrawn', {}, { status: 409 })
      const at = { createdAt: ctx.now, updatedAt: ctx.now }
      await tx.listedProject.createMany({
        data: rows.flatMap(({ was, ...row }) => (was === 'absent' ? [{ ...row, ...at, fileId }] : [])),
      })
      for (const { id, was, undertakerName, amountFen, rowNumber } of rows)
        if (was === 'withdrawn' || was === 'other')
          await tx.listedProject.update({
            where: { id },
            data: {
              undertakerName,
              amountFen,
              rowNumber,
              fileId,
              updatedAt: ctx.now,
              version: { increment: 1 },
            },
            select: { id: true },
          })
      await tx.listedRow.createMany({
        data: news.map(({ id, undertakerName, amountFen, rowNumber }) => ({
          fileId,
          listedId: id,
          undertakerName,
          amountFen,
          rowNumber,
        })),
      })
      await record(tx, ctx, {
        act: 'listed_projects.import',
        dossier: `listed_projects:${fileId}`,
        object: { type: 'listed_projects', id: fileId },
        after: { workbook: sha256, ...counts },
      })
      return done(counts)
    })
  } catch (error) {
    // somebody imported the same rows meanwhile
    if (!isUniqueViolation(error)) throw error
    return importList(ctx, fileId)
  }
}

async function planList(ctx: Ctx, fileId: string): Promise<Result<Plan>> {
  const workbook = await ownWorkbook(ctx, 'listed_projects', fileId)
  if (!workbook.ok) return workbook
  const list = await ctx.db.client.importedList.findUnique({ where: { fileId } })
  if (list?.withdrawnAt) return refuse('list_withdrawn', {}, { status: 409 })
  const { fileName, sha256, sheets } = workbook.value
  const lines = tableOf(sheets, listedSheet)
  if (!lines) return refuse('columns_missing')
  const problems: RowProblem[] = []
  const rows = new Map<string, Placed>()
  for (const { sheet, row, cells } of lines) {
    const read = readListed(cells)
    const key = read.value && listedKey(read.value)
    if (read.value && key && rows.has(key))
      read.problems.push({ path: 'project', code: 'twice', params: { value: read.value.projectName } })
    if (read.problems.length > 0) problems.push({ sheet, row, problems: read.problems })
    else if (read.value && key) rows.set(key, { ...read.value, rowNumber: row })
  }
  const there = await standing(ctx, [...rows.values()])
  const planned = [...rows].map(([key, row]): Planned => {
    const old = there.get(key)
    if (!old) return { ...row, id: newId(), was: 'absent' }
    const same = old.undertakerName === row.undertakerName && old.amountFen === row.amountFen
    return { ...row, id: old.id, was: old.withdrawn ? 'withdrawn' : same ? 'same' : 'other' }
  })
  const count = (...kinds: Planned['was'][]) => planned.filter(({ was }) => kinds.includes(was)).length
  const counts = { added: count('absent', 'withdrawn'), changed: count('other'), same: count('same') }
  return done({ trial: { fileName, ...counts, problems }, sha256, rows: planned })
}

/** Rows of earlier lists of the same undertakers, by what makes them the same. */
async function standing(ctx: Ctx, rows: readonly ListedRow[]) {
  const usccs = [...new Set(rows.map(({ uscc }) => uscc))]
  const found = new Map<string, ListedRow & { id: string; withdrawn: boolean }>()
  for (let at = 0; at < usccs.length; at += 500)
    for (const row of await ctx.db.client.listedProject.findMany({
      where: { uscc: { in: usccs.slice(at, at + 500) } },
      include: { list: { select: { withdrawnAt: true } } },
    }))
      found.set(listedKey(row), { ...row, withdrawn: row.list.withdrawnAt !== null })
  return found
}
