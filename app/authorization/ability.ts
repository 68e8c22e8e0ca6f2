/**
 * Who may see which rows (domain section I). Who may do which act is said once, in the workflow tables;
 * here stand reading, and the few acts that belong to no workflow.
 */
import { Ability, AbilityBuilder } from '@casl/ability'
import { liveConsultations } from '#app/domain/evaluation/consultation.ts'
import { toldClawbacks } from '#app/domain/funding/clawback.ts'
import { toldCredits } from '#app/domain/funding/credit.ts'
import { staffRows, unitsBelow, unitsWithin } from './accounts.ts'
import type { Actor } from './actor.ts'

export const subjectNames = [
  'Fund',
  'Guideline',
  'Application',
  'Enterprise',
  'RecommendationSheet',
  'QuotaSplit',
  'Expert',
  'ExpertProposal',
  'Panel',
  'PanelSeat',
  'ScoreSheet',
  'Consultation',
  'TieOrder',
  'AllocationPlan',
  'FundIssue',
  'Objection',
  'Project',
  'Clawback',
  'CreditRecord',
  'AuditEntry',
  'ActLog',
  'LogEpoch',
  'LogErasure',
  'Disclosure',
  'User',
  'UserRoles',
  'Office',
  'Colleague',
  'Mail',
  'Job',
  'CalendarDay',
  'CreditFlag',
  'ListedProject',
] as const
export type SubjectName = (typeof subjectNames)[number]
/** `manage` is every action; `help`: give somebody who cannot sign in a one-time password. */
export type Action = 'read' | 'manage' | 'help'
export type Row = Record<string, unknown>
/**
 * Conditions are Prisma `where` objects on scalar columns, of accounts also on those of their unit and enterprise;
 * scope.ts reads them, rows are only loaded inside it.
 */
export type AppAbility = Ability<[Action, SubjectName], Row>

/** Rows are never matched in memory: whoever asks about a row loads it in scope. */
function conditionsMatcher() {
  return () => false
}

type Can = (action: Action, subject: SubjectName, conditions?: Row) => unknown

const published = { publishedVersion: { gt: 0 } }
const submitted = { submittedAt: { not: null } }
/** a clawback is the province's own until it is decided */
const decided = { status: { in: toldClawbacks } }
/** a credit record, until it is recorded */
const recorded = { status: { in: toldCredits } }

/** The rules of one actor, from the offices they hold; none without an office. */
export function abilityFor(actor: Actor): AppAbility {
  const builder = new AbilityBuilder<AppAbility>((rules) => new Ability(rules, { conditionsMatcher }))
  const can: Can = (action, subject, conditions) => builder.can(action, subject, conditions)
  for (const role of actor.roles) offices[role](can, actor)
  return builder.build()
}

const offices: Record<Actor['roles'][number], (can: Can, actor: Actor) => void> = {
  applicant(can, { enterpriseId, principal }) {
    if (!enterpriseId) return
    can('read', 'Guideline', published)
    can('read', 'Enterprise', { id: enterpriseId })
    can('manage', 'Enterprise', { id: enterpriseId })
    can(principal ? 'manage' : 'read', 'Colleague', { enterpriseId, expertId: null })
    can('read', 'Application', { enterpriseId })
    can('read', 'Project', { enterpriseId })
    can('read', 'Clawback', { enterpriseId, ...decided })
    can('read', 'CreditRecord', { enterpriseId, ...recorded })
    can('read', 'ActLog')
  },

  handler(can, actor) {
    splitRows(can, actor)
    if (proposesExperts(actor)) can('read', 'ExpertProposal', { unitCode: actor.unitCode })
    unitRows(can, actor)
    if (mayObject(actor)) can('read', 'Objection', { objectorUnit: actor.unitCode })
    can('read', 'ActLog')
    if (actor.level !== 'province') return
    provinceRows(can)
    can('read', 'CreditFlag')
    can('manage', 'CreditFlag')
    can('manage', 'ListedProject')
    can('manage', 'Fund')
  },

  approver(can, actor) {
    unitRows(can, actor)
    splitRows(can, actor)
    can('read', 'ActLog')
    if (actor.level === 'province') provinceRows(can)
  },

  organiser(can) {
    can('read', 'Guideline')
    can('read', 'Application', submitted)
    can('read', 'Expert')
    can('manage', 'Expert')
    can('read', 'ExpertProposal')
    can('read', 'Panel')
    can('read', 'PanelSeat')
    can('read', 'ScoreSheet')
    can('read', 'Consultation')
    can('read', 'Project')
  },

  leader(can, actor) {
    unitRows(can, actor)
    splitRows(can, actor)
    provinceRows(can)
    can('read', 'Expert')
    can('read', 'ExpertProposal')
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
    can('read', 'Consultation')
  },

  expert(can, { expertId }) {
    if (!expertId) return
    can('read', 'Guideline', published)
    can('read', 'Expert', { id: expertId })
    can('read', 'PanelSeat', { expertId })
    can('read', 'ScoreSheet', { expertId })
    can('read', 'Consultation', { expertId, status: { in: liveConsultations } })
  },

  supervisor(can) {
    everythingSubmitted(can)
    can('read', 'ExpertProposal')
    can('read', 'Objection')
    can('read', 'AuditEntry')
    can('read', 'LogEpoch')
    can('read', 'LogErasure')
    can('read', 'Disclosure', { office: 'supervisor' })
  },

  auditor(can) {
    everythingSubmitted(can)
    can('read', 'AuditEntry')
    can('read', 'LogEpoch')
    can('read', 'LogErasure')
    can('read', 'Disclosure', { office: 'auditor' })
  },

  sys_admin(can, actor) {
    const [staff, firms] = [staffRows(actor), unitCondition(actor.level, actor.unitCode)]
    const [units, below] = [unitsWithin(actor), unitsBelow(actor)]
    if (!staff || !firms || !units || !below) return
    can('manage', 'User', staff)
    can('read', 'Office', units)
    can('manage', 'Office', below)
    if (actor.level !== 'province') {
      can('read', 'User', { enterprise: firms })
      can('help', 'User', { enterprise: firms })
      return
    }
    can('read', 'Mail')
    can('read', 'Job')
    can('manage', 'Job')
    can('read', 'CalendarDay')
    can('manage', 'CalendarDay')
    can('read', 'LogEpoch')
  },

  sec_admin(can, actor) {
    const staff = staffRows(actor)
    if (!staff) return
    can('read', 'User', staff)
    can('manage', 'UserRoles', staff)
    if (actor.level !== 'province') return
    can('read', 'LogEpoch')
    can('read', 'LogErasure')
  },

  audit_admin(can) {
    can('read', 'AuditEntry')
    can('read', 'LogEpoch')
    can('read', 'LogErasure')
    can('read', 'Disclosure', { office: 'audit_admin' })
  },

  system(can) {
    for (const subject of subjectNames) can('read', subject)
  },
}

/** Counties and cities object on behalf of their unit, and follow what becomes of it (A.8, I). */
export function mayObject({ roles, level, unitCode }: Actor): boolean {
  return roles.includes('handler') && unitCode !== null && (level === 'county' || level === 'city')
}

/** Rows of the actor's own unit in the chain: all of the province, one city, one county or zone, one town. */
function unitRows(can: Can, { level, unitCode }: Actor) {
  const rows = unitCondition(level, unitCode)
  if (!rows) return
  can('read', 'Guideline', level === 'province' ? undefined : published)
  can('read', 'Enterprise', rows)
  can('read', 'Application', { ...rows, ...submitted })
  can('read', 'Project', rows)
  if (level !== 'town') {
    can('read', 'Clawback', level === 'province' ? undefined : { ...rows, ...decided })
    can('read', 'CreditRecord', level === 'province' ? undefined : { ...rows, ...recorded })
  }
  if (level !== 'province') can('read', 'RecommendationSheet', { unitCode })
}

/** Handlers of counties and cities propose experts, and see their own office's proposals alone (I). */
export function proposesExperts({ roles, level }: Actor): boolean {
  return roles.includes('handler') && (level === 'county' || level === 'city')
}

/** How a city divides its places is the city's and the province's to see; a county sees its own share with its places. */
function splitRows(can: Can, { level, unitCode }: Actor) {
  if (level === 'province') can('read', 'QuotaSplit')
  if (level === 'city') can('read', 'QuotaSplit', { cityCode: unitCode })
}

function provinceRows(can: Can) {
  can('read', 'Consultation')
  can('read', 'Fund')
  can('read', 'RecommendationSheet')
  can('read', 'ListedProject')
  can('read', 'AllocationPlan')
  can('read', 'FundIssue')
}

function everythingSubmitted(can: Can) {
  can('read', 'Fund')
  can('read', 'QuotaSplit')
  can('read', 'Guideline')
  can('read', 'Enterprise')
  can('read', 'Application', submitted)
  can('read', 'RecommendationSheet')
  can('read', 'Expert')
  can('read', 'Panel')
  can('read', 'PanelSeat')
  can('read', 'ScoreSheet')
  can('read', 'Consultation')
  can('read', 'ListedProject')
  can('read', 'AllocationPlan')
  can('read', 'FundIssue')
  can('read', 'Project')
  can('read', 'Clawback')
  can('read', 'CreditRecord')
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
