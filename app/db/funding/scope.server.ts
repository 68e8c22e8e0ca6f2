import type { Actor } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Prisma } from '../client.server.ts'

/** What is only proposed, or was never issued, is the province's own. */
const unissued = ['listed', 'dropped']

/** Payments the actor may read: those of their projects, once issued; the province's people also what is proposed. */
export function paymentScope(actor: Actor): Prisma.PaymentWhereInput {
  const project = scope(actor, 'Project')
  const province = actor.level === 'province' || actor.roles.includes('system')
  return province ? { project } : { project, status: { notIn: unissued } }
}

/** Issues the actor may read: all for the province, elsewhere those that are out and name a project of the place. */
export function issueScope(actor: Actor): Prisma.FundIssueWhereInput {
  if (actor.level === null || actor.level === 'province') return scope(actor, 'FundIssue')
  return { status: 'issued', payments: { some: paymentScope(actor) } }
}
