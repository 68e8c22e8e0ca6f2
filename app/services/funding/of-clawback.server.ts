import type { Tx } from '#app/db/client.server.ts'
import { scope } from '#app/authorization/scope.ts'
import { wanText } from '#app/domain/kernel/money.ts'
import { NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import type { ClawbackFacts } from '#app/domain/funding/clawback.ts'
import type { Ctx } from '../context.ts'
import { type Act, applyTransition, type Moved } from '../transition.server.ts'
import { officeName } from './of-payment.server.ts'

/** A clawback in the actor's scope with its project and what came back so far. @throws NotFound */
export async function clawbackInScope(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.clawback.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Clawback')] },
    include: {
      project: {
        include: {
          application: {
            select: {
              guidelineVersion: true,
              guideline: { select: { category: { select: { fund: { select: { name: true } } } } } },
            },
          },
        },
      },
      repayments: { orderBy: { number: 'desc' } },
    },
  })
  if (!row) throw new NotFound('clawback')
  return row
}
export type ClawbackInScope = Awaited<ReturnType<typeof clawbackInScope>>

export type ClawbackAct = { id: string; version: number; reason?: string }

/** A clawback's transition with its facts, and what the notices say. Amounts in the texts are 万元. */
export async function moveClawback(
  tx: Tx,
  ctx: Ctx,
  clawback: Pick<
    ClawbackInScope,
    | 'id'
    | 'draftedById'
    | 'ground'
    | 'basisFileId'
    | 'eligibleFen'
    | 'amountFen'
    | 'repaidFen'
    | 'payerCode'
    | 'endsOn'
  > & { project: { id: string; name: string; paidFen: bigint } },
  {
    facts,
    words,
    named,
    ...act
  }: Omit<Act<'clawback'>, 'workflow' | 'id' | 'facts' | 'notice'> & {
    facts?: Partial<Omit<ClawbackFacts, 'now' | 'actorId'>>
    words?: Record<string, string>
    named?: readonly string[]
  },
): Promise<Result<Moved>> {
  const { id, project, payerCode, amountFen, repaidFen } = clawback
  const { unitCode } = ctx.actor
  return applyTransition(tx, ctx, {
    notice: {
      params: {
        project: project.name,
        amount: wanText(amountFen),
        left: wanText(amountFen - repaidFen),
        deadline: clawback.endsOn ?? '',
        reason: act.reason ?? '',
        ...words,
      },
      link: `/funding/clawbacks/${id}`,
      named,
    },
    ...act,
    workflow: 'clawback',
    id,
    facts: async () => ({
      draftedById: clawback.draftedById,
      ground: clawback.ground ?? undefined,
      basisAttached: clawback.basisFileId !== null,
      money: { paidFen: project.paidFen, eligibleFen: clawback.eligibleFen, amountFen },
      purse: { collector: payerCode, own: unitCode, name: await officeName(tx, payerCode) },
      ...facts,
    }),
  })
}
