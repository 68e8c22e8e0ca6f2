import { latestSnapshot } from '#app/db/working-application.server.ts'
import { reportedMatching } from '#app/domain/tracking/report-form.ts'
import { plannedMatching } from '#app/domain/tracking/contract.ts'
import { typedReport } from '#app/domain/tracking/typed-report.ts'
import type { Ctx } from '../context.ts'

/** Matching money of city and county in fen: planned by the application as submitted last, and arrived by a report. */
export async function matchingFunds(
  { db: { client } }: Ctx,
  { applicationId, reportId }: { applicationId: string; reportId: string },
): Promise<{ plannedFen: bigint; arrivedFen: bigint }> {
  const snapshot = await latestSnapshot(client, applicationId)
  const plannedFen = snapshot ? plannedMatching(snapshot.form) : 0n
  if (plannedFen === 0n) return { plannedFen, arrivedFen: 0n }
  const { form } = await client.progressReport.findUniqueOrThrow({
    where: { id: reportId },
    select: { form: true },
  })
  return { plannedFen, arrivedFen: reportedMatching(typedReport.parse(JSON.parse(form))) }
}
