import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { FinanceWord } from '#app/domain/review/co-review.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from './client.server.ts'

/** The text that finance speaks of: a call, or a plan or an evaluation under it, and the SHA-256 of what it says now. */
export type Text = {
  guidelineId: string
  planId: string | null
  evaluationId: string | null
  sha256: string
}

/** What finance says of this very text; null while it has said nothing that stands. */
export async function financeOpinion(tx: Pick<Tx, 'financeOpinion'>, text: Text) {
  return tx.financeOpinion.findFirst({
    where: { ...text, closedAt: null },
    orderBy: { createdAt: 'desc' },
    select: { conclusion: true, text: true, authorName: true, createdAt: true },
  })
}
export type FinanceOpinion = NonNullable<Awaited<ReturnType<typeof financeOpinion>>>

/** The word of a text that needs finance. */
export function wordOf(opinion: { conclusion: string } | null): FinanceWord {
  if (!opinion) return 'missing'
  return opinion.conclusion === 'pass' ? 'agreed' : 'against'
}

/** Finance speaks of a text; what it said of the same text before is closed. */
export async function addFinanceOpinion(
  tx: Tx,
  ctx: Ctx,
  { conclusion, said, ...text }: Text & { conclusion: 'pass' | 'reject'; said: string },
): Promise<void> {
  await tx.financeOpinion.updateMany({ where: { ...text, closedAt: null }, data: { closedAt: ctx.now } })
  await tx.financeOpinion.create({
    data: {
      id: newId(),
      ...text,
      conclusion,
      text: said,
      authorId: ctx.actor.id,
      authorName: ctx.actor.name,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
}

/** What was against a call or plan is answered by putting it forward again, be it unchanged: finance is asked anew. */
export async function closeDisagreement(tx: Tx, ctx: Ctx, text: Omit<Text, 'sha256'>): Promise<void> {
  await tx.financeOpinion.updateMany({
    where: { ...text, conclusion: 'reject', closedAt: null },
    data: { closedAt: ctx.now },
  })
}

type Item = { applicationId: string; amountFen: bigint; reason: string }

/** SHA-256 of what a plan gives to whom and why, whatever the order of its rows. */
export function planSha256(items: readonly Item[]): string {
  const content = items
    .map(({ applicationId, amountFen, reason }) => ({ applicationId, amountFen: `${amountFen}`, reason }))
    .toSorted((a, b) => a.applicationId.localeCompare(b.applicationId))
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex')
}
