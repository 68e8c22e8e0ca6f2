/**
 * Who may see which rows (domain section I). Who may do which act is said once, in the workflow tables;
 * here stand reading, and the few acts that belong to no workflow.
 */
import { Ability, AbilityBuilder } from '@casl/ability'
import type { Actor } from './actor.ts'

export const subjectNames = [
  'Fund',
  'Guideline',
  'Application',
  'Enterprise',
  'RecommendationSheet',
  'Expert',
  'Panel',
  'PanelSeat',
  'ScoreSheet',
  'TieOrder',
  'AllocationPlan',
  'FundIssue',
  'Objection',
  'Project',
  'AuditEntry',
  'LogEpoch',
  'LogErasure',
  'User',
  'UserRoles',
  'Mail',
  'Job',
  'CalendarDay',
  'CreditFlag',
  'ListedProject',
] as const
export type SubjectName = (typeof subjectNames)[number]
export type Action = 'read' | 'manage'
export type Row = Record<string, unknown>
/** Conditions are Prisma `where` objects on scalar columns; scope.ts reads them, rows are only loaded inside it. */
export type AppAbility = Ability<[Action, SubjectName], Row>

/** Rows are never matched in memory: whoever asks about a row loads it in scope. */
function conditionsMatcher() {
  return () => false
}

type Can = (action: Action, subject: SubjectName, conditions?: Row) => unknown

const published = { publishedVersion: { gt: 0 } }
const submitted = { submittedAt: { not: null } }

/** The rules of one actor, from the offices they hold; none without an office. */
export function abilityFor(actor: Actor): AppAbility {
  const builder = new AbilityBuilder<AppAbility>((rules) => new Ability(rules, { conditionsMatcher }))
  const can: Can = (action, subject, conditions) => builder.can(action, subject, conditions)
  for (const role of actor.roles) offices[role](can, actor)
  return builder.build()
}

const offices: Record<Actor['roles'][number], (can: Can, actor: Actor) => void> = {
  applicant(can, { enterpriseId }) {
    if (!enterpriseId) return
    can('read', 'Guideline', published)
    can('read', 'Enterprise', { id: enterpriseId })
    can('manage', 'Enterprise', { id: enterpriseId })
    can('read', 'Application', { enterpriseId })
    can('read', 'Project', { enterpriseId })
  },

  handler(can, actor) {
    unitRows(can, actor)
    if (actor.level !== 'province') return
    provinceRows(can)
    can('read', 'CreditFlag')
    can('manage', 'CreditFlag')
    can('manage', 'ListedProject')
    can('manage', 'Fund')
  },

  approver(can, actor) {
    unitRows(can, actor)
    if (actor.level === 'province') provinceRows(can)
  },

  organiser(can) {
    can('read', 'Guideline')
    can('read', 'Application', submitted)
    can('read', 'Expert')
    can('manage', 'Expert')
    can('read', 'Panel')
    can('read', 'PanelSeat')
    can('read', 'ScoreSheet')
    can('read', 'Project')
  },

  leader(can, actor) {
    unitRows(can, actor)
    provinceRows(can)
    can('read', 'Expert')
    can('read', 'Panel')
    can('manage', 'TieOrder')
    can('read', 'Objection', { status: { in: ['investigated', 'resolved'] } })
  },

  finance(can, actor) {
    unitRows(can, actor)
    if (actor.level !== 'province') return
    can('read', 'AllocationPlan')
    can('read', 'ListedProject')
    can('read', 'FundIssue')
    can('read', 'Fund')
  },

  expert(can, { expertId }) {
    if (!expertId) return
    can('read', 'Guideline', published)
    can('read', 'Expert', { id: expertId })
    can('read', 'PanelSeat', { expertId })
    can('read', 'ScoreSheet', { expertId })
  },

  supervisor(can) {
    everythingSubmitted(can)
    can('read', 'Objection')
    can('read', 'AuditEntry')
    can('read', 'LogEpoch')
    can('read', 'LogErasure')
  },

  auditor(can) {
    everythingSubmitted(can)
    can('read', 'AuditEntry')
    can('read', 'LogEpoch')
    can('read', 'LogErasure')
  },

  sys_admin(can) {
    can('read', 'User')
    can('manage', 'User')
    can('read', 'Mail')
    can('read', 'Job')
    can('manage', 'Job')
    can('read', 'CalendarDay')
    can('manage', 'CalendarDay')
    can('read', 'LogEpoch')
  },

  sec_admin(can) {
    can('read', 'User')
    can('read', 'UserRoles')
    can('manage', 'UserRoles')
    can('read', 'LogEpoch')
    can('read', 'LogErasure')
  },

  audit_admin(can) {
    can('read', 'AuditEntry')
    can('read', 'LogEpoch')
    can('read', 'LogErasure')
  },

  system(can) {
    for (const subject of subjectNames) can('read', subject)
  },
}

/** Rows of the actor's own unit in the chain: all of the province, one city, one county or zone, one town. */
function unitRows(can: Can, { level, unitCode }: Actor) {
  const rows = unitCondition(level, unitCode)
  if (!rows) return
  can('read', 'Guideline', level === 'province' ? undefined : published)
  can('read', 'Enterprise', rows)
  can('read', 'Application', { ...rows, ...submitted })
  can('read', 'Project', rows)
  if (level !== 'province') can('read', 'RecommendationSheet', { unitCode })
}

function provinceRows(can: Can) {
  can('read', 'Fund')
  can('read', 'RecommendationSheet')
  can('read', 'ListedProject')
  can('read', 'AllocationPlan')
  can('read', 'FundIssue')
}

function everythingSubmitted(can: Can) {
  can('read', 'Fund')
  can('read', 'Guideline')
  can('read', 'Enterprise')
  can('read', 'Application', submitted)
  can('read', 'RecommendationSheet')
  can('read', 'Expert')
  can('read', 'Panel')
  can('read', 'PanelSeat')
  can('read', 'ScoreSheet')
  can('read', 'ListedProject')
  can('read', 'AllocationPlan')
  can('read', 'FundIssue')
  can('read', 'Project')
}

function unitCondition(level: Actor['level'], unitCode: string | null): Row | null {
  if (!unitCode) return null
  switch (level) {
    case 'province':
      return {}
    case 'city':
      return { cityCode: unitCode }
    case 'county':
      return { unitCode }
    case 'town':
      return { townCode: unitCode }
    case null:
      return null
  }
}

/** May the actor do an act that belongs to no workflow? */
export function may(actor: Actor, action: Action, subject: SubjectName): boolean {
  return abilityFor(actor).can(action, subject)
}
