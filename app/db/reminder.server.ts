import { type Db, Prisma, type Tx } from './client.server.ts'

export type ReminderKind = 'due_soon' | 'overdue'

/** Workflows whose records keep the deadline that is reminded of, with their tables. */
const tables = {
  application: 'Application',
  contract: 'Contract',
  report: 'ProgressReport',
  evaluation: 'Evaluation',
  issue: 'FundIssue',
  payment: 'Payment',
  clawback: 'Clawback',
  credit: 'CreditRecord',
  objection: 'Objection',
  split: 'QuotaSplit',
  proposal: 'ExpertProposal',
  disclosure: 'DisclosureRequest',
  project: 'Project',
  alert: 'Alert',
  appeal: 'Appeal',
  consultation: 'Consultation',
} as const
/** Workflows whose deadlines follow from the log, with the tables that hold their records. */
const computed = {
  guideline: 'Guideline',
  plan: 'AllocationPlan',
  panel: 'Panel',
  seat: 'PanelSeat',
  sheet: 'ScoreSheet',
} as const
export type Stored = keyof typeof tables
export type Computed = keyof typeof computed
/** Those that are told to whoever holds their state; of appeals and consultations other people are told. */
export type Held = Exclude<Stored, 'appeal' | 'consultation'>
export type Reminded = Held | Computed

/** What another record carries by then: the plan that is to be decided, or the issue of the money. */
const carried: Partial<Record<Stored, Prisma.Sql>> = {
  application: Prisma.sql`
    AND NOT (item.status = 'proposed' AND EXISTS (
      SELECT 1 FROM "AllocationItem" AS line JOIN "AllocationPlan" AS plan ON plan.id = line."planId"
      WHERE line."applicationId" = item.id AND plan.status = 'proposed'))`,
  project: Prisma.sql`AND NOT (item.status = 'approved' AND item."issuedFen" > 0)`,
}

/**
 * Records in these states with a deadline after `from` and until `until` of which nobody has been told in this kind,
 * nearest first. Those told, and those that another record carries, are left out here, so that the next ones come up
 * however many there are.
 */
export async function untoldDeadlines(
  tx: Tx,
  workflow: Stored,
  {
    kind,
    states,
    from,
    until,
    take,
  }: { kind: ReminderKind; states: readonly string[]; from: Date; until: Date; take: number },
): Promise<string[]> {
  const table = Prisma.raw(`"${tables[workflow]}"`)
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT item.id FROM ${table} AS item
    WHERE item."dueAt" > ${from} AND item."dueAt" <= ${until} AND item.status IN (${Prisma.join([...states])})
      ${carried[workflow] ?? Prisma.empty}
      AND NOT EXISTS (
        SELECT 1 FROM "Reminder" AS told
        WHERE told."recordId" = item.id AND told.kind = ${kind} AND told."dueAt" = item."dueAt"
          AND told.office = '')
    ORDER BY item."dueAt", item.id LIMIT ${take}`
  return rows.map(({ id }) => id)
}

/** Records in these states after the record `after`, in the order of their ids: those whose deadlines have to be computed. */
export async function recordsIn(
  client: Db['client'],
  workflow: Computed,
  { states, after, take }: { states: readonly string[]; after: string; take: number },
): Promise<string[]> {
  const table = Prisma.raw(`"${computed[workflow]}"`)
  const rows = await client.$queryRaw<{ id: string }[]>`
    SELECT id FROM ${table} WHERE status IN (${Prisma.join([...states])}) AND id > ${after}
    ORDER BY id LIMIT ${take}`
  return rows.map(({ id }) => id)
}

/** Those of these deadlines of which nobody, or not the office that is asked, has been told in this kind. */
export async function withoutTold<R extends { id: string; dueAt: Date; office?: string }>(
  client: Db['client'],
  kind: ReminderKind,
  rows: readonly R[],
): Promise<R[]> {
  if (rows.length === 0) return []
  const told = await client.reminder.findMany({
    where: { kind, recordId: { in: rows.map(({ id }) => id) } },
    select: { recordId: true, dueAt: true, office: true },
  })
  const known = new Set(told.map(({ recordId, dueAt, office }) => `${recordId} ${dueAt.getTime()} ${office}`))
  return rows.filter(({ id, dueAt, office = '' }) => !known.has(`${id} ${dueAt.getTime()} ${office}`))
}

/** Notes that a deadline was told, where several offices are asked to this one; false when it had been already. */
export async function noteReminder(
  tx: Tx,
  {
    recordId,
    kind,
    dueAt,
    office = '',
    now,
  }: { recordId: string; kind: ReminderKind; dueAt: Date; office?: string; now: Date },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "Reminder" ("recordId", kind, "dueAt", office, "toldAt")
    VALUES (${recordId}, ${kind}, ${dueAt}, ${office}, ${now})
    ON CONFLICT DO NOTHING`
  return count === 1
}
