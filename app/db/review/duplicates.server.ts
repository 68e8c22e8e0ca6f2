import type { Row } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { type Compared, longTexts } from '#app/domain/application/duplicate.ts'
import { textAt } from '#app/domain/application/form.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from '../configuration.server.ts'
import { Prisma } from '../generated/client.ts'
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
  requestedFen: true,
  enterprise: { select: { uscc: true, controller: true } },
} as const

/** An application as it was submitted last, with what the duplicate check compares. */
export type Subject = Awaited<ReturnType<typeof subjects>>[number]

export async function subjects(ctx: Ctx, where: Row) {
  const rows = await ctx.db.client.application.findMany({
    where: { AND: [where, scope(ctx.actor, 'Application')] },
    select: columns,
    orderBy: { id: 'asc' },
  })
  if (rows.length === 0) return []
  const snapshots = await ctx.db.client.applicationSnapshot.findMany({
    where: { applicationId: { in: rows.map(({ id }) => id) } },
    select: { applicationId: true, number: true, content: true },
  })
  const last = new Map(rows.map(({ id, snapshotNumber }) => [id, snapshotNumber]))
  const contents = new Map(
    snapshots
      .filter(({ applicationId, number }) => last.get(applicationId) === number)
      .map(({ applicationId, content }) => [applicationId, snapshotFrom(content)]),
  )
  return Promise.all(
    rows.map(async ({ enterprise, ...row }) => {
      const content = contents.get(row.id)
      const configuration =
        content && (await configurationOf(ctx.db, content.guideline.id, content.guideline.version))
      const compared: Compared = {
        enterpriseId: row.enterpriseId,
        ...enterprise,
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
 * it, and the latest of its own enterprise and of others with its actual controller.
 */
export async function candidatesFor(
  ctx: Ctx,
  { id, enterpriseId, compared: { controller } }: Subject,
  { bands, since }: { bands: readonly number[]; since: Date },
): Promise<Subject[]> {
  const family = controller
    ? await ctx.db.client.enterprise.findMany({ where: { controller }, select: { id: true } })
    : [{ id: enterpriseId }]
  const inReach = { AND: [scope(ctx.actor, 'Application'), { id: { not: id }, submittedAt: { gte: since } }] }
  const [sharing, own] = await Promise.all([
    ctx.db.client.textBand.groupBy({
      by: ['applicationId'],
      where: { hash: { in: [...bands] }, application: inReach },
      orderBy: [{ _count: { hash: 'desc' } }, { applicationId: 'desc' }],
      take: most,
    }),
    ctx.db.client.application.findMany({
      where: { AND: [inReach, { enterpriseId: { in: family.map(({ id }) => id) } }] },
      select: { id: true },
      orderBy: { id: 'desc' },
      take: most,
    }),
  ])
  const ids = [...sharing.map(({ applicationId }) => applicationId), ...own.map((row) => row.id)]
  return subjects(ctx, { id: { in: [...new Set(ids)] } })
}

/**
 * Who may be like each of many applications: whoever shares a band of the index with it, most bands first, then the others
 * of its enterprise, and those of others with its actual controller, newest first. Two queries, however many they are.
 */
export async function candidatesForEach(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const { client } = ctx.db
  const [sharing, family] = await Promise.all([
    client.$queryRaw<{ id: string; otherId: string }[]>`
      SELECT own."applicationId" AS id, other."applicationId" AS "otherId"
      FROM "TextBand" own
      JOIN "TextBand" other ON other.hash = own.hash AND other."applicationId" <> own."applicationId"
      WHERE own."applicationId" IN (${Prisma.join([...ids])})
      GROUP BY own."applicationId", other."applicationId"
      ORDER BY COUNT(*) DESC, other."applicationId"`,
    client.$queryRaw<{ id: string; otherId: string }[]>`
      SELECT own.id, other.id AS "otherId" FROM "Application" own
      JOIN "Application" other ON other."enterpriseId" = own."enterpriseId" AND other.id <> own.id
      WHERE own.id IN (${Prisma.join([...ids])})
      UNION
      SELECT own.id, other.id AS "otherId" FROM "Application" own
      JOIN "Enterprise" e ON e.id = own."enterpriseId" AND e.controller <> ''
      JOIN "Enterprise" f ON f.controller = e.controller AND f.id <> e.id
      JOIN "Application" other ON other."enterpriseId" = f.id
      WHERE own.id IN (${Prisma.join([...ids])})
      ORDER BY 2 DESC`,
  ])
  return new Map(
    ids.map((id) => {
      const alike = [...sharing, ...family].filter((pair) => pair.id === id)
      return [id, [...new Set(alike.map(({ otherId }) => otherId))]]
    }),
  )
}
