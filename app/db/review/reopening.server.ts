import type { Tx } from '../client.server.ts'

/** What a handler of the province asked for and nobody has granted yet, or null (T25). */
export async function openReopening(tx: Tx, applicationId: string) {
  return tx.reviewOpinion.findFirst({
    where: { applicationId, kind: 'reopening_request', closedAt: null },
    orderBy: { id: 'desc' },
  })
}

/** The project that an approved application became. */
export async function projectOf(tx: Tx, applicationId: string) {
  return tx.project.findUnique({ where: { applicationId }, select: { status: true, code: true } })
}
