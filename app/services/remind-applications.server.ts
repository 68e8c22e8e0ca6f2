import type { Tx } from '#app/db/client.server.ts'
import { provincePeople } from '#app/db/guideline.server.ts'
import { usersOf } from '#app/db/recipients.server.ts'
import { noteReminder, type ReminderKind, untoldDeadlines, withoutTold } from '#app/db/reminder.server.ts'
import { deciderOf } from '#app/db/review/appeal.server.ts'
import { openReopenings } from '#app/db/review/decision-due.server.ts'
import { unansweredWithdrawals } from '#app/db/review/withdrawals.server.ts'
import { type StatusRow, statusTables } from '#app/db/status.server.ts'
import type { Owner, WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { deadlineText } from '#app/domain/kernel/shanghai.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { withdrawalOf } from './application/withdraw.server.ts'
import type { Ctx } from './context.ts'
import { notify } from './notify.server.ts'
import { batch, together, windows } from './remind-rules.ts'

type Waiting = { id: string; projectName: string; guidelineId: string; status: string; dueAt: Date | null }

/**
 * Reminds of applications after their formal review that no proposed plan carries: those of a call that share state and
 * date in one notice, in a panel or not, for a panel that is being prepared has no date of its own. Returns how many.
 */
export async function remindTogether(ctx: Ctx, soon: Date): Promise<number> {
  const { client } = ctx.db
  let count = 0
  for (const [kind, from, until] of windows(ctx.now, soon)) {
    const wanted = { kind, states: together, from, until, take: batch }
    const ids = await untoldDeadlines(client, 'application', wanted)
    if (ids.length === 0) continue
    const rows: Waiting[] = await client.application.findMany({
      where: { id: { in: ids } },
      select: { id: true, projectName: true, guidelineId: true, status: true, dueAt: true },
      orderBy: { id: 'asc' },
    })
    const groups = Map.groupBy(rows, (row) => `${row.guidelineId} ${row.status} ${row.dueAt?.getTime()}`)
    for (const group of groups.values()) count += await remindGroup(ctx, kind, group)
  }
  return count
}

async function remindGroup(ctx: Ctx, kind: ReminderKind, group: readonly Waiting[]): Promise<number> {
  const { states }: WorkflowTable = applicationWorkflow
  return ctx.db.transact(async (tx) => {
    const told: { row: Waiting; standing: StatusRow; dueAt: Date }[] = []
    for (const row of group) {
      const { id, status, dueAt } = row
      const standing = dueAt && (await statusTables.application.find(tx, { id, status, dueAt }))
      if (standing && (await noteReminder(tx, { recordId: id, kind, dueAt, now: ctx.now })))
        told.push({ row, standing, dueAt })
    }
    const [first] = told
    const owner = first && states[first.row.status]?.owner
    if (!owner) return 0
    const people = await usersOf(tx, owner, first.standing, ctx.now)
    const params = { project: first.row.projectName, deadline: deadlineText(first.dueAt) }
    if (told.length === 1) await notify(tx, ctx, kind, people, { params, link: linkTo(first.row.id) })
    else
      await notify(tx, ctx, `${kind}_several`, people, {
        params: { ...params, count: String(told.length) },
        link: `/guidelines/${first.row.guidelineId}`,
      })
    return people.length
  })
}

/** Reminds the level above of appeals that it has not decided. Returns how many notices. */
export async function remindOfAppeals(ctx: Ctx, soon: Date): Promise<number> {
  const { client } = ctx.db
  let count = 0
  for (const [kind, from, until] of windows(ctx.now, soon)) {
    const ids = await untoldDeadlines(client, 'appeal', { kind, states: ['open'], from, until, take: batch })
    const open = await client.appeal.findMany({ where: { id: { in: ids } } })
    for (const { id, applicationId, node, dueAt } of open)
      count += await remindOfDecision(ctx, kind, {
        id,
        applicationId,
        dueAt,
        stands: async (tx) => (await tx.appeal.count({ where: { id, status: 'open', dueAt } })) === 1,
        asked: async (_tx, { status }) => deciderOf(status, node),
      })
  }
  return count
}

/** Reminds the approvers of the province of requests to reopen that nobody has decided. Returns how many notices. */
export async function remindOfReopenings(ctx: Ctx, soon: Date): Promise<number> {
  const { client } = ctx.db
  const requests = [...(await openReopenings(ctx.db))].flatMap(([applicationId, { id, dueAt }]) =>
    dueAt ? [{ id, applicationId, dueAt }] : [],
  )
  let count = 0
  for (const [kind, from, until] of windows(ctx.now, soon)) {
    const due = requests.filter(({ dueAt }) => dueAt > from && dueAt <= until)
    for (const request of await withoutTold(client, kind, due))
      count += await remindOfDecision(ctx, kind, {
        ...request,
        stands: async (tx) =>
          (await tx.reviewOpinion.count({ where: { id: request.id, closedAt: null } })) === 1,
        asked: (tx) => provincePeople(tx, 'approver', ctx.now),
      })
  }
  return count
}

/** Reminds the approvers of whoever recommended last of requests to withdraw that they have not answered. Returns how many notices. */
export async function remindOfWithdrawals(ctx: Ctx, soon: Date): Promise<number> {
  const { client } = ctx.db
  const requests = await unansweredWithdrawals(ctx.db)
  let count = 0
  for (const [kind, from, until] of windows(ctx.now, soon)) {
    const due = requests.filter(({ dueAt }) => dueAt > from && dueAt <= until)
    for (const { id, applicationId, dueAt, level } of await withoutTold(client, kind, due))
      count += await remindOfDecision(ctx, kind, {
        id,
        applicationId,
        dueAt,
        stands: async (tx) => {
          const { asked, answer } = await withdrawalOf(tx, applicationId)
          return asked !== null && answer === null
        },
        asked: async () => level ?? [],
      })
  }
  return count
}

type Decision = {
  /** the appeal or request */
  id: string
  applicationId: string
  dueAt: Date
  stands: (tx: Tx) => Promise<boolean>
  asked: (tx: Tx, row: StatusRow) => Promise<Owner | readonly string[]>
}

async function remindOfDecision(
  ctx: Ctx,
  kind: ReminderKind,
  { id, applicationId, dueAt, stands, asked }: Decision,
): Promise<number> {
  return ctx.db.transact(async (tx) => {
    const row = await statusTables.application.find(tx, { id: applicationId })
    if (!row || !(await stands(tx))) return 0
    if (!(await noteReminder(tx, { recordId: id, kind, dueAt, now: ctx.now }))) return 0
    const people = await usersOf(tx, await asked(tx, row), row, ctx.now)
    const { projectName } = await tx.application.findUniqueOrThrow({
      where: { id: applicationId },
      select: { projectName: true },
    })
    const params = { project: projectName, deadline: deadlineText(dueAt) }
    await notify(tx, ctx, kind, people, { params, link: linkTo(applicationId) })
    return people.length
  })
}

function linkTo(applicationId: string): string {
  return `/applications/${applicationId}`
}
