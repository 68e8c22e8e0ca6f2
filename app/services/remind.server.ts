import { loadCalendar } from '#app/db/calendar.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import type { Todo } from '#app/db/desk.server.ts'
import { desks } from '#app/db/desks.server.ts'
import { dueByState } from '#app/db/entered.server.ts'
import { financeBeside, usersOf } from '#app/db/recipients.server.ts'
import {
  type Computed,
  noteReminder,
  recordsIn,
  type Reminded,
  type ReminderKind,
  type Stored,
  untoldDeadlines,
  withoutTold,
} from '#app/db/reminder.server.ts'
import { financeStillAsked } from '#app/db/review/finance.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { addDays, deadlineText, endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import type { WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { workflows } from '#app/domain/workflows.ts'
import type { Ctx } from './context.ts'
import { notify } from './notify.server.ts'
import { usersOfExperts } from './scoring/draw-panel.server.ts'

/** Records of a kind that one sweep tells of at most; the next minute takes the rest. */
const batch = 200
/** Milliseconds after a deadline beyond which nobody is told any more: it was before this system knew of it. */
const tooLate = 3 * 24 * 3_600_000

/** Deadlines that the records keep: states in which a person is asked to be done by them, told two working days before. */
const stored: Record<Stored, readonly string[]> = {
  application: [
    'draft',
    'returned',
    'town_review',
    'county_review',
    'city_review',
    'province_check',
    'site_check',
  ],
  contract: ['draft', 'b_signed', 'c_signed'],
  report: ['draft', 'county_review', 'city_review', 'returned'],
  evaluation: ['asked', 'county_review', 'province_review', 'returned'],
  issue: ['proposed'],
  payment: ['issued', 'received', 'paid', 'returned'],
}
const daysBefore = 2

/**
 * Deadlines that follow from the log or from the panel: states, and how many working days before it is told. Whoever has
 * but a day or two was told when it began, and is told again on the last day.
 */
const computed: Record<Computed, Readonly<Record<string, number>>> = {
  guideline: { reviewing: 2 },
  plan: { proposed: 2 },
  panel: { pool_published: 0, scoring: 2, to_sign: 0 },
  seat: { designation_asked: 0, invited: 0 },
  sheet: { unlock_requested: 0 },
}

type Line = Pick<Todo, 'id' | 'title' | 'link' | 'status'> & { dueAt: Date }

/**
 * Reminds whoever holds a record once shortly before its deadline and once after it, whether the record keeps the deadline
 * or it follows from the log; finance too, where a call asks it beside the holder and it has not answered. Returns how many
 * notices.
 */
export async function remindDue(ctx: Ctx): Promise<number> {
  const calendar = await loadCalendar(ctx.db.client)
  const today = shanghaiDay(ctx.now)
  const soonUntil = (days: number) => {
    const last = addWorkingDays(today, days, calendar)
    return endOfDay(last.ok ? last.value : addDays(today, days))
  }
  let count = 0
  for (const workflow of Object.keys(stored) as Stored[])
    count += await remindStored(ctx, workflow, soonUntil(daysBefore))
  for (const workflow of Object.keys(computed) as Computed[])
    count += await remindComputed(ctx, workflow, soonUntil)
  return count
}

async function remindStored(ctx: Ctx, workflow: Stored, soon: Date): Promise<number> {
  const { client } = ctx.db
  const windows: [ReminderKind, Date, Date][] = [
    ['due_soon', ctx.now, soon],
    ['overdue', new Date(ctx.now.getTime() - tooLate), ctx.now],
  ]
  let count = 0
  for (const [kind, from, until] of windows) {
    const states = stored[workflow]
    const ids = await untoldDeadlines(client, workflow, { kind, states, from, until, take: batch })
    if (ids.length === 0) continue
    for (const { dueAt, ...row } of await desks[workflow].rows(client, { id: { in: ids } }, batch, ctx))
      if (dueAt) count += await remind(ctx, workflow, kind, { ...row, dueAt })
  }
  return count
}

/** Few records stand in these states, but for the seats of a season: they are gone through in batches. */
async function remindComputed(
  ctx: Ctx,
  workflow: Computed,
  soonUntil: (days: number) => Date,
): Promise<number> {
  const { client } = ctx.db
  const states = computed[workflow]
  const kindOf = ({ status, dueAt }: Line): ReminderKind | null => {
    if (dueAt <= ctx.now) return ctx.now.getTime() - dueAt.getTime() < tooLate ? 'overdue' : null
    return dueAt <= soonUntil(states[status] ?? 0) ? 'due_soon' : null
  }
  let count = 0
  for (let after = ''; ;) {
    const ids = await recordsIn(client, workflow, { states: Object.keys(states), after, take: batch })
    const last = ids.at(-1)
    if (last === undefined) return count
    after = last
    const rows = await desks[workflow].rows(client, { id: { in: ids } }, batch, ctx)
    const due = await dueByState(ctx.db, workflow, rows)
    const lines = rows.flatMap((row) => {
      const dueAt = due.get(row.id) ?? row.dueAt
      return dueAt ? [{ ...row, dueAt }] : []
    })
    for (const kind of ['due_soon', 'overdue'] as const) {
      const asked = lines.filter((line) => kindOf(line) === kind)
      for (const line of await withoutTold(client, kind, asked))
        count += await remind(ctx, workflow, kind, line)
    }
  }
}

/** Tells the holder once, if the record still stands as it was found. Returns how many people. */
async function remind(
  ctx: Ctx,
  workflow: Reminded,
  kind: ReminderKind,
  { id, title, status, dueAt, link }: Line,
): Promise<number> {
  const { states }: WorkflowTable = workflows[workflow]
  const beside = workflow === 'application' && (await financeStillAsked(ctx.db, id))
  return ctx.db.transact(async (tx) => {
    const table = statusTables[workflow]
    const row = await table.find(tx, { id, status, ...(table.due && { dueAt }) })
    const owner = row && states[row.status]?.owner
    if (!row || !owner) return 0
    if (!(await noteReminder(tx, { recordId: id, kind, dueAt, now: ctx.now }))) return 0
    // an expert who let it pass is told no more: the organiser goes on without
    const experts = owner === 'expert' && kind === 'due_soon'
    const people = await (experts && workflow === 'panel'
      ? usersOf(tx, await expertsWithOpenSheets(tx, id), row)
      : usersOf(tx, owner === 'expert' && !experts ? 'organiser' : owner, row))
    if (beside) people.push(...(await financeBeside(tx, owner, row)))
    // money that lies with a finance office is the province's concern too (C.5)
    if (workflow === 'payment' && owner === 'finance' && kind === 'overdue')
      people.push(...(await usersOf(tx, owner, { ...row, payerCode: '320000' })))
    const once = [...new Map(people.map((person) => [person.id, person])).values()]
    await notify(tx, ctx, kind, once, {
      params: { project: title, deadline: deadlineText(dueAt) },
      link: experts ? '/scoring/mine' : link,
    })
    return once.length
  })
}

/** Accounts of those who have not handed in all their sheets of a panel. */
async function expertsWithOpenSheets(tx: Tx, panelId: string): Promise<string[]> {
  const sheets = await tx.scoreSheet.findMany({
    where: { panelId, status: { in: ['assigned', 'scoring'] } },
    select: { expertId: true },
    distinct: ['expertId'],
  })
  return usersOfExperts(
    tx,
    sheets.map(({ expertId }) => expertId),
  )
}
