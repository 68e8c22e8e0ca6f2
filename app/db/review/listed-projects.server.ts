import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { SeenList, SeenListed, Withdrawal } from '#app/domain/review/duplicates.ts'
import { sourceOf } from '#app/domain/review/listed-project.ts'
import type { Ctx } from '#app/services/context.ts'
import { Prisma } from '../generated/client.ts'
import { rowsOf } from '../plain.server.ts'

const listOf = {
  select: { fileName: true, withdrawnAt: true, withdrawnByName: true, withdrawReason: true },
} as const

type ListRow = { withdrawnAt: Date | null; withdrawnByName: string; withdrawReason: string }

/** Who took a list back, when and why; null while it stands. */
export function withdrawalOf({
  withdrawnAt: at,
  withdrawnByName: byName,
  withdrawReason: reason,
}: ListRow): Withdrawal | null {
  return at && { at, byName, reason }
}

const standingLists = { list: { withdrawnAt: null } } satisfies Prisma.ListedProjectWhereInput

async function listedRows(ctx: Ctx, where: Prisma.ListedProjectWhereInput) {
  const rows = await ctx.db.client.listedProject.findMany({
    where: { AND: [where, scope(ctx.actor, 'ListedProject')] },
    omit: { createdAt: true, updatedAt: true },
    include: { list: listOf },
    orderBy: [{ year: 'desc' }, { id: 'asc' }],
  })
  return rows.map(({ undertakerName, department, fund, list, ...row }) => ({
    ...row,
    fileName: list.fileName,
    withdrawn: withdrawalOf(list),
    applicantName: undertakerName,
    receiptNo: null,
    source: sourceOf({ department, fund, year: row.year }),
  }))
}

/** Listed projects of these undertakers, of lists that stand, in the actor's scope, of the year of `since` and later. */
export async function listedOf(ctx: Ctx, usccs: readonly string[], since: Date): Promise<SeenListed[]> {
  if (usccs.length === 0) return []
  const year = { gte: since.getUTCFullYear() }
  return listedRows(ctx, { uscc: { in: [...new Set(usccs)] }, year, ...standingLists })
}

/** rows of one undertaker */
const mostOfOne = 200

/** What lists that stand say of one undertaker since a year, whoever asks: for the rules of a call. One query. */
export async function listedTitles(
  tx: object,
  { uscc, sinceYear }: { uscc: string; sinceYear: number },
): Promise<{ name: string; source: string; projectCode: string }[]> {
  type Row = { projectName: string; projectCode: string; department: string; fund: string; year: number }
  const rows = await rowsOf<Row>(
    tx,
    Prisma.sql`SELECT l."projectName", l."projectCode", l.department, l.fund, l.year FROM "ListedProject" l
      JOIN "ImportedList" i ON i."fileId" = l."fileId" AND i."withdrawnAt" IS NULL
      WHERE l.uscc = ${uscc} AND l.year >= ${sinceYear} LIMIT ${mostOfOne}`,
  )
  return rows.map(({ projectName, projectCode, ...from }) => ({
    name: projectName,
    projectCode,
    source: sourceOf(from),
  }))
}

/** Listed projects, of lists that stand, of the undertakers of many applications, by application. Two queries at most, however many they are. */
export async function listedForEach(ctx: Ctx, ids: readonly string[]): Promise<Map<string, SeenListed[]>> {
  if (ids.length === 0) return new Map()
  const pairs = await ctx.db.client.$queryRaw<{ id: string; listedId: string }[]>`
    SELECT a.id, l.id AS "listedId" FROM "Application" a
    JOIN "Enterprise" e ON e.id = a."enterpriseId" JOIN "ListedProject" l ON l.uscc = e.uscc
    JOIN "ImportedList" i ON i."fileId" = l."fileId" AND i."withdrawnAt" IS NULL
    WHERE a.id IN (${Prisma.join([...ids])})`
  if (pairs.length === 0) return new Map()
  const rows = await listedRows(ctx, { id: { in: [...new Set(pairs.map(({ listedId }) => listedId))] } })
  const own = Map.groupBy(pairs, ({ id }) => id)
  return new Map(
    ids.map((id) => {
      const listedIds = new Set(own.get(id)?.map(({ listedId }) => listedId))
      return [id, rows.filter((row) => listedIds.has(row.id))]
    }),
  )
}

/** One listed project in the actor's scope, with the list it was read from last, withdrawn or not. @throws NotFound */
export async function listedProject(
  ctx: Ctx,
  id: string,
): Promise<SeenListed & { fileName: string; withdrawn: Withdrawal | null }> {
  const [found] = await listedRows(ctx, { id })
  if (!found) throw new NotFound('listed_project')
  return found
}

export type ListedSource = { department: string; year: number; count: number; amountFen: bigint; at: Date }

/** What stands of the lists, by who gives the money and year, newest years first; amounts as far as lists say them. */
export async function listedSources(ctx: Ctx): Promise<ListedSource[]> {
  const groups = await ctx.db.client.listedProject.groupBy({
    by: ['department', 'year'],
    where: { AND: [standingLists, scope(ctx.actor, 'ListedProject')] },
    _count: { id: true },
    _sum: { amountFen: true },
    _max: { updatedAt: true },
    orderBy: [{ year: 'desc' }, { department: 'asc' }],
  })
  return groups.map(({ department, year, _count, _sum, _max }) => ({
    department,
    year,
    count: _count.id,
    amountFen: _sum.amountFen ?? 0n,
    at: _max.updatedAt ?? new Date(0),
  }))
}

/** lists on the page; an office imports a few a year */
const mostLists = 200

/** The lists as they were imported, newest first, with what became of each; none for whoever reads no listed project. */
export async function importedLists(ctx: Ctx): Promise<SeenList[]> {
  if (!may(ctx.actor, 'read', 'ListedProject')) return []
  const rows = await ctx.db.client.importedList.findMany({
    include: { _count: { select: { rows: true } } },
    orderBy: [{ importedAt: 'desc' }, { fileId: 'desc' }],
    take: mostLists,
  })
  return rows.map(({ fileId, fileName, importedByName, importedAt, _count, ...row }) => ({
    fileId,
    fileName,
    importedByName,
    importedAt,
    projects: _count.rows,
    withdrawn: withdrawalOf(row),
  }))
}
