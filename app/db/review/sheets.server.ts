import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { recommendationWorkflow } from '#app/domain/review/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from '../client.server.ts'
import { ordered } from '../paging.server.ts'
import { officeNames } from './people.server.ts'
import { frozenList, recommendedBy, sheetContent } from './sheet-list.server.ts'

/** One list in the actor's read scope, with the title of its guideline. @throws NotFound */
export async function reviewSheet(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.recommendationSheet.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'RecommendationSheet')] },
  })
  if (!row) throw new NotFound('recommendation')
  const guideline = await tx.guideline.findUnique({
    where: { id: row.guidelineId },
    select: { title: true },
  })
  return { ...row, title: guideline?.title ?? '' }
}

const sortable = ['unitCode', 'documentNo', 'createdAt'] as const
export const sheetSorts: readonly string[] = sortable

/**
 * Lists of the actor's scope; for a unit that recommends also the guidelines it can make a list for. A unit makes one or
 * two to a call, so that no index sorts them.
 */
export async function listSheets(
  ctx: Ctx,
  { sort, page, size }: { sort: { by: string; descending: boolean }; page: number; size: number },
) {
  const { client } = ctx.db
  const where = scope(ctx.actor, 'RecommendationSheet')
  const by = sortable.find((name) => name === sort.by) ?? 'createdAt'
  const [rows, count, ready] = await Promise.all([
    client.recommendationSheet.findMany({
      where,
      orderBy: [ordered(by, sort.descending, ['documentNo']), { id: 'desc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    client.recommendationSheet.count({ where }),
    readyGuidelines(ctx),
  ])
  const [names, titles] = await Promise.all([
    officeNames(
      client,
      rows.map(({ unitCode }) => unitCode),
    ),
    client.guideline.findMany({
      where: { id: { in: rows.map(({ guidelineId }) => guidelineId) } },
      select: { id: true, title: true },
    }),
  ])
  return {
    count,
    ready,
    rows: rows.map(({ content, ...row }) => {
      const { rows: listed } = sheetContent(content)
      return {
        ...row,
        unit: names.get(row.unitCode) ?? { name: row.unitCode, nameEn: '' },
        guideline: titles.find(({ id }) => id === row.guidelineId)?.title ?? '',
        applications: listed.length,
        requestedFen: listed.reduce((sum, { requested }) => sum + BigInt(requested), 0n),
      }
    }),
  }
}

/** Guidelines under which the actor's unit has recommendations that stand; none for who makes no lists. */
async function readyGuidelines(ctx: Ctx) {
  const { actor } = ctx
  const makes = recommendationWorkflow.transitions.generate.by.some(
    (doer) => doer === `${actor.level}.handler` && actor.roles.includes('handler'),
  )
  if (!makes || !actor.unitCode) return []
  const node = actor.level === 'city' ? 'city_review' : 'county_review'
  return ctx.db.client.guideline.findMany({
    where: {
      applications: {
        some: {
          ...(actor.level === 'city' ? { cityCode: actor.unitCode } : { unitCode: actor.unitCode }),
          opinions: { some: { node, kind: 'recommend', closedAt: null } },
        },
      },
    },
    select: { id: true, title: true, code: true },
    orderBy: { applyEnd: 'desc' },
    take: 20,
  })
}

/** What a unit would put on a list now, in the order of its latest list; empty for others. */
export async function listToMake(ctx: Ctx, guidelineId: string) {
  const { level, unitCode, orgId } = ctx.actor
  const guideline = await ctx.db.client.guideline.findFirst({
    where: { AND: [{ id: guidelineId }, scope(ctx.actor, 'Guideline')] },
    select: { id: true, title: true },
  })
  if (!guideline || !unitCode || (level !== 'county' && level !== 'city')) throw new NotFound('guideline')
  const before = await ctx.db.client.recommendationSheet.findFirst({
    where: { guidelineId, orgId: orgId ?? '' },
    orderBy: { number: 'desc' },
    select: { content: true },
  })
  const order = before ? sheetContent(before.content).rows.map(({ applicationId }) => applicationId) : []
  const { rows } = await recommendedBy(ctx.db, ctx.db.client, { guidelineId, level, unitCode }, order)
  return { guideline, rows }
}

/** A list's record: rows, prints, the scan, the acts open now, and whether it still equals the system's list. */
export async function findSheet(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const { content, ...sheet } = await reviewSheet(client, ctx, id)
  const { rows } = sheetContent(content)
  const order = rows.map(({ applicationId }) => applicationId)
  const [now, names, prints, scan, maker] = await Promise.all([
    recommendedBy(ctx.db, client, sheet, order),
    officeNames(client, [sheet.unitCode]),
    client.document.findMany({
      where: { ownerType: 'recommendation', ownerId: id },
      orderBy: { createdAt: 'desc' },
      take: 2,
      omit: { model: true },
    }),
    client.storedFile.findFirst({
      where: { id: sheet.stampedFileId ?? '', removedAt: null },
      select: { id: true, name: true, size: true },
    }),
    client.user.findUnique({ where: { id: sheet.createdById }, select: { name: true } }),
  ])
  return {
    ...sheet,
    rows,
    prints,
    scan,
    unit: names.get(sheet.unitCode) ?? { name: sheet.unitCode, nameEn: '' },
    createdBy: maker?.name ?? '',
    current: frozenList(now).sha256 === sheet.sha256,
    actions: openTransitions(recommendationWorkflow, sheet.status, doing(ctx.actor, false)),
  }
}
export type SheetRecord = Awaited<ReturnType<typeof findSheet>>
