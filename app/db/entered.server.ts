import { z } from 'zod'
import { endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { addWorkingDays, type Calendar } from '#app/domain/kernel/working-days.ts'
import { type Deadline, targets, type WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { type WorkflowName, workflows } from '#app/domain/workflows.ts'
import { loadCalendar } from './calendar.server.ts'
import type { Db } from './client.server.ts'
import { periodOf } from './handling.server.ts'
import { statusTables } from './status.server.ts'

const entered = z.object({ object: z.object({ id: z.string() }) })

/**
 * Until when each of these records is to leave the state it is in, for workflows whose records keep no such column:
 * the working days of the state from the act by which the audit log let it in. A record without such days, or without
 * such an act, is not in the answer. Meant for the few records of a desk or a page.
 */
export async function dueByState(
  db: Db,
  workflow: WorkflowName,
  rows: readonly { id: string; status: string }[],
): Promise<ReadonlyMap<string, Date>> {
  const { client } = db
  const { states, transitions }: WorkflowTable = workflows[workflow]
  const due = new Map<string, Date>()
  const counted = statusTables[workflow].due
    ? []
    : rows.flatMap(({ id, status }) => {
        const deadline = states[status]?.deadline
        return deadline && !('of' in deadline) ? [{ id, status, deadline }] : []
      })
  if (counted.length === 0) return due
  const calendar = await loadCalendar(client)
  for (const { id, status, deadline } of counted) {
    const acts = Object.entries(transitions)
      .filter(([, row]) => row.to !== 'same' && targets(row).includes(status))
      .map(([name]) => `${workflow}.${name}`)
    const end = await dueSince(db, calendar, { workflow, id, acts, deadline })
    if (end) due.set(id, end)
  }
  return due
}

/** Until when the amendments that were proposed to these guidelines are to be decided: like a guideline to approve. */
export async function dueOfAmendments(
  db: Db,
  rows: readonly { id: string }[],
): Promise<ReadonlyMap<string, Date>> {
  const due = new Map<string, Date>()
  if (rows.length === 0) return due
  const calendar = await loadCalendar(db.client)
  const { deadline } = workflows.guideline.states.reviewing
  for (const { id } of rows) {
    const acts = ['guideline.propose_amendment']
    const end = deadline && (await dueSince(db, calendar, { workflow: 'guideline', id, acts, deadline }))
    if (end) due.set(id, end)
  }
  return due
}

/** Until when finance is to speak of each of these records, in its days since one of these acts was last done on it. */
export async function financeDue(
  db: Db,
  workflow: WorkflowName,
  acts: string[],
  rows: readonly { id: string }[],
  days: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, Date>> {
  const due = new Map<string, Date>()
  const asked = rows.flatMap(({ id }) => {
    const workingDays = days.get(id)
    return workingDays === undefined ? [] : [{ id, deadline: { workingDays } }]
  })
  if (asked.length === 0) return due
  const calendar = await loadCalendar(db.client)
  for (const { id, deadline } of asked) {
    const end = await dueSince(db, calendar, { workflow, id, acts, deadline })
    if (end) due.set(id, end)
  }
  return due
}

type Since = { workflow: WorkflowName; id: string; acts: string[]; deadline: Deadline }

/** The end of the period that began when one of these acts was last done on a record. */
async function dueSince(
  db: Db,
  calendar: Calendar,
  { workflow, id, acts, deadline }: Since,
): Promise<Date | null> {
  const { client } = db
  const dossier = (await statusTables[workflow].find(client, { id }))?.dossier
  const at = dossier && (await lastOf(client, dossier, id, acts))
  const days = at ? await periodOf(client, db, { deadline, dossier, at }) : null
  const last = at && days !== null && addWorkingDays(shanghaiDay(at), days, calendar)
  return last && last.ok ? endOfDay(last.value) : null
}

/** When one of these acts was last done on a record. */
async function lastOf(
  client: Db['client'],
  dossier: string,
  id: string,
  acts: string[],
): Promise<Date | undefined> {
  const entries = await client.auditEntry.findMany({
    where: { dossier, act: { in: acts }, result: 'done' },
    select: { at: true, bytes: true },
    orderBy: { n: 'desc' },
    take: 200,
  })
  return entries.find(
    ({ bytes }) => entered.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).object.id === id,
  )?.at
}
