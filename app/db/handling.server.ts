import type { Deadline } from '#app/domain/kernel/workflow.ts'
import type { Db, Tx } from './client.server.ts'
import { configurationOf } from './configuration.server.ts'

/**
 * How many working days a record may stay in a state that it entered at this instant: those of the workflow's table, or
 * those of the call as it was published then. Null where the deadline is no such period.
 */
export async function periodOf(
  tx: Tx,
  db: Db,
  { deadline, dossier, at }: { deadline: Deadline; dossier: string; at: Date },
): Promise<number | null> {
  if ('workingDays' in deadline) return deadline.workingDays
  if (!('handling' in deadline)) return null
  const guidelineId = await guidelineOf(tx, dossier)
  const versions = await tx.guidelineVersion.findMany({
    where: { guidelineId },
    select: { number: true, publishedAt: true },
    orderBy: { number: 'desc' },
  })
  const version = versions.find(({ publishedAt }) => publishedAt <= at) ?? versions.at(-1)
  if (!version) return null
  const { handling } = await configurationOf(db, guidelineId, version.number)
  return handling[deadline.handling]
}

/** The call to which a dossier belongs: a call's own, or an application's. */
async function guidelineOf(tx: Tx, dossier: string): Promise<string> {
  const [kind, id = ''] = dossier.split(':')
  if (kind === 'guideline') return id
  const row = await tx.application.findUniqueOrThrow({ where: { id }, select: { guidelineId: true } })
  return row.guidelineId
}
