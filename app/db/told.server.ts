import type { Actor } from '#app/authorization/actor.ts'
import { type Standing, termUntold, toldStatus } from '#app/domain/application/told.ts'
import { type Reader, untoldActs } from '#app/domain/application/told-acts.ts'
import type { Ctx } from '#app/services/context.ts'

/** A row of an application as this reader is told of it; only offices are told what the province has but proposed. */
export function asTold<R extends Standing & { dueAt?: Date | null }>(
  actor: Actor,
  row: R,
): Omit<R, 'reservedUntil'> {
  const { reservedUntil, ...told } = row
  if (actor.enterpriseId === null) return told
  return {
    ...told,
    status: toldStatus({ ...row, reservedUntil }),
    ...(row.dueAt && termUntold.includes(row.status) ? { dueAt: null } : {}),
  }
}

/** As whom the actor is told of a dossier that is in their scope. */
export function readerOf(actor: Actor): Reader {
  if (actor.enterpriseId !== null) return 'applicant'
  return actor.level === 'province' ? 'province' : 'local'
}

/** How many acts there were of which the applicant is not told: by so much the version that an applicant is told is behind. Zero for offices. */
export async function untoldCount({ db, actor }: Ctx, applicationId: string): Promise<number> {
  if (actor.enterpriseId === null) return 0
  return db.client.auditEntry.count({
    where: {
      dossier: `application:${applicationId}`,
      act: { in: untoldActs },
      result: 'done',
    },
  })
}
