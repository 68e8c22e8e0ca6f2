import { has } from '#app/authorization/actor.ts'
import { endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import type { Ctx } from '#app/services/context.ts'
import { loadCalendar } from '../calendar.server.ts'
import type { Db } from '../client.server.ts'
import { periodOf } from '../handling.server.ts'
import { deciderOf } from './appeal.server.ts'
import { dueOfWithdrawals } from './withdrawals.server.ts'

export type OpenReopening = { id: string; askedAt: Date; dueAt: Date | null }

/**
 * Requests to reopen these applications, or any, that nobody has decided: when each was made, and until when an approver of the
 * province is to decide by the working days of its call; null where the calendar or the call says none.
 */
export async function openReopenings(
  db: Db,
  applicationIds?: readonly string[],
): Promise<ReadonlyMap<string, OpenReopening>> {
  const { client } = db
  const requests = await client.reviewOpinion.findMany({
    where: {
      ...(applicationIds && { applicationId: { in: [...applicationIds] } }),
      kind: 'reopening_request',
      closedAt: null,
    },
    select: { id: true, applicationId: true, createdAt: true },
  })
  const calendar = requests.length > 0 ? await loadCalendar(client) : null
  const found = new Map<string, OpenReopening>()
  for (const { id, applicationId, createdAt: askedAt } of requests) {
    const asked = { deadline: { handling: 'reopenDays' }, dossier: `application:${applicationId}` } as const
    const days = await periodOf(client, db, { ...asked, at: askedAt })
    const last = days !== null && calendar && addWorkingDays(shanghaiDay(askedAt), days, calendar)
    found.set(applicationId, { id, askedAt, dueAt: last && last.ok ? endOfDay(last.value) : null })
  }
  return found
}

/**
 * Until when this person is to decide on these applications: an appeal by its own date, a request to reopen or to withdraw
 * by the working days of the call; the earlier where several wait for them.
 */
export async function dueOfDecisions(
  ctx: Ctx,
  rows: readonly { id: string; status: string }[],
): Promise<ReadonlyMap<string, Date>> {
  const { actor, db } = ctx
  const { client } = db
  const due = new Map<string, Date>()
  if (rows.length === 0) return due
  const ids = rows.map(({ id }) => id)
  const reopens = actor.level === 'province' && has(actor, 'approver')
  const [appeals, reopenings, withdrawals] = await Promise.all([
    client.appeal.findMany({
      where: { applicationId: { in: ids }, status: 'open' },
      select: { applicationId: true, node: true, dueAt: true },
    }),
    reopens ? openReopenings(db, ids) : new Map<string, { dueAt: Date | null }>(),
    dueOfWithdrawals(ctx),
  ])
  const earliest = (id: string, at: Date) => {
    const other = due.get(id)
    if (!other || at < other) due.set(id, at)
  }
  const level = has(actor, 'leader') ? 'leader' : actor.level
  for (const { applicationId, node, dueAt } of appeals) {
    const status = rows.find(({ id }) => id === applicationId)?.status ?? ''
    if (deciderOf(status, node) === level) earliest(applicationId, dueAt)
  }
  for (const [id, { dueAt }] of reopenings) if (dueAt) earliest(id, dueAt)
  for (const [id, dueAt] of withdrawals) if (ids.includes(id)) earliest(id, dueAt)
  return due
}
