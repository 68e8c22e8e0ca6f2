import type { Row } from '#app/authorization/ability.ts'
import { type Actor, has } from '#app/authorization/actor.ts'
import { levelOfNode } from '#app/domain/application/chain-nodes.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Level } from '#app/domain/kernel/workflow.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import type { Ctx } from '#app/services/context.ts'
import { loadCalendar } from '../calendar.server.ts'
import type { Db } from '../client.server.ts'
import { periodOf } from '../handling.server.ts'

/** A request to withdraw an application that is still under way (T22). */
export type OpenWithdrawal = {
  /** the request's opinion */
  id: string
  applicationId: string
  enterpriseId: string
  /** whose approver is asked: the level that recommended last */
  level: Level | null
  askedAt: Date
  agreed: boolean
}

/** Requests to withdraw that nobody has declined, of one enterprise or of all. They are few, and begin the search. */
export async function openWithdrawals({ client }: Db, enterpriseId?: string): Promise<OpenWithdrawal[]> {
  const { from } = applicationWorkflow.transitions.withdraw
  if (from === 'nothing') return []
  const requests = await client.reviewOpinion.findMany({
    where: {
      kind: 'withdrawal_request',
      closedAt: null,
      application: { status: { in: [...from] }, ...(enterpriseId && { enterpriseId }) },
    },
    select: { applicationId: true },
  })
  if (requests.length === 0) return []
  const opinions = await client.reviewOpinion.findMany({
    where: {
      applicationId: { in: requests.map(({ applicationId }) => applicationId) },
      kind: { in: ['recommend', 'withdrawal_request', 'withdrawal_consent'] },
      closedAt: null,
    },
    select: {
      id: true,
      applicationId: true,
      kind: true,
      node: true,
      conclusion: true,
      createdAt: true,
      application: { select: { enterpriseId: true } },
    },
    orderBy: { id: 'asc' },
  })
  const open = new Map<string, OpenWithdrawal>()
  const recommended = new Map<string, string>()
  for (const { id, applicationId, kind, node, conclusion, createdAt, application } of opinions) {
    const request = open.get(applicationId)
    if (kind === 'recommend') recommended.set(applicationId, node)
    else if (kind === 'withdrawal_request') {
      const level = levelOfNode(recommended.get(applicationId) ?? null)
      open.set(applicationId, { id, applicationId, ...application, level, askedAt: createdAt, agreed: false })
    } else if (conclusion !== 'pass') open.delete(applicationId)
    else if (request) request.agreed = true
  }
  return [...open.values()]
}

/** Applications whose applicant waits for this approver to agree to a withdrawal; null when there are none. */
export async function askedToWithdraw({ actor, db }: Ctx): Promise<Row | null> {
  if (!has(actor, 'approver')) return null
  return rowOf((await openWithdrawals(db)).filter((request) => awaits(request, actor)))
}

/** The enterprise's own applications that may be withdrawn now, because whoever recommended them has agreed; returned ones wait for it anyhow. */
export async function agreedToWithdraw({ actor, db }: Ctx): Promise<Row | null> {
  if (!actor.enterpriseId) return null
  const row = rowOf((await openWithdrawals(db, actor.enterpriseId)).filter(({ agreed }) => agreed))
  return row && { ...row, status: { not: 'returned' } }
}

function rowOf(requests: readonly OpenWithdrawal[]): Row | null {
  return requests.length === 0 ? null : { id: { in: requests.map(({ applicationId }) => applicationId) } }
}

function awaits({ level, agreed }: OpenWithdrawal, actor: Actor): boolean {
  return !agreed && level === actor.level
}

/** Requests to withdraw that nobody has answered, each with its due date by the working days of its call where the calendar tells. */
export async function unansweredWithdrawals(db: Db): Promise<(OpenWithdrawal & { dueAt: Date })[]> {
  const requests = (await openWithdrawals(db)).filter(({ agreed }) => !agreed)
  if (requests.length === 0) return []
  const calendar = await loadCalendar(db.client)
  const due = await Promise.all(
    requests.map(async (request) => {
      const { applicationId, askedAt: at } = request
      const deadline = { handling: 'withdrawDays' } as const
      const days = await periodOf(db.client, db, { deadline, dossier: `application:${applicationId}`, at })
      const last = days === null ? null : addWorkingDays(shanghaiDay(at), days, calendar)
      return last?.ok ? [{ ...request, dueAt: endOfDay(last.value) }] : []
    }),
  )
  return due.flat()
}

/** Until when this approver is to answer the requests to withdraw that wait for them. */
export async function dueOfWithdrawals({ actor, db }: Ctx): Promise<ReadonlyMap<string, Date>> {
  if (!has(actor, 'approver')) return new Map()
  const asked = (await unansweredWithdrawals(db)).filter((request) => awaits(request, actor))
  return new Map(asked.map(({ applicationId, dueAt }) => [applicationId, dueAt]))
}
