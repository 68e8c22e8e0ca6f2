import { scope } from '#app/authorization/scope.ts'
import type { FormValues } from '#app/domain/application/form.ts'
import type { Touched } from '#app/domain/application/merge-draft.ts'
import { openValues } from '#app/domain/application/private-sections.ts'
import { documents } from '#app/domain/documents.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { Prisma, type Tx } from './client.server.ts'
import { unitNames } from './review/people.server.ts'
import { findRows } from './find-rows.server.ts'

const attached = [
  'id',
  'slot',
  'name',
  'mediaType',
  'size',
  'plainSha256',
  'cipherSha256',
  'createdAt',
] as const
const ofFile = [...attached, 'uploadedById'] as const
const ofGuideline = [
  'id',
  'code',
  'year',
  'categoryId',
  'publishedVersion',
  'applyStart',
  'applyEnd',
] as const
const ofApplication = Object.values(Prisma.ApplicationScalarFieldEnum)
const ofEnterprise = Object.values(Prisma.EnterpriseScalarFieldEnum)
const ofFlag = Object.values(Prisma.CreditFlagScalarFieldEnum)

/**
 * One application with what its acts need, in the actor's read scope; private sections for the applicant alone.
 * @throws NotFound
 */
export async function workingApplication(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const inScope = { AND: [{ id }, scope(ctx.actor, 'Application')] }
  const [row] = await findRows(client, 'application', ofApplication, inScope)
  if (!row) throw new NotFound('application')
  const { guidelineId, enterpriseId } = row
  const [[guideline], [enterprise], creditFlags, files, offices] = await Promise.all([
    findRows(client, 'guideline', ofGuideline, { id: guidelineId }),
    findRows(client, 'enterprise', ofEnterprise, { id: enterpriseId }),
    findRows(client, 'creditFlag', ofFlag, { enterpriseId }),
    filesOf(client, 'application', id),
    unitNames(client, [row.unitCode]),
  ])
  if (!guideline || !enterprise) throw new Error(`application ${id} without guideline or enterprise`)
  return {
    ...row,
    guideline,
    enterprise: { ...enterprise, creditFlags },
    values: enterpriseId === ctx.actor.enterpriseId ? valuesFrom(row.form) : openValues(valuesFrom(row.form)),
    files,
    recommender: offices.get(row.unitCode) ?? '',
  }
}
export type WorkingApplication = Awaited<ReturnType<typeof workingApplication>>

/** Files that people gave to a record and have not taken out, in the order in which they came. */
export async function filesOf(tx: Tx, ownerType: string, ownerId: string) {
  const rows = await findRows(
    tx,
    'storedFile',
    ofFile,
    { ownerType, ownerId, removedAt: null },
    { orderBy: 'id' },
  )
  return rows.filter((file) => !isMade(file))
}

/** Documents that the system makes are stored beside the files that people upload. */
function isMade({ slot, uploadedById }: { slot: string; uploadedById: string | null }): boolean {
  return uploadedById === null && Object.hasOwn(documents, slot)
}

export type Attached = Awaited<ReturnType<typeof filesOf>>[number]

/** Values as we wrote them; their shape was checked on the way in. */
export function valuesFrom(json: string): FormValues {
  return JSON.parse(json) as FormValues
}

export function touchedFrom(json: string): Touched {
  return JSON.parse(json) as Touched
}

/** Paths of the corrections asked in the round that is open. */
export async function flaggedPaths(tx: Tx, application: { id: string; correctionRound: number }) {
  return tx.correctionItem.findMany({
    where: { applicationId: application.id, round: application.correctionRound },
    select: { field: true, problem: true },
    orderBy: { id: 'asc' },
  })
}

/** The newest snapshot's content, or null before the first submission. */
export async function latestSnapshot(tx: Tx, applicationId: string): Promise<SnapshotContent | null> {
  const row = await tx.applicationSnapshot.findFirst({
    where: { applicationId },
    orderBy: { number: 'desc' },
    select: { content: true },
  })
  return row && snapshotFrom(row.content)
}

export function snapshotFrom(content: Uint8Array): SnapshotContent {
  return JSON.parse(Buffer.from(content).toString('utf8')) as SnapshotContent
}

/** What a snapshot holds, as canonical JSON. */
export type SnapshotContent = {
  format: 1
  number: number
  application: { id: string; projectName: string; applicantName: string; channel: string }
  guideline: { id: string; code: string; version: number }
  enterprise: Record<string, string>
  form: FormValues
  /** `sha256` is of the encrypted bytes: a snapshot outlives the erasure of a file */
  files: { id: string; slot: string; name: string; mediaType: string; size: number; sha256: string }[]
  submittedAt: string
}
