import type { Row } from '#app/authorization/ability.ts'
import { doing } from '#app/authorization/actor.ts'
import { type OpinionOffice, opinionOffices, opinionOfficeOf } from '#app/domain/evaluation/opinion.ts'
import { underReview } from '#app/domain/evaluation/workflow.ts'
import { endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import type { Ctx } from '#app/services/context.ts'
import { loadCalendar } from './calendar.server.ts'
import type { Db, Tx } from './client.server.ts'
import { readsOpinions } from './evaluation-opinion.server.ts'
import { periodOf } from './handling.server.ts'

/**
 * Of the self-evaluations under review, or of one, those of which this office has spoken since they were sent in: by an
 * opinion, and finance by its word on the grade as well.
 */
export async function spokenBy(client: Tx, office: OpinionOffice, id?: string): Promise<string[]> {
  const evaluation = { status: { in: [...underReview] }, ...(id && { id }) }
  const [opinions, words] = await Promise.all([
    client.evaluationOpinion.findMany({
      where: { office, evaluation },
      select: { evaluationId: true, revision: true, evaluation: { select: { revision: true } } },
    }),
    office === 'finance'
      ? client.financeOpinion.findMany({
          where: { evaluation },
          select: { createdAt: true, evaluation: { select: { id: true, submittedAt: true } } },
        })
      : [],
  ])
  const advised = opinions.filter(({ revision, evaluation }) => revision === evaluation.revision)
  const answered = words.flatMap(({ createdAt, evaluation }) =>
    evaluation?.submittedAt && createdAt >= evaluation.submittedAt ? [evaluation.id] : [],
  )
  return [...new Set([...advised.map(({ evaluationId }) => evaluationId), ...answered])]
}

/** Self-evaluations of which this person's office is asked for an opinion and has given none; null: it is asked for none. */
export async function toAdvise({ actor, db }: Ctx): Promise<Row | null> {
  const office = opinionOfficeOf(doing(actor, false))
  if (!office) return null
  return { status: { in: [...underReview] }, id: { notIn: await spokenBy(db.client, office) } }
}

/** Until when opinions on these self-evaluations are asked: the working days of the call since each was sent in last. */
export async function dueOfAdvising(
  db: Db,
  rows: readonly { id: string }[],
): Promise<ReadonlyMap<string, Date>> {
  const due = new Map<string, Date>()
  if (rows.length === 0) return due
  const { client } = db
  const calendar = await loadCalendar(client)
  const evaluations = await client.evaluation.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    select: { id: true, submittedAt: true, project: { select: { applicationId: true } } },
  })
  for (const { id, submittedAt: at, project } of evaluations) {
    const term = {
      deadline: { handling: 'opinionDays' },
      dossier: `application:${project.applicationId}`,
    } as const
    const days = at && (await periodOf(client, db, { ...term, at }))
    const last = at && days !== null && addWorkingDays(shanghaiDay(at), days, calendar)
    if (last && last.ok) due.set(id, endOfDay(last.value))
  }
  return due
}

/**
 * Whose opinion on a self-evaluation is awaited and until when, null where the calendar tells no date; in the eyes of this
 * person: the province and who watches it all see every office, who gives one their own, others nothing (I).
 */
export async function opinionsAwaited(
  ctx: Ctx,
  { id, status }: { id: string; status: string },
): Promise<{ office: OpinionOffice; dueAt: Date | null }[]> {
  if (!underReview.some((state) => state === status)) return []
  const own = opinionOfficeOf(doing(ctx.actor, false))
  const asked = opinionOffices.filter((office) => readsOpinions(ctx.actor) || office === own)
  const spoken = await Promise.all(asked.map((office) => spokenBy(ctx.db.client, office, id)))
  const silent = asked.filter((_, index) => spoken[index]?.length === 0)
  if (silent.length === 0) return []
  const dueAt = (await dueOfAdvising(ctx.db, [{ id }])).get(id) ?? null
  return silent.map((office) => ({ office, dueAt }))
}
