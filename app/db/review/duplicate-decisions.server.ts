import { scope } from '#app/authorization/scope.ts'
import type { DuplicateConclusion, JudgedDuplicate } from '#app/domain/review/duplicates.ts'
import { sourceOf } from '#app/domain/review/listed-project.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../generated/client.ts'
import { withdrawalOf } from './listed-projects.server.ts'

const names = { select: { projectName: true, applicantName: true, receiptNo: true } } as const
const listedNames = {
  select: {
    projectName: true,
    undertakerName: true,
    department: true,
    fund: true,
    year: true,
    list: { select: { withdrawnAt: true, withdrawnByName: true, withdrawReason: true } },
  },
} as const

/** Every decision that matches, newest first, as it was written: `application` was under review. */
async function decisionRows(ctx: Ctx, where: Prisma.DuplicateDecisionWhereInput) {
  const inScope = scope(ctx.actor, 'Application')
  const rows = await ctx.db.client.duplicateDecision.findMany({
    where: {
      AND: [where, { application: inScope }],
      OR: [
        { otherId: { not: null }, other: inScope },
        { listedId: { not: null }, listed: scope(ctx.actor, 'ListedProject') },
      ],
    },
    include: { application: names, other: names, listed: listedNames },
    orderBy: { id: 'desc' },
  })
  return rows.map((row) => ({ ...row, conclusion: row.conclusion as DuplicateConclusion }))
}

/** A decision as application `id` sees it: `other` is always the other one. */
function seenFrom(
  id: string,
  { application, other, listed, ...row }: Awaited<ReturnType<typeof decisionRows>>[number],
): JudgedDuplicate {
  if (row.applicationId !== id)
    return {
      ...row,
      otherId: row.applicationId,
      other: { ...application, source: null },
      withdrawn: null,
      snapshotNumber: row.otherSnapshotNumber,
      otherSnapshotNumber: row.snapshotNumber,
    }
  if (other && row.otherId)
    return { ...row, otherId: row.otherId, other: { ...other, source: null }, withdrawn: null }
  if (!listed || !row.listedId) throw new Error(`decision ${row.id} names nothing`)
  const { projectName, undertakerName: applicantName, list, ...source } = listed
  const named = { projectName, applicantName, receiptNo: null, source: sourceOf(source) }
  return { ...row, otherId: row.listedId, other: named, withdrawn: withdrawalOf(list) }
}

/**
 * Decisions on an application and another or a listed project, newest first, whichever was under review; on one pair where
 * the other is named.
 */
export async function duplicateDecisions(ctx: Ctx, id: string, otherId?: string): Promise<JudgedDuplicate[]> {
  const rows = await decisionRows(ctx, {
    OR: otherId
      ? [
          { applicationId: id, OR: [{ otherId }, { listedId: otherId }] },
          { applicationId: otherId, otherId: id },
        ]
      : [{ applicationId: id }, { otherId: id }],
  })
  return rows.map((row) => seenFrom(id, row))
}

/** The same for many applications in one query, by the application that asks. */
export async function decisionsOnEach(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, JudgedDuplicate[]>> {
  const rows = await decisionRows(ctx, {
    OR: [{ applicationId: { in: [...ids] } }, { otherId: { in: [...ids] } }],
  })
  return new Map(
    ids.map((id) => [
      id,
      rows.filter((row) => row.applicationId === id || row.otherId === id).map((row) => seenFrom(id, row)),
    ]),
  )
}
