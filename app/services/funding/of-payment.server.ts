import { redAlertOn } from '#app/db/alert.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { paymentScope } from '#app/db/funding/scope.server.ts'
import { isPayable } from '#app/domain/funding/instalment.ts'
import { termsFor } from '#app/domain/guideline/awards.ts'
import { NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import { addDays, endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { wanText } from '#app/domain/kernel/money.ts'
import type { Ctx } from '../context.ts'
import { applyTransition, type Act, type Moved } from '../transition.server.ts'

/** A payment in the actor's scope with its issue, its project and the order by which it was last paid. @throws NotFound */
export async function paymentInScope(tx: Tx, ctx: Ctx, id: string) {
  const row = await tx.payment.findFirst({
    where: { AND: [{ id }, paymentScope(ctx.actor)] },
    include: {
      issue: true,
      project: { include: { application: { select: { guidelineVersion: true } } } },
      vouchers: { orderBy: { number: 'desc' } },
    },
  })
  if (!row) throw new NotFound('payment')
  return row
}
export type PaymentInScope = Awaited<ReturnType<typeof paymentInScope>>

export type PaymentAct = { id: string; version: number; reason?: string }

/** C.5: ways and days of a payment's guideline, as they stood when the application was made. Ask outside transactions. */
export async function fundingOf(ctx: Ctx, { project }: Pick<PaymentInScope, 'project'>) {
  const { guidelineId, application, award } = project
  return termsFor(await configurationOf(ctx.db, guidelineId, application.guidelineVersion), { award })
}

/** The end of the day so many days from now. */
export function dueIn(ctx: Ctx, days: number): Date {
  return endOfDay(addDays(shanghaiDay(ctx.now), days))
}

/** A payment's transition with its facts, and what the notices say. */
export async function movePayment(
  tx: Tx,
  ctx: Ctx,
  payment: Pick<PaymentInScope, 'id' | 'payerCode' | 'amountFen' | 'projectId'> & {
    project: { name: string; status: string; enterpriseId: string }
  },
  act: Omit<Act<'payment'>, 'workflow' | 'id' | 'facts' | 'notice'>,
): Promise<Result<Moved>> {
  const { id, payerCode, amountFen, projectId, project } = payment
  return applyTransition(tx, ctx, {
    notice: {
      params: { project: project.name, amount: wanText(amountFen), reason: act.reason ?? '' },
      link: `/funding/${id}`,
    },
    ...act,
    workflow: 'payment',
    id,
    facts: async () => ({
      purse:
        project.enterpriseId === ctx.actor.enterpriseId
          ? null
          : { payer: payerCode, own: ctx.actor.unitCode, name: await officeName(tx, payerCode) },
      payable: isPayable(project.status),
      redAlert: await redAlertOn(tx, { id: projectId, name: project.name }),
    }),
  })
}

export async function officeName(tx: Tx, code: string): Promise<string> {
  const unit = await tx.orgUnit.findUnique({ where: { code }, select: { name: true } })
  return unit?.name ?? code
}
