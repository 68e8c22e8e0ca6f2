import type { Actor } from '#app/authorization/actor.ts'
import { type Standing, termUntold, toldStatus } from '#app/domain/application/told.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import type { TransitionRow } from '#app/domain/kernel/workflow.ts'
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

/** Acts on an application of which its applicant is not told. */
export const untoldActs = Object.entries<TransitionRow>(applicationWorkflow.transitions)
  .filter(([, { untold }]) => untold)
  .map(([name]) => name)

/** How many such acts there were: by so much the version that an applicant is told is behind. Zero for offices. */
export async function untoldCount({ db, actor }: Ctx, applicationId: string): Promise<number> {
  if (actor.enterpriseId === null) return 0
  return db.client.auditEntry.count({
    where: {
      dossier: `application:${applicationId}`,
      act: { in: untoldActs.map((name) => `application.${name}`) },
      result: 'done',
    },
  })
}
