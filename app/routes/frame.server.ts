import { stagesOf } from '#app/authorization/stages.ts'
import { countShell, haltFor, logAlarm } from '#app/db/shell.server.ts'
import { env } from '#app/platform/env.server.ts'
import type { Ctx } from '#app/services/context.ts'

/** What the frame of a signed-in page shows: the person, what waits for them, and how the log stands. */
export async function frameOf(ctx: Ctx) {
  const { actor } = ctx
  const [counts, logLate, logHalt] = await Promise.all([
    countShell(ctx),
    logAlarm(ctx, env.auditLagAlarm),
    haltFor(ctx),
  ])
  return {
    person: {
      id: actor.id,
      name: actor.name,
      roles: actor.roles,
      office: { name: actor.orgName, nameEn: actor.orgNameEn ?? '' },
    },
    todo: counts.todo,
    unread: counts.unread,
    logLate,
    logHalt,
    stages: stagesOf(actor).map((stage) => ({ stage, count: counts.stages[stage] ?? 0 })),
  }
}
