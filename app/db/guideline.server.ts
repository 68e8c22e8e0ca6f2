import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { scope } from '#app/authorization/scope.ts'
import { guidelineDraft, type GuidelineDraft } from '#app/domain/guideline/draft.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { type Db, Prisma, type Tx } from './client.server.ts'
import { rowsOf } from './plain.server.ts'
import { holdersOf } from './recipients.server.ts'
import { configurationOf } from './configuration.server.ts'
import { inForce } from './units.server.ts'

/** The configuration that holds now: the one published last. Its deadlines hold for everybody, whatever they started under. */
export async function currentConfiguration(db: Db, guidelineId: string): Promise<GuidelineConfiguration> {
  const row = await db.client.guideline.findUnique({
    where: { id: guidelineId },
    select: { publishedVersion: true },
  })
  if (!row) throw new NotFound('guideline')
  return configurationOf(db, guidelineId, row.publishedVersion)
}

/** Counts one more receipt of a guideline and says how many there are; others wait until the transaction ends. */
export async function countReceipt(tx: Tx, guidelineId: string): Promise<number> {
  const [row] = await rowsOf<{ receiptCount: number }>(
    tx,
    Prisma.sql`
      UPDATE "Guideline" SET "receiptCount" = "receiptCount" + 1 WHERE id = ${guidelineId} RETURNING "receiptCount"`,
  )
  if (!row) throw new NotFound('guideline')
  return row.receiptCount
}

export type DraftRow = {
  id: string
  code: string
  title: string
  status: string
  version: number
  publishedVersion: number
  applyStart: Date
  applyEnd: Date
  draftedById: string
  amendmentNote: string | null
  draft: GuidelineDraft
}

const draftColumns = {
  id: true,
  code: true,
  title: true,
  status: true,
  version: true,
  publishedVersion: true,
  applyStart: true,
  applyEnd: true,
  draftedById: true,
  amendmentNote: true,
  draft: true,
} as const

/** A guideline with its working draft, in the actor's scope. Throws NotFound. */
export async function findDraft(tx: Tx, ctx: Ctx, id: string): Promise<DraftRow> {
  const row = await tx.guideline.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Guideline')] },
    select: draftColumns,
  })
  if (!row) throw new NotFound('guideline')
  return { ...row, draft: guidelineDraft.parse(JSON.parse(row.draft)) }
}

/** Guidelines whose draft is before the leader, as a call to be published or as an amendment. They are few. */
export async function draftsBeforeLeader(tx: Pick<Tx, 'guideline'>): Promise<DraftRow[]> {
  const rows = await tx.guideline.findMany({
    where: { OR: [{ status: 'reviewing' }, { amendmentNote: { not: null } }] },
    select: draftColumns,
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => ({ ...row, draft: guidelineDraft.parse(JSON.parse(row.draft)) }))
}

/** The drafted text as it would be published: RFC 8785, and its SHA-256. */
export function frozen({ draft }: Pick<DraftRow, 'draft'>): { text: string; sha256: string } {
  const text = canonicalize(draft.configuration) ?? ''
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}

/** Offices that act at a level, for quotas: those in force, and those that are `named` already. */
export async function unitsAt(
  tx: Tx,
  level: string,
  now: Date,
  named: readonly string[] = [],
): Promise<{ code: string; name: string; nameEn: string }[]> {
  return tx.orgUnit.findMany({
    where: { AND: [{ level }, { OR: [inForce(now), { code: { in: [...named] } }] }] },
    select: { code: true, name: true, nameEn: true },
    orderBy: { code: 'asc' },
  })
}

/** People of enterprises whose application under the guideline is still with them. */
export async function peopleOfDrafts(tx: Tx, guidelineId: string): Promise<string[]> {
  const people = await tx.user.findMany({
    where: {
      active: true,
      enterprise: { applications: { some: { guidelineId, status: { in: ['draft', 'returned'] } } } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return people.map(({ id }) => id)
}

/** People who hold one of these offices at the province, themselves or for somebody who is away. */
export async function provincePeople(
  tx: Tx,
  role: 'leader' | 'handler' | 'approver',
  now: Date,
): Promise<string[]> {
  return (await holdersOf(tx, role, now, { level: 'province' })).map(({ id }) => id)
}

/** Names of the units that a configuration names one by one, by code. */
export async function unitNamesIn(
  db: Db,
  { chain, quotas, allocation }: Pick<GuidelineConfiguration, 'chain' | 'quotas' | 'allocation'>,
): Promise<Record<string, { name: string; nameEn: string }>> {
  const codes = [
    ...chain.exceptions.map(({ unitCode }) => unitCode),
    ...quotas.flatMap(({ units }) => Object.keys(units ?? {})),
    ...Object.keys(allocation.regionCaps ?? {}),
  ]
  const units = await db.client.orgUnit.findMany({
    where: { code: { in: codes } },
    select: { code: true, name: true, nameEn: true },
  })
  return Object.fromEntries(units.map(({ code, ...names }) => [code, names]))
}
