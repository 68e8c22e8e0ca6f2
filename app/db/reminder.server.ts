import { Prisma, type Tx } from './client.server.ts'

export type ReminderKind = 'due_soon' | 'overdue'

/** Workflows whose deadlines are reminded of, with the tables that hold their records. */
const tables = {
  application: 'Application',
  contract: 'Contract',
  report: 'ProgressReport',
  evaluation: 'Evaluation',
  issue: 'FundIssue',
  payment: 'Payment',
} as const
export type Reminded = keyof typeof tables

/**
 * Records in these states with a deadline after `from` and until `until` of which nobody has been told in this kind,
 * nearest first. Those told are left out here, so that the next ones come up however many there are.
 */
export async function untoldDeadlines(
  tx: Tx,
  workflow: Reminded,
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
      AND NOT EXISTS (
        SELECT 1 FROM "Reminder" AS told
        WHERE told."recordId" = item.id AND told.kind = ${kind} AND told."dueAt" = item."dueAt")
    ORDER BY item."dueAt", item.id LIMIT ${take}`
  return rows.map(({ id }) => id)
}

/** Notes that a deadline was told; false when it had been already. */
export async function noteReminder(
  tx: Tx,
  { recordId, kind, dueAt, now }: { recordId: string; kind: ReminderKind; dueAt: Date; now: Date },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "Reminder" ("recordId", kind, "dueAt", "toldAt") VALUES (${recordId}, ${kind}, ${dueAt}, ${now})
    ON CONFLICT DO NOTHING`
  return count === 1
}
