import { has } from '#app/authorization/actor.ts'
import { endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import type { Ctx } from '#app/services/context.ts'
import { loadCalendar } from '../calendar.server.ts'
import { periodOf } from '../handling.server.ts'
import { deciderOf } from './appeal.server.ts'

/**
 * Until when this person is to decide whether these ended applications are taken up again: an appeal by its own date, a
 * request to reopen by the working days of the call; the earlier where both wait for them.
 */
export async function dueOfDecisions(
  { actor, db }: Ctx,
  rows: readonly { id: string; status: string }[],
): Promise<ReadonlyMap<string, Date>> {
  const { client } = db
  const due = new Map<string, Date>()
  if (rows.length === 0) return due
  const of = { applicationId: { in: rows.map(({ id }) => id) } }
  const reopens = actor.level === 'province' && has(actor, 'approver')
  const [appeals, requests, calendar] = await Promise.all([
    client.appeal.findMany({
      where: { ...of, status: 'open' },
      select: { applicationId: true, node: true, dueAt: true },
    }),
    client.reviewOpinion.findMany({
      where: { ...of, kind: 'reopening_request', closedAt: null },
      select: { applicationId: true, createdAt: true },
    }),
    loadCalendar(client),
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
  for (const { applicationId, createdAt } of reopens ? requests : []) {
    const asked = { deadline: { handling: 'reopenDays' }, dossier: `application:${applicationId}` } as const
    const days = await periodOf(client, db, { ...asked, at: createdAt })
    const last = days === null ? null : addWorkingDays(shanghaiDay(createdAt), days, calendar)
    if (last?.ok) earliest(applicationId, endOfDay(last.value))
  }
  return due
}
