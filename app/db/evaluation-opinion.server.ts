import { hash } from 'node:crypto'
import { type Actor, has } from '#app/authorization/actor.ts'
import { gradeOf } from '#app/domain/evaluation/score.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from './client.server.ts'

/** Opinions on the revision of a self-evaluation that is under review. */
export async function opinionsOn(
  tx: Pick<Tx, 'evaluationOpinion'>,
  { id, revision }: { id: string; revision: number },
) {
  return tx.evaluationOpinion.findMany({
    where: { evaluationId: id, revision },
    select: {
      id: true,
      office: true,
      scoreCenti: true,
      text: true,
      authorId: true,
      authorName: true,
      updatedAt: true,
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
}

/** Does this person read everybody's opinions on evaluations: the province, and who watches it all? */
export function readsOpinions(actor: Actor): boolean {
  if (actor.enterpriseId !== null || actor.expertId !== null) return false
  return actor.level === 'province' || has(actor, 'supervisor') || has(actor, 'auditor')
}

/**
 * Of these, the ones that this person reads: the province and who watches it all, whoever gave one their own. Applicants
 * and the offices below read what was decided and why, never an opinion (I).
 */
export async function opinionsShown(ctx: Ctx, evaluation: { id: string; revision: number }) {
  const { actor } = ctx
  if (actor.enterpriseId !== null || actor.expertId !== null) return []
  const rows = await opinionsOn(ctx.db.client, evaluation)
  const all = readsOpinions(actor)
  return rows
    .filter(({ authorId }) => all || authorId === actor.id)
    .map(({ authorId, ...row }) => ({ ...row, grade: gradeOf(row.scoreCenti), own: authorId === actor.id }))
}
export type OpinionShown = Awaited<ReturnType<typeof opinionsShown>>[number]

/** SHA-256, hex, of what an opinion says. */
export function opinionHash(text: string): string {
  return hash('sha256', text)
}
