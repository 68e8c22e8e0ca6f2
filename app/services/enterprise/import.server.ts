import {
  type CreditImport,
  type EnterpriseImport,
  readCredit,
  readEnterprise,
} from '#app/domain/enterprise/import.ts'
import { creditSheet, enterpriseSheet } from '#app/domain/enterprise/import-sheets.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { ownWorkbook, type RowProblem, tableOf } from '../import-workbook.server.ts'
import { keepCredit, keepEnterprise } from './import-rows.server.ts'
import { knownUnits } from './known-units.server.ts'

/** Enterprises in one transaction, so that others can write in between. */
const batch = 50

export type DryRun = {
  fileName: string
  created: { uscc: string; name: string; unit: string }[]
  updated: { uscc: string; name: string; unit: string }[]
  flags: number
  problems: RowProblem[]
}
type Plan = DryRun & { enterprises: EnterpriseImport[]; credits: CreditImport[]; sha256: string }

/** What importing would do, row by row; changes nothing. Refusals: those of ownWorkbook, columns_missing. @throws NotFound */
export async function tryImport(ctx: Ctx, fileId: string): Promise<Result<DryRun>> {
  return planImport(ctx, fileId)
}

/**
 * Imports the rows without problems: new enterprises, changed columns of known ones, bad records not there yet. Nothing
 * is removed; repeating it changes nothing. Refusals as tryImport, and nothing_to_import.
 */
export async function importEnterprises(
  ctx: Ctx,
  fileId: string,
): Promise<Result<{ created: number; updated: number; flags: number }>> {
  const planned = await planImport(ctx, fileId)
  if (!planned.ok) return planned
  const { enterprises, credits, sha256 } = planned.value
  if (enterprises.length + credits.length === 0) return refuse('nothing_to_import')
  const counts = { created: 0, updated: 0, flags: 0 }
  for (let at = 0; at < enterprises.length; at += batch) {
    const kept = await ctx.db.transact(async (tx) => {
      const kinds: ('created' | 'updated' | 'same')[] = []
      for (const row of enterprises.slice(at, at + batch))
        kinds.push(await keepEnterprise(tx, ctx, row, sha256))
      return kinds
    })
    for (const kind of kept) if (kind !== 'same') counts[kind]++
  }
  for (let at = 0; at < credits.length; at += batch) {
    counts.flags += await ctx.db.transact(async (tx) => {
      let added = 0
      for (const row of credits.slice(at, at + batch)) if (await keepCredit(tx, ctx, row, sha256)) added++
      return added
    })
  }
  return done(counts)
}

async function planImport(ctx: Ctx, fileId: string): Promise<Result<Plan>> {
  const [workbook, known] = await Promise.all([ownWorkbook(ctx, 'enterprises', fileId), knownUnits(ctx)])
  if (!workbook.ok) return workbook
  const { fileName, sha256, sheets } = workbook.value
  const [enterpriseRows, creditRows] = [tableOf(sheets, enterpriseSheet), tableOf(sheets, creditSheet)]
  if (!enterpriseRows && !creditRows) return refuse('columns_missing')

  const problems: RowProblem[] = []
  const enterprises: EnterpriseImport[] = []
  const seen = new Set<string>()
  for (const { sheet, row, cells } of enterpriseRows ?? []) {
    const read = readEnterprise(cells, known)
    if (read.value && seen.has(read.value.uscc))
      read.problems.push({ path: 'uscc', code: 'twice', params: { value: read.value.uscc } })
    if (read.problems.length > 0) problems.push({ sheet, row, problems: read.problems })
    else if (read.value) enterprises.push(read.value)
    if (read.value) seen.add(read.value.uscc)
  }
  const inLibrary = new Map<string, string>()
  const read = (creditRows ?? []).map((line) => ({ ...line, ...readCredit(line.cells) }))
  const asked = [...enterprises.map(({ uscc }) => uscc), ...read.flatMap(({ value }) => value?.uscc ?? [])]
  for (let at = 0; at < asked.length; at += 500)
    for (const { uscc, name } of await ctx.db.client.enterprise.findMany({
      where: { uscc: { in: asked.slice(at, at + 500) } },
      select: { uscc: true, name: true },
    }))
      inLibrary.set(uscc, name)
  const coming = new Set(enterprises.map(({ uscc }) => uscc))
  const credits: CreditImport[] = []
  for (const { sheet, row, value, problems: wrong } of read) {
    if (value && !inLibrary.has(value.uscc) && !coming.has(value.uscc))
      wrong.push({ path: 'uscc', code: 'not_an_enterprise', params: {} })
    if (wrong.length > 0) problems.push({ sheet, row, problems: wrong })
    else if (value) credits.push(value)
  }
  const shown = ({ uscc, name, unitCode }: EnterpriseImport) => ({ uscc, name, unit: unitCode })
  return done({
    fileName,
    sha256,
    enterprises,
    credits,
    created: enterprises.filter(({ uscc }) => !inLibrary.has(uscc)).map(shown),
    updated: enterprises.filter(({ uscc }) => inLibrary.has(uscc)).map(shown),
    flags: credits.length,
    problems,
  })
}
