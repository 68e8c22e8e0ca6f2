import type { Tx } from '#app/db/client.server.ts'
import { desks } from '#app/db/desks.server.ts'
import { dueOfAdvising, spokenBy } from '#app/db/evaluation-asked.server.ts'
import { holdersOf, type Recipient, usersOf } from '#app/db/recipients.server.ts'
import { noteReminder, type ReminderKind, untoldDeadlines, withoutTold } from '#app/db/reminder.server.ts'
import { type StatusRow, statusTables } from '#app/db/status.server.ts'
import { openConsultations } from '#app/domain/evaluation/consultation.ts'
import { type OpinionOffice, opinionOffices } from '#app/domain/evaluation/opinion.ts'
import { underReview } from '#app/domain/evaluation/workflow.ts'
import { deadlineText } from '#app/domain/kernel/shanghai.ts'
import type { Ctx } from './context.ts'
import { notify } from './notify.server.ts'
import { batch, windows } from './remind-rules.ts'
import { usersOfExperts } from './scoring/draw-panel.server.ts'

type Asked = { id: string; title: string; link: string; status: string; dueAt: Date; office: OpinionOffice }

/**
 * Reminds the offices whose opinion on a self-evaluation is awaited, each by itself and once before and once after the date
 * (E, section 10). Returns how many notices.
 */
export async function remindOfOpinions(ctx: Ctx, soon: Date): Promise<number> {
  const { client } = ctx.db
  let count = 0
  for (let after = ''; ;) {
    const ids = await client.evaluation.findMany({
      where: { status: { in: [...underReview] }, id: { gt: after } },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: batch,
    })
    const last = ids.at(-1)
    if (!last) return count
    after = last.id
    const due = await dueOfAdvising(ctx.db, ids)
    for (const [kind, from, until] of windows(ctx.now, soon)) {
      const near = [...due].flatMap(([id, dueAt]) => (dueAt > from && dueAt <= until ? [id] : []))
      if (near.length === 0) continue
      const rows = await desks.evaluation.rows(client, { id: { in: near } }, batch, ctx)
      for (const office of opinionOffices) {
        const spoken = new Set(await spokenBy(client, office))
        const lines = rows.flatMap((row) => {
          const dueAt = spoken.has(row.id) ? undefined : due.get(row.id)
          return dueAt ? [{ ...row, dueAt, office }] : []
        })
        for (const line of await withoutTold(client, kind, lines))
          count += await remindOffice(ctx, kind, line)
      }
    }
  }
}

async function remindOffice(
  ctx: Ctx,
  kind: ReminderKind,
  { id, title, link, status, dueAt, office }: Asked,
): Promise<number> {
  return ctx.db.transact(async (tx) => {
    const row = await statusTables.evaluation.find(tx, { id, status })
    if (!row || (await spokenBy(tx, office, id)).length > 0) return 0
    if (!(await noteReminder(tx, { recordId: id, kind, dueAt, office, now: ctx.now }))) return 0
    const people = await peopleOfOffice(tx, office, row, ctx.now)
    const params = { project: title, deadline: deadlineText(dueAt) }
    await notify(tx, ctx, `opinion_${kind}`, people, { params, link })
    return people.length
  })
}

/** Those who may give the opinion of an office: see `opinionOfficeOf`. */
async function peopleOfOffice(
  tx: Tx,
  office: OpinionOffice,
  { cityCode }: StatusRow,
  now: Date,
): Promise<Recipient[]> {
  if (office === 'third_party') return holdersOf(tx, 'auditor', now)
  if (office === 'finance') return holdersOf(tx, 'finance', now, { level: 'province' })
  return cityCode ? holdersOf(tx, 'handler', now, { code: cityCode }) : []
}

/**
 * Reminds experts who are consulted on a self-evaluation and have not answered, once before and once after the date; after
 * it also whoever asked, who may ask another (E, section 10). Returns how many notices.
 */
export async function remindOfConsultations(ctx: Ctx, soon: Date): Promise<number> {
  const { client } = ctx.db
  let count = 0
  for (const [kind, from, until] of windows(ctx.now, soon)) {
    const wanted = { kind, states: openConsultations, from, until, take: batch }
    for (const id of await untoldDeadlines(client, 'consultation', wanted))
      count += await remindConsulted(ctx, kind, id)
  }
  return count
}

async function remindConsulted(ctx: Ctx, kind: ReminderKind, id: string): Promise<number> {
  return ctx.db.transact(async (tx) => {
    const row = await tx.consultation.findFirst({
      where: {
        id,
        status: { in: [...openConsultations] },
        evaluation: { status: { in: [...underReview] } },
      },
      include: {
        expert: { select: { name: true } },
        evaluation: { select: { revision: true, year: true, project: { select: { name: true } } } },
      },
    })
    if (!row?.dueAt || row.revision !== row.evaluation.revision) return 0
    if (!(await noteReminder(tx, { recordId: id, kind, dueAt: row.dueAt, now: ctx.now }))) return 0
    const { year, project } = row.evaluation
    const params = { project: `${project.name} ${year}`, deadline: deadlineText(row.dueAt) }
    const record = await statusTables.consultation.find(tx, { id })
    if (!record) return 0
    const experts = await usersOf(tx, await usersOfExperts(tx, [row.expertId]), record, ctx.now)
    await notify(tx, ctx, `consultation_${kind}`, experts, { params, link: `/consultations/${id}` })
    if (kind === 'due_soon') return experts.length
    const askers = await usersOf(tx, [row.askedById], record, ctx.now)
    await notify(tx, ctx, 'consultation_unanswered', askers, {
      params: { ...params, expert: row.expert.name },
      link: `/evaluations/${row.evaluationId}`,
    })
    return experts.length + askers.length
  })
}
