import { scope } from '#app/authorization/scope.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { SeenListed } from '#app/domain/review/duplicates.ts'
import { sourceOf } from '#app/domain/review/listed-project.ts'
import type { Ctx } from '#app/services/context.ts'
import { Prisma } from '../generated/client.ts'

async function listedRows(ctx: Ctx, where: Prisma.ListedProjectWhereInput): Promise<SeenListed[]> {
  const rows = await ctx.db.client.listedProject.findMany({
    where: { AND: [where, scope(ctx.actor, 'ListedProject')] },
    omit: { createdAt: true, updatedAt: true },
    orderBy: [{ year: 'desc' }, { id: 'asc' }],
  })
  return rows.map(({ undertakerName, department, fund, ...row }) => ({
    ...row,
    applicantName: undertakerName,
    receiptNo: null,
    source: sourceOf({ department, fund, year: row.year }),
  }))
}

/** Listed projects of these undertakers in the actor's scope, of the year of `since` and later. */
export async function listedOf(ctx: Ctx, usccs: readonly string[], since: Date): Promise<SeenListed[]> {
  if (usccs.length === 0) return []
  return listedRows(ctx, { uscc: { in: [...new Set(usccs)] }, year: { gte: since.getUTCFullYear() } })
}

/** Listed projects of the undertakers of many applications, by application. Two queries at most, however many they are. */
export async function listedForEach(ctx: Ctx, ids: readonly string[]): Promise<Map<string, SeenListed[]>> {
  if (ids.length === 0) return new Map()
  const pairs = await ctx.db.client.$queryRaw<{ id: string; listedId: string }[]>`
    SELECT a.id, l.id AS "listedId" FROM "Application" a
    JOIN "Enterprise" e ON e.id = a."enterpriseId" JOIN "ListedProject" l ON l.uscc = e.uscc
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

/** One listed project in the actor's scope, with the workbook it was read from last. @throws NotFound */
export async function listedProject(ctx: Ctx, id: string): Promise<SeenListed & { fileName: string }> {
  const [found] = await listedRows(ctx, { id })
  if (!found) throw new NotFound('listed_project')
  const file = await ctx.db.client.storedFile.findUnique({
    where: { id: found.fileId },
    select: { name: true },
  })
  return { ...found, fileName: file?.name ?? '' }
}

export type ListedSource = { department: string; year: number; count: number; amountFen: bigint; at: Date }

/** What was imported, by who gives the money and year, newest years first; amounts as far as lists say them. */
export async function listedSources(ctx: Ctx): Promise<ListedSource[]> {
  const groups = await ctx.db.client.listedProject.groupBy({
    by: ['department', 'year'],
    where: scope(ctx.actor, 'ListedProject'),
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
