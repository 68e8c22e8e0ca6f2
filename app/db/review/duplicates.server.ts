import type { Row } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { type Compared, longTexts } from '#app/domain/application/duplicate.ts'
import { textAt } from '#app/domain/application/form.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { DuplicateConclusion, JudgedDuplicate } from '#app/domain/review/duplicates.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from '../configuration.server.ts'
import { snapshotFrom } from '../working-application.server.ts'

/** Candidates by their texts, and other applications of the enterprise, that are compared exactly at most. */
const most = 50

const columns = {
  id: true,
  version: true,
  enterpriseId: true,
  applicantName: true,
  projectName: true,
  receiptNo: true,
  status: true,
  unitCode: true,
  snapshotNumber: true,
  submittedAt: true,
} as const

/** An application as it was submitted last, with what the duplicate check compares. */
export type Subject = Awaited<ReturnType<typeof subjects>>[number]

async function subjects(ctx: Ctx, where: Row) {
  const rows = await ctx.db.client.application.findMany({
    where: { AND: [where, scope(ctx.actor, 'Application')] },
    select: columns,
    orderBy: { id: 'asc' },
  })
  if (rows.length === 0) return []
  const snapshots = await ctx.db.client.applicationSnapshot.findMany({
    where: { OR: rows.map(({ id, snapshotNumber }) => ({ applicationId: id, number: snapshotNumber })) },
    select: { applicationId: true, content: true },
  })
  const contents = new Map(
    snapshots.map(({ applicationId, content }) => [applicationId, snapshotFrom(content)]),
  )
  return Promise.all(
    rows.map(async (row) => {
      const content = contents.get(row.id)
      const configuration =
        content && (await configurationOf(ctx.db, content.guideline.id, content.guideline.version))
      const compared: Compared = {
        enterpriseId: row.enterpriseId,
        projectName: row.projectName,
        projectCode: content ? textAt(content.form, 'project.code').trim() : '',
        texts: content && configuration ? longTexts(configuration.form, content.form) : {},
      }
      return { ...row, compared, configuration }
    }),
  )
}

/** One application in the actor's scope. @throws NotFound */
export async function subjectOf(ctx: Ctx, id: string): Promise<Subject> {
  const [found] = await subjects(ctx, { id })
  if (!found) throw new NotFound('application')
  return found
}

/**
 * Applications in the actor's scope, submitted since the day, that may be like this one: those that share most bands with
 * it, and the latest of its own enterprise.
 */
export async function candidatesFor(
  ctx: Ctx,
  { id, enterpriseId }: Subject,
  { bands, since }: { bands: readonly number[]; since: Date },
): Promise<Subject[]> {
  const inReach = { AND: [scope(ctx.actor, 'Application'), { id: { not: id }, submittedAt: { gte: since } }] }
  const [sharing, own] = await Promise.all([
    ctx.db.client.textBand.groupBy({
      by: ['applicationId'],
      where: { hash: { in: [...bands] }, application: inReach },
      orderBy: [{ _count: { hash: 'desc' } }, { applicationId: 'desc' }],
      take: most,
    }),
    ctx.db.client.application.findMany({
      where: { AND: [inReach, { enterpriseId }] },
      select: { id: true },
      orderBy: { id: 'desc' },
      take: most,
    }),
  ])
  const ids = [...sharing.map(({ applicationId }) => applicationId), ...own.map((row) => row.id)]
  return subjects(ctx, { id: { in: [...new Set(ids)] } })
}

/**
 * Decisions on an application and another, newest first, whichever of the two was under review; on one pair where the other
 * is named. `other` is always the other one.
 */
export async function duplicateDecisions(ctx: Ctx, id: string, otherId?: string): Promise<JudgedDuplicate[]> {
  const inScope = scope(ctx.actor, 'Application')
  const names = { select: { projectName: true, applicantName: true } }
  const rows = await ctx.db.client.duplicateDecision.findMany({
    where: {
      OR: [
        { applicationId: id, ...(otherId && { otherId }) },
        { otherId: id, ...(otherId && { applicationId: otherId }) },
      ],
      application: inScope,
      other: inScope,
    },
    include: { application: names, other: names },
    orderBy: { id: 'desc' },
  })
  return rows.map(({ application, ...row }) => {
    const judged = { ...row, conclusion: row.conclusion as DuplicateConclusion }
    if (row.applicationId === id) return judged
    const { snapshotNumber: otherSnapshotNumber, otherSnapshotNumber: snapshotNumber } = row
    return { ...judged, otherId: row.applicationId, other: application, snapshotNumber, otherSnapshotNumber }
  })
}
