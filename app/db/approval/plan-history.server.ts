import { z } from 'zod'
import { isPlanStrategy, type PlanEdit } from '#app/domain/approval/plan.ts'
import type { Ctx } from '#app/services/context.ts'
import { personalOf } from '../audit-personal.server.ts'
import { placesTaken } from '../places-taken.server.ts'
import { officeOf, withOffice } from '../review/people.server.ts'

const amount = z.string().transform(BigInt)
const edited = z.object({
  application: z.string().optional(),
  beforeFen: amount.optional(),
  amountFen: amount.optional(),
  strategy: z.string().optional(),
  items: z.number().optional(),
  totalFen: amount.optional(),
})
const written = z.object({ object: z.object({ id: z.string() }), after: z.unknown() })

/** What was done with a plan, newest first, each edit with its project and amounts. `projects`: names by application. */
export async function planHistory(
  ctx: Ctx,
  { guidelineId, planId, projects }: { guidelineId: string; planId: string; projects: Map<string, string> },
) {
  const entries = await ctx.db.client.auditEntry.findMany({
    where: { dossier: `guideline:${guidelineId}`, result: 'done', act: { startsWith: 'plan.' } },
    orderBy: { n: 'desc' },
    take: 500,
    select: { id: true, at: true, act: true, actorId: true, bytes: true },
  })
  const own = entries.flatMap(({ bytes, ...entry }) => {
    const { object, after } = written.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    if (object.id !== planId) return []
    return [{ ...entry, edit: entry.act === 'plan.edit' ? editOf(after, projects) : null }]
  })
  const [people, said, inPlaceOf] = await Promise.all([
    ctx.db.client.user.findMany({
      where: { id: { in: own.map(({ actorId }) => actorId ?? '') } },
      select: { id: true, name: true, ...withOffice },
    }),
    personalOf(ctx.db.client, own),
    placesTaken(ctx.db.client, entries),
  ])
  return own.map(({ actorId, act, ...entry }) => {
    const person = people.find(({ id }) => id === actorId)
    return {
      ...entry,
      transition: act.slice('plan.'.length),
      reason: said(entry.id, 'reason'),
      person: person?.name ?? null,
      inPlaceOf: inPlaceOf(entry.id),
      office: officeOf(person),
    }
  })
}

function editOf(after: unknown, projects: Map<string, string>): PlanEdit | null {
  const { data } = edited.safeParse(after)
  if (data?.application !== undefined && data.amountFen !== undefined) {
    const project = projects.get(data.application) ?? data.application
    return { kind: 'by_hand', project, beforeFen: data.beforeFen ?? null, amountFen: data.amountFen }
  }
  if (!isPlanStrategy(data?.strategy) || data.totalFen === undefined) return null
  return { kind: 'computed', strategy: data.strategy, items: data.items ?? 0, totalFen: data.totalFen }
}
