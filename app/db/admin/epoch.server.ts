import { may } from '#app/authorization/ability.ts'
import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { epochWorkflow } from '#app/domain/audit/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import { readHalt } from '../log-keys.server.ts'

/** Requests for a new epoch, the newest first, with what this person may do now. @throws NotFound for everybody else */
export async function epochPage({ actor, db }: Ctx) {
  if (!may(actor, 'read', 'LogEpoch')) throw new NotFound('epochs')
  const rows = await db.client.epochRequest.findMany({
    where: scope(actor, 'LogEpoch'),
    orderBy: { askedAt: 'desc' },
  })
  const people = await db.client.user.findMany({
    where: { id: { in: rows.flatMap(({ askedById, answeredById }) => [askedById, answeredById ?? '']) } },
    select: { id: true, name: true },
  })
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? id
  return {
    halt: await readHalt(db),
    requests: rows.map(({ lostNote: _lostNote, ...row }) => ({
      ...row,
      askedBy: nameOf(row.askedById),
      answeredBy: nameOf(row.answeredById),
      actions: openTransitions(epochWorkflow, row.status, doing(actor, false)),
    })),
  }
}
export type EpochRow = Awaited<ReturnType<typeof epochPage>>['requests'][number]
