import type { Row } from '#app/authorization/ability.ts'
import type { Actor } from '#app/authorization/actor.ts'
import { deskOf, type DeskStates } from '#app/authorization/desk.ts'
import { type Stage, stagesOf } from '#app/authorization/stages.ts'
import type { WorkflowName } from '#app/domain/workflows.ts'
import { mostCounted } from '#app/i18n/format.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Todo } from './desk.server.ts'
import { desks } from './desks.server.ts'
import { dueByState } from './entered.server.ts'
import { outsideRecusals } from './review/recusal.server.ts'
import { statusTables } from './status.server.ts'

type Outside = (workflow: WorkflowName) => Row
const everywhere: Outside = () => ({})

/** What stands with this person by its state, and beside it what waits for their decision. */
async function wheresOf(ctx: Ctx, { workflow, states }: DeskStates, outside: Outside) {
  const { mine, decisions, asked: wordFor } = desks[workflow]
  const inScope = { AND: [statusTables[workflow].scope(ctx.actor), outside(workflow)] }
  const asked = (await decisions?.(ctx)) ?? null
  const byState: Row = {
    AND: [{ status: { in: [...states] } }, inScope, (await mine?.(ctx.actor, ctx)) ?? {}],
  }
  return [
    { where: byState },
    ...(asked
      ? [{ where: { AND: [inScope, asked] }, decision: wordFor?.(ctx.actor) ?? (true as const) }]
      : []),
  ]
}

/** The stage of the navigation in which this person does it: applications are made, reviewed or put into panels. */
function placeOf(actor: Actor, workflow: WorkflowName): Stage {
  const { stage } = desks[workflow]
  if (stage !== 'review') return stage
  const theirs = stagesOf(actor)
  return (['review', 'application', 'scoring'] as const).find((one) => theirs.includes(one)) ?? stage
}

/** Applications in these states that ask something of this person, by state or beside it: what their desk counts. */
export async function applicationsAsking(ctx: Ctx): Promise<Row> {
  const desk = deskOf(ctx.actor).find(({ workflow }) => workflow === 'application')
  if (!desk) return { id: { in: [] } }
  const wheres = await wheresOf(ctx, desk, await outsideRecusals(ctx))
  return { OR: wheres.map(({ where }) => where) }
}

/** What this person has to do now, most urgent first; at most `take` of each kind. */
export async function todosOf(ctx: Ctx, { take = 50 } = {}): Promise<Todo[]> {
  const outside = await outsideRecusals(ctx)
  const found = await Promise.all(
    deskOf(ctx.actor).map(async ({ workflow, states }) => {
      const wheres = await wheresOf(ctx, { workflow, states }, outside)
      const lists = await Promise.all(
        wheres.map(async ({ where, ...sort }) => {
          const rows = await desks[workflow].rows(ctx.db.client, where, take, ctx)
          const due = await ('decision' in sort
            ? desks[workflow].decisionsDue?.(ctx, rows)
            : dueByState(ctx.db, workflow, rows))
          return rows.map(({ dueAt, ...row }) => ({
            ...row,
            ...sort,
            dueAt: due?.get(row.id) ?? dueAt,
            workflow,
            stage: placeOf(ctx.actor, workflow),
          }))
        }),
      )
      return lists.flat()
    }),
  )
  return found.flat().sort((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))
}

/** How many records in these states ask something of this person, up to `mostCounted`. */
export async function countAt(
  ctx: Ctx,
  { workflow, states }: DeskStates,
  outside: Outside = everywhere,
): Promise<number> {
  const wheres = await wheresOf(ctx, { workflow, states }, outside)
  const counts = await Promise.all(wheres.map(({ where }) => desks[workflow].count(ctx.db.client, where)))
  return Math.min(
    counts.reduce((sum, count) => sum + count, 0),
    mostCounted,
  )
}

/** How many things this person has to do, per stage, each up to `mostCounted`. */
export async function countTodos(ctx: Ctx): Promise<Partial<Record<Stage, number>>> {
  const outside = await outsideRecusals(ctx)
  const found = await Promise.all(
    deskOf(ctx.actor).map(async ({ workflow, states }) => {
      const count = await countAt(ctx, { workflow, states }, outside)
      return { stage: placeOf(ctx.actor, workflow), count }
    }),
  )
  const counts: Partial<Record<Stage, number>> = {}
  for (const { stage, count } of found) counts[stage] = Math.min((counts[stage] ?? 0) + count, mostCounted)
  return counts
}
