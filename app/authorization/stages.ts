import { mayObject } from './ability.ts'
import type { Actor, Role } from './actor.ts'

/** Stages of the left navigation in the order of life, and whose daily work has something in them. */
const stageRoles = {
  office: 'all',
  guideline: ['applicant', 'handler', 'approver', 'leader', 'finance', 'supervisor', 'auditor'],
  application: ['applicant', 'leader', 'finance', 'supervisor', 'auditor'],
  review: ['handler', 'approver', 'leader', 'finance'],
  scoring: ['organiser', 'expert', 'leader', 'supervisor'],
  approval: ['handler', 'leader', 'finance', 'supervisor', 'auditor'],
  funding: ['applicant', 'handler', 'approver', 'leader', 'finance', 'supervisor', 'auditor'],
  tracking: ['applicant', 'handler', 'approver', 'leader', 'finance', 'supervisor', 'auditor'],
  evaluation: ['applicant', 'handler', 'approver', 'leader', 'finance', 'auditor'],
  enterprise: ['applicant', 'handler', 'approver', 'leader', 'supervisor', 'auditor'],
  admin: ['sys_admin', 'sec_admin', 'audit_admin', 'auditor', 'supervisor'],
  help: 'all',
} as const satisfies Record<string, 'all' | readonly Role[]>

export type Stage = keyof typeof stageRoles

/** Not for handlers below: plans are the province's. Counties and cities have their objections there. */
const provinceOnly: readonly Stage[] = ['approval']

/** The stages this person has, in the order of life. */
export function stagesOf(actor: Actor): Stage[] {
  return (Object.keys(stageRoles) as Stage[]).filter((stage) => {
    const wanted: 'all' | readonly Role[] = stageRoles[stage]
    if (wanted === 'all') return true
    const held = actor.roles.filter((role) => wanted.includes(role))
    if (held.length === 0) return false
    return (
      !provinceOnly.includes(stage) ||
      actor.level === 'province' ||
      mayObject(actor) ||
      !held.every((role) => role === 'handler')
    )
  })
}
