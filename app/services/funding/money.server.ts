import { redAlerts } from '#app/db/alert.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { ceilingOf } from '#app/domain/funding/instalment.ts'

/** Projects as they stand in this transaction, held until its end: nobody issues or pays them meanwhile. */
export async function holdProjects(tx: Tx, ids: readonly string[]) {
  await tx.project.updateMany({ where: { id: { in: [...ids] } }, data: { issuedFen: { increment: 0n } } })
  return tx.project.findMany({
    where: { id: { in: [...ids] } },
    include: {
      alerts: redAlerts,
      payments: {
        where: { status: { notIn: ['dropped', 'withdrawn'] } },
        select: { id: true, status: true, amountFen: true },
      },
    },
    orderBy: { code: 'asc' },
  })
}
export type HeldProject = Awaited<ReturnType<typeof holdProjects>>[number]

/** Issues money to a project by conditional update (C.3); false, and nothing changed, when it would exceed what was approved. */
export async function takeIssued(
  tx: Tx,
  {
    id,
    status,
    amountFen,
    recognisedFen,
  }: Pick<HeldProject, 'id' | 'status' | 'amountFen' | 'recognisedFen'>,
  fen: bigint,
): Promise<boolean> {
  const { count } = await tx.project.updateMany({
    where: {
      id,
      status,
      amountFen,
      recognisedFen,
      issuedFen: { lte: ceilingOf({ amountFen, recognisedFen }) - fen },
    },
    data: { issuedFen: { increment: fen } },
  })
  return count === 1
}

/** The same for the guideline's money: never more issued than was committed. */
export async function takeGuidelineIssued(tx: Tx, id: string, fen: bigint): Promise<boolean> {
  const { committedFen } = await tx.guideline.update({
    where: { id },
    data: { issuedFen: { increment: 0n } },
    select: { committedFen: true },
  })
  const { count } = await tx.guideline.updateMany({
    where: { id, committedFen, issuedFen: { lte: committedFen - fen } },
    data: { issuedFen: { increment: fen } },
  })
  return count === 1
}

type Of = { id: string; guidelineId: string }

/** Pays out of what was issued, by conditional update; false, and nothing changed, when it would exceed it. */
export async function takePaid(tx: Tx, project: Of, fen: bigint): Promise<boolean> {
  const own = await tx.project.update({
    where: { id: project.id },
    data: { paidFen: { increment: 0n } },
    select: { issuedFen: true },
  })
  const { count } = await tx.project.updateMany({
    where: { id: project.id, issuedFen: own.issuedFen, paidFen: { lte: own.issuedFen - fen } },
    data: { paidFen: { increment: fen } },
  })
  if (count !== 1) return false
  await tx.guideline.update({ where: { id: project.guidelineId }, data: { paidFen: { increment: fen } } })
  return true
}

/** Money that came back from the bank. */
export async function releasePaid(tx: Tx, { id, guidelineId }: Of, fen: bigint): Promise<void> {
  await tx.project.update({ where: { id }, data: { paidFen: { decrement: fen } } })
  await tx.guideline.update({ where: { id: guidelineId }, data: { paidFen: { decrement: fen } } })
}

/** Money that a finance office handed back unpaid. */
export async function releaseIssued(tx: Tx, { id, guidelineId }: Of, fen: bigint): Promise<void> {
  await tx.project.update({ where: { id }, data: { issuedFen: { decrement: fen } } })
  await tx.guideline.update({ where: { id: guidelineId }, data: { issuedFen: { decrement: fen } } })
}

/** Is more to be paid back than was paid? A payment that came back after the decision would make it so. */
export async function clawedBackBeyond(tx: Tx, projectId: string): Promise<boolean> {
  const { paidFen } = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { paidFen: true },
  })
  const decided = { notIn: ['opened', 'proposed'] }
  return (await tx.clawback.count({ where: { projectId, status: decided, amountFen: { gt: paidFen } } })) > 0
}
