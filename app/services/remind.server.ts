import type { Row } from '#app/authorization/ability.ts'
import { levelsHolding } from '#app/db/alert.server.ts'
import { dueOfCoChecking, toCoCheck } from '#app/db/approval/co-check.server.ts'
import { loadCalendar } from '#app/db/calendar.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { dueOfCoSigning, toCoSign } from '#app/db/co-sign.server.ts'
import type { Todo } from '#app/db/desk.server.ts'
import { desks } from '#app/db/desks.server.ts'
import { dueByState, dueOfAmendments } from '#app/db/entered.server.ts'
import { financeBeside, usersOf } from '#app/db/recipients.server.ts'
import {
  type Computed,
  noteReminder,
  recordsIn,
  type Reminded,
  type ReminderKind,
  untoldDeadlines,
  withoutTold,
} from '#app/db/reminder.server.ts'
import { financeStillAsked } from '#app/db/review/finance.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { officers, officersAsked } from '#app/domain/kernel/decide.ts'
import { addDays, deadlineText, endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import type { Owner, WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { workflows } from '#app/domain/workflows.ts'
import type { Ctx } from './context.ts'
import { notify } from './notify.server.ts'
import {
  remindOfAppeals,
  remindOfReopenings,
  remindOfWithdrawals,
  remindTogether,
} from './remind-applications.server.ts'
import { remindOfConsultations, remindOfOpinions } from './remind-evaluations.server.ts'
import { batch, computed, daysBefore, stored, tooLate, windows } from './remind-rules.ts'
import { usersOfExperts } from './scoring/draw-panel.server.ts'

type Line = Pick<Todo, 'id' | 'title' | 'link' | 'status'> & {
  dueAt: Date
  /** who is asked where it is not whoever holds the state, and what has to hold still */
  asked?: { owner: Owner; while: Row }
}

/**
 * Reminds whoever holds a record once shortly before its deadline and once after it, whether the record keeps the deadline
 * or it follows from the log: before it the officers who may act, after it everybody of the level; finance too, where a call
 * asks it beside the holder and it has not answered. Returns how many notices.
 */
export async function remindDue(ctx: Ctx): Promise<number> {
  const calendar = await loadCalendar(ctx.db.client)
  const today = shanghaiDay(ctx.now)
  const soonUntil = (days: number) => {
    const last = addWorkingDays(today, days, calendar)
    return endOfDay(last.ok ? last.value : addDays(today, days))
  }
  let count = 0
  for (const workflow of Object.keys(stored) as (keyof typeof stored)[])
    count += await remindStored(ctx, workflow, soonUntil(daysBefore))
  for (const workflow of Object.keys(computed) as Computed[])
    count += await remindComputed(ctx, workflow, soonUntil)
  for (const remindOf of [
    remindOfAsked,
    remindTogether,
    remindOfAppeals,
    remindOfReopenings,
    remindOfWithdrawals,
    remindOfOpinions,
    remindOfConsultations,
  ])
    count += await remindOf(ctx, soonUntil(daysBefore))
  return count
}

async function remindStored(ctx: Ctx, workflow: keyof typeof stored, soon: Date): Promise<number> {
  const { client } = ctx.db
  let count = 0
  for (const [kind, from, until] of windows(ctx.now, soon)) {
    const states = stored[workflow]
    const ids = await untoldDeadlines(client, workflow, { kind, states, from, until, take: batch })
    if (ids.length === 0) continue
    const levels = await levelsHolding(client, workflow, ids)
    for (const { dueAt, ...row } of await desks[workflow].rows(client, { id: { in: ids } }, batch, ctx)) {
      const owner = levels.get(row.id)
      const asked = owner && { owner, while: {} }
      if (dueAt) count += await remind(ctx, workflow, kind, { ...row, dueAt, ...(asked && { asked }) })
    }
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
    count += await remindLines(ctx, workflow, lines, ({ status }) => soonUntil(states[status] ?? 0))
  }
}

/** What waits beside the state of its record: amendments for the leaders, calls and plans for provincial finance. */
async function remindOfAsked(ctx: Ctx, soon: Date): Promise<number> {
  const { db } = ctx
  const proposed = { amendmentNote: { not: null } }
  const waiting = [
    { workflow: 'guideline', owner: 'leader', where: proposed, while: proposed, dueOf: dueOfAmendments },
    { workflow: 'guideline', owner: 'finance', where: await toCoSign(db), while: {}, dueOf: dueOfCoSigning },
    { workflow: 'plan', owner: 'finance', where: await toCoCheck(db), while: {}, dueOf: dueOfCoChecking },
  ] as const
  let count = 0
  for (const { workflow, where, dueOf, ...asked } of waiting) {
    const rows = await desks[workflow].rows(db.client, where, batch, ctx)
    const due = await dueOf(db, rows)
    const lines = rows.flatMap((row) => {
      const dueAt = due.get(row.id)
      return dueAt ? [{ ...row, dueAt, asked }] : []
    })
    count += await remindLines(ctx, workflow, lines, () => soon)
  }
  return count
}

/** Those of these lines whose time has come and of which nobody was told. */
async function remindLines(
  ctx: Ctx,
  workflow: Computed,
  lines: readonly Line[],
  soonOf: (line: Line) => Date,
): Promise<number> {
  const kindOf = (line: Line): ReminderKind | null => {
    const late = ctx.now.getTime() - line.dueAt.getTime()
    if (late >= 0) return late < tooLate ? 'overdue' : null
    return line.dueAt <= soonOf(line) ? 'due_soon' : null
  }
  let count = 0
  for (const kind of ['due_soon', 'overdue'] as const) {
    const asked = lines.filter((line) => kindOf(line) === kind)
    for (const line of await withoutTold(ctx.db.client, kind, asked))
      count += await remind(ctx, workflow, kind, line)
  }
  return count
}

/** Tells the holder once, if the record still stands as it was found. Returns how many people. */
async function remind(
  ctx: Ctx,
  workflow: Reminded,
  kind: ReminderKind,
  { id, title, status, dueAt, link, asked }: Line,
): Promise<number> {
  const { states }: WorkflowTable = workflows[workflow]
  const beside = workflow === 'application' && (await financeStillAsked(ctx.db, id))
  return ctx.db.transact(async (tx) => {
    const table = statusTables[workflow]
    const row = await table.find(tx, { id, status, ...asked?.while, ...(table.due && { dueAt }) })
    const owner = row && (asked?.owner ?? states[row.status]?.owner)
    if (!row || !owner) return 0
    if (!(await noteReminder(tx, { recordId: id, kind, dueAt, now: ctx.now }))) return 0
    // an expert who let it pass is told no more: the organiser goes on without
    const experts = owner === 'expert' && kind === 'due_soon'
    const people = await (experts && workflow === 'panel'
      ? usersOf(tx, await expertsWithOpenSheets(tx, id), row, ctx.now)
      : usersOf(
          tx,
          owner === 'expert' && !experts ? 'organiser' : owner,
          row,
          ctx.now,
          kind === 'due_soon' ? officersAsked(workflows[workflow], row.status, owner) : officers,
        ))
    if (beside) people.push(...(await financeBeside(tx, owner, row, ctx.now)))
    // money that lies with a finance office is the province's concern too (C.5)
    if (workflow === 'payment' && owner === 'finance' && kind === 'overdue')
      people.push(...(await usersOf(tx, owner, { ...row, payerCode: '320000' }, ctx.now)))
    // whoever has to pay back is asked by the same day as the office that takes the money in (D.6)
    if (workflow === 'clawback' && owner === 'finance')
      people.push(...(await usersOf(tx, 'applicant', row, ctx.now)))
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
