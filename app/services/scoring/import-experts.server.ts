import { cities } from '#app/db/scoring/expert.server.ts'
import { done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { emptyExpert, type ExpertRecord, longest, readExpert } from '#app/domain/scoring/expert.ts'
import { type ExpertCells, expertSheet, pastedRows } from '#app/domain/scoring/expert-sheet.ts'
import { postsFromCell, sharesFromCell } from '#app/domain/scoring/ties.ts'
import type { Ctx } from '../context.ts'
import { mostRows, ownWorkbook, requireImport, type RowProblem, tableOf } from '../import-workbook.server.ts'
import { admit } from './expert.server.ts'

/** Experts in one transaction, so that others can write in between. */
const batch = 50

type Row = { sheet: string; row: number; cells: ExpertCells }
type Plan = { added: ExpertRecord[]; problems: RowProblem[] }
export type ExpertTrial = { fileName: string; added: number; problems: RowProblem[] }

/**
 * What importing a workbook of experts would do, row by row; changes nothing. Refusals: those of ownWorkbook,
 * columns_missing.
 * @throws NotFound
 */
export async function tryExperts(ctx: Ctx, fileId: string): Promise<Result<ExpertTrial>> {
  const planned = await planWorkbook(ctx, fileId)
  if (!planned.ok) return planned
  const { fileName, added, problems } = planned.value
  return done({ fileName, added: added.length, problems })
}

/**
 * Admits the experts of the rows without problems; who is in the pool already stays as they are. Refusals as tryExperts,
 * nothing_to_import, and expert_taken (409) when somebody admitted one meanwhile.
 */
export async function importExperts(ctx: Ctx, fileId: string): Promise<Result<{ count: number }>> {
  const planned = await planWorkbook(ctx, fileId)
  if (!planned.ok) return planned
  const { added } = planned.value
  if (added.length === 0) return refuse('nothing_to_import')
  for (let at = 0; at < added.length; at += batch) {
    const admitted = await admitAll(ctx, added.slice(at, at + batch))
    if (!admitted.ok) return admitted
  }
  return done({ count: added.length })
}

/**
 * Rows pasted from a workbook, all or none; a problem's path begins with its row, counted from 1. Refusals:
 * form_has_problems with fields, workbook_too_long, expert_taken (409).
 * @throws NotFound
 */
export async function pasteExperts(ctx: Ctx, pasted: string): Promise<Result<{ count: number }>> {
  requireImport(ctx, 'experts')
  const rows = pastedRows(pasted).map((row) => ({ ...row, sheet: '' }))
  if (rows.length > mostRows) return refuse('workbook_too_long', { most: mostRows })
  const { added, problems } = await planRows(ctx, rows)
  const fields = problems.flatMap(({ row, problems: wrong }) =>
    wrong.map((problem) => ({ ...problem, path: `${row}.${problem.path}` })),
  )
  if (rows.length === 0) fields.push({ path: 'rows', code: 'required', params: {} })
  if (fields.length > 0) return refuse('form_has_problems', { count: fields.length }, { fields })
  const admitted = await admitAll(ctx, added)
  return admitted.ok ? done({ count: added.length }) : admitted
}

async function planWorkbook(ctx: Ctx, fileId: string): Promise<Result<Plan & { fileName: string }>> {
  const workbook = await ownWorkbook(ctx, 'experts', fileId)
  if (!workbook.ok) return workbook
  const rows = tableOf(workbook.value.sheets, expertSheet)
  if (!rows) return refuse('columns_missing')
  return done({ fileName: workbook.value.fileName, ...(await planRows(ctx, rows)) })
}

async function planRows(ctx: Ctx, rows: readonly Row[]): Promise<Plan> {
  const [known, there] = await Promise.all([cities(ctx), inPool(ctx, rows)])
  const codeOf = (city: string) =>
    known.find(({ code, name, nameEn }) => [code, name, nameEn].includes(city.trim()))?.code ?? ''
  const added: ExpertRecord[] = []
  const problems: RowProblem[] = []
  const seen = new Set<string>()
  for (const { sheet, row, cells } of rows) {
    const read = readExpert({
      ...emptyExpert,
      ...cells,
      cityCode: codeOf(cells.cityCode ?? ''),
      history: postsFromCell(cells.history ?? ''),
      shareholdings: sharesFromCell(cells.shareholdings ?? ''),
    })
    const { name } = read.record
    const key = keyOf(read.record)
    const wrong: FieldProblem[] = [...read.problems, ...tooLong(cells)]
    if (name && seen.has(key)) wrong.push({ path: 'name', code: 'twice', params: { value: name } })
    else if (there.has(key)) wrong.push({ path: 'name', code: 'expert_in_pool', params: { name } })
    seen.add(key)
    if (wrong.length > 0) problems.push({ sheet, row, problems: wrong })
    else added.push(read.record)
  }
  return { added, problems }
}

function tooLong(cells: ExpertCells): FieldProblem[] {
  return expertSheet.columns.flatMap((path) => {
    if (path === 'history' || path === 'shareholdings') return []
    const length = [...(cells[path] ?? '')].length
    return length > longest ? [{ path, code: 'too_long', params: { max: longest, length } }] : []
  })
}

function keyOf({ name, employer }: { name: string; employer: string }): string {
  return JSON.stringify([name, employer])
}

/** Those of the pool who have the names of these rows. */
async function inPool(ctx: Ctx, rows: readonly Row[]): Promise<Set<string>> {
  const names = [...new Set(rows.map(({ cells }) => (cells.name ?? '').trim()))]
  const found = new Set<string>()
  for (let at = 0; at < names.length; at += 500)
    for (const expert of await ctx.db.client.expert.findMany({
      where: { name: { in: names.slice(at, at + 500) }, status: { not: 'removed' } },
      select: { name: true, employer: true },
    }))
      found.add(keyOf(expert))
  return found
}

async function admitAll(ctx: Ctx, experts: readonly ExpertRecord[]): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    for (const expert of experts) {
      const admitted = await admit(tx, ctx, expert)
      if (!admitted.ok) return admitted
    }
    return done(null)
  })
}
