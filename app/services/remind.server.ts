import { loadCalendar } from '#app/db/calendar.server.ts'
import type { Todo } from '#app/db/desk.server.ts'
import { desks } from '#app/db/desks.server.ts'
import { financeBeside, usersOf } from '#app/db/recipients.server.ts'
import { noteReminder, type Reminded, type ReminderKind, untoldDeadlines } from '#app/db/reminder.server.ts'
import { financeStillAsked } from '#app/db/review/finance.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { addDays, deadlineText, endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import type { WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { workflows } from '#app/domain/workflows.ts'
import type { Ctx } from './context.ts'
import { notify } from './notify.server.ts'

/** Records of a kind that one sweep tells of at most; the next minute takes the rest. */
const batch = 200
/** Working days before a deadline at which its holder is reminded. */
const remindWithin = 2
/** Milliseconds after a deadline beyond which nobody is told any more: it was before this system knew of it. */
const tooLate = 3 * 24 * 3_600_000

/** States in which a person is asked to be done by the deadline. */
const reminded: Record<Reminded, readonly string[]> = {
  application: ['draft', 'returned', 'town_review', 'county_review', 'city_review', 'province_check'],
  contract: ['draft', 'b_signed', 'c_signed'],
  report: ['draft', 'county_review', 'city_review', 'returned'],
  evaluation: ['asked', 'county_review', 'province_review', 'returned'],
  issue: ['proposed'],
  payment: ['issued', 'received', 'paid', 'returned'],
}

/**
 * Reminds whoever holds an application, contract, report, evaluation, issue of funds or payment once within two working days of its deadline,
 * and once after it; finance too, where a call asks it beside the holder and it has not answered. Returns how many notices.
 */
export async function remindDue(ctx: Ctx): Promise<number> {
  const { client } = ctx.db
  const calendar = await loadCalendar(client)
  const today = shanghaiDay(ctx.now)
  const soon = addWorkingDays(today, remindWithin, calendar)
  const windows: [ReminderKind, Date, Date][] = [
    ['due_soon', ctx.now, endOfDay(soon.ok ? soon.value : addDays(today, remindWithin))],
    ['overdue', new Date(ctx.now.getTime() - tooLate), ctx.now],
  ]
  let count = 0
  for (const workflow of ['application', 'contract', 'report', 'evaluation', 'issue', 'payment'] as const) {
    for (const [kind, from, until] of windows) {
      const states = reminded[workflow]
      const ids = await untoldDeadlines(client, workflow, { kind, states, from, until, take: batch })
      if (ids.length === 0) continue
      const rows = await desks[workflow].rows(client, { id: { in: ids } }, batch, ctx)
      for (const row of rows) count += await remind(ctx, workflow, kind, row)
    }
  }
  return count
}

async function remind(
  ctx: Ctx,
  workflow: Reminded,
  kind: ReminderKind,
  { id, title, dueAt, link }: Pick<Todo, 'id' | 'title' | 'dueAt' | 'link'>,
): Promise<number> {
  if (!dueAt) return 0
  const { states }: WorkflowTable = workflows[workflow]
  const beside = workflow === 'application' && (await financeStillAsked(ctx.db, id))
  return ctx.db.transact(async (tx) => {
    const row = await statusTables[workflow].find(tx, { id, dueAt, status: { in: [...reminded[workflow]] } })
    const owner = row && states[row.status]?.owner
    if (!row || !owner) return 0
    if (!(await noteReminder(tx, { recordId: id, kind, dueAt, now: ctx.now }))) return 0
    const people = await usersOf(tx, owner, row)
    if (beside) people.push(...(await financeBeside(tx, owner, row)))
    // money that lies with a finance office is the province's concern too (C.5)
    if (workflow === 'payment' && owner === 'finance' && kind === 'overdue')
      people.push(...(await usersOf(tx, owner, { ...row, payerCode: '320000' })))
    const once = [...new Map(people.map((person) => [person.id, person])).values()]
    await notify(tx, ctx, kind, once, { params: { project: title, deadline: deadlineText(dueAt) }, link })
    return once.length
  })
}
