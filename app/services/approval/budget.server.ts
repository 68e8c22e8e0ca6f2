import type { Tx } from '#app/db/client.server.ts'

export type Budget = { budgetFen: bigint; committedFen: bigint }

/** The guideline's money as it stands in this transaction, held until its end: no second plan moves it meanwhile. */
export async function holdBudget(tx: Tx, guidelineId: string): Promise<Budget> {
  return tx.guideline.update({
    where: { id: guidelineId },
    data: { committedFen: { increment: 0n } },
    select: { budgetFen: true, committedFen: true },
  })
}

/** Commits money by conditional update (C.3); false, and nothing changed, when it would exceed the budget. */
export async function takeBudget(
  tx: Tx,
  guidelineId: string,
  budgetFen: bigint,
  fen: bigint,
): Promise<boolean> {
  const { count } = await tx.guideline.updateMany({
    where: { id: guidelineId, budgetFen, committedFen: { lte: budgetFen - fen } },
    data: { committedFen: { increment: fen } },
  })
  return count === 1
}

/** Gives committed money back: sent back, not approved, withdrawn, an objection upheld. */
export async function releaseBudget(tx: Tx, guidelineId: string, fen: bigint | null): Promise<void> {
  if (!fen) return
  await tx.guideline.update({ where: { id: guidelineId }, data: { committedFen: { decrement: fen } } })
}
