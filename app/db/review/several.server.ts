import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { ReviewActs } from '#app/domain/review/acts.ts'
import type { Ctx } from '#app/services/context.ts'
import { reviewActs } from './acts.server.ts'

/** What would happen to each of the chosen applications, asked now and changing nothing; those out of sight are left out. */
export async function recommendations(ctx: Ctx, ids: readonly string[]) {
  const found: ReviewActs[] = []
  for (const id of new Set(ids)) {
    const acts = await reviewActs(ctx, id).catch((error: unknown) => {
      if (error instanceof NotFound) return null
      throw error
    })
    if (acts) found.push(acts)
  }
  return found.map((acts) => ({
    id: acts.id,
    version: acts.version,
    projectName: acts.projectName,
    applicantName: acts.applicantName,
    receiptNo: acts.receiptNo,
    requestedFen: acts.requestedFen,
    status: acts.status,
    next: acts.next?.node ?? null,
    quota: acts.quota,
    can: acts.open.includes('recommend'),
    refusal: acts.closed.find(({ act }) => act === 'recommend')?.refusal ?? null,
  }))
}
export type Recommendation = Awaited<ReturnType<typeof recommendations>>[number]
