/**
 * Accounts of an enterprise's own people (经办人授权). The account that registered, or was opened first, is its principal
 * (单位管理员): it opens and closes those of colleagues, and hands this over in two acts, appointing another and stepping down.
 */
import { refuse, type Failure } from '../kernel/refusal.ts'

export const staffActs = ['open', 'close', 'reopen', 'reset_password', 'appoint', 'step_down'] as const
export type StaffAct = (typeof staffActs)[number]

export type StaffFacts = {
  /** the person who acts */
  principal: boolean
  /** they act on their own account */
  own: boolean
  /** the account acted on */
  subject: { active: boolean; principal: boolean } | null
  /** accounts of the enterprise that are open, and how many may be; 0: any number */
  open: number
  most: number
  /** open accounts of other principals */
  otherPrincipals: number
}

/**
 * Why the act is not done, or null. Refusals: not_principal (403), principal_own_account, last_principal, account_closed,
 * principal_already, staff_full {most}.
 */
export function staffProblem(act: StaffAct, facts: StaffFacts): Failure | null {
  const { principal, own, subject, open, most, otherPrincipals } = facts
  if (!principal) return refuse('not_principal', {}, { status: 403 })
  if (act === 'step_down') return otherPrincipals > 0 ? null : refuse('last_principal')
  if (own) return refuse('principal_own_account')
  const more = act === 'open' || (act === 'reopen' && subject?.active === false)
  if (more && most > 0 && open >= most) return refuse('staff_full', { most })
  if (act === 'appoint' && subject?.principal) return refuse('principal_already')
  if ((act === 'appoint' || act === 'reset_password') && !subject?.active) return refuse('account_closed')
  return null
}
