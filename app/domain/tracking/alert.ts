/** Risk alerts of a project, domain D.4: raised by rules or by people, handled by the county, closed a level above. */
import type { AlertTerms } from '../guideline/alert-terms.ts'
import { defineWorkflow, type Rule, type Verdict, when } from '../kernel/workflow.ts'

/** 1 yellow, 2 orange, 3 red. */
export const alertLevels = [1, 2, 3] as const
export type AlertLevel = (typeof alertLevels)[number]

/** What the system finds by itself, see risk.ts. */
export const judgedRisks = [
  'reports_late',
  'progress_behind',
  'money_unused',
  'matching_short',
  'acceptance_overdue',
] as const
export type JudgedRisk = (typeof judgedRisks)[number]

/** What only people can know: accident, bankruptcy or dishonesty, production stopped, suspected misuse, another bank account. */
export const reportedRisks = ['accident', 'insolvent', 'stopped', 'misuse', 'account_change'] as const
export type ReportedRisk = (typeof reportedRisks)[number]

/** States in which an alert stands. */
export const standing = ['open', 'handled'] as const

/** Days until the county has to handle an alert of a level. */
export function handlingDays(terms: AlertTerms, level: AlertLevel): number {
  return { 1: terms.yellowDays, 2: terms.orangeDays, 3: terms.redDays }[level]
}

/** Of a red alert that stands: the project's name, what it is about, and the day it was raised. */
export type RedAlert = { project: string; risk: string; raisedOn: string }

/**
 * A red alert that stands holds up instalments and acceptance (D.0, D.4): null says that there is none, undefined that
 * nobody looked. Code: red_alert_open {project, toldRisk, day}.
 */
export function withoutRedAlert(alert: RedAlert | null | undefined): Verdict {
  if (alert === null) return true
  const { project = '', risk = '', raisedOn = '' } = alert ?? {}
  return { code: 'red_alert_open', params: { project, toldRisk: risk, day: raisedOn } }
}

/** The level above the county that closes alerts: the city, or the province where the project's chain has no city. */
export type Closer = 'city' | 'province'

export type AlertFacts = {
  now: Date
  actorId: string
  next?: string | null
  closing?: { closer: string; actorLevel: string | null }
}
type R = Rule<AlertFacts>

const level_above: R = (f) =>
  when(
    f.closing !== undefined && f.closing.closer === f.closing.actorLevel,
    f.closing?.closer === 'province' ? 'alert_closed_by_province' : 'alert_closed_by_city',
  )

export const alertWorkflow = defineWorkflow({
  name: 'alert',
  version: 1,
  rules: { level_above },
  states: {
    open: { owner: 'county', deadline: { of: 'alert' } },
    handled: { owner: 'city', also: ['province'], deadline: { workingDays: 5 } },
    closed: { owner: 'nobody', final: true },
    lifted: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    raise:   { from: 'nothing', to: 'open', by: ['county.handler', 'city.handler', 'province.handler', 'system'], notify: ['alert_raised', 'alert_told'] },
    upgrade: { from: standing, to: 'open', by: ['county.handler', 'city.handler', 'province.handler', 'system'], notify: ['alert_raised', 'alert_told'] },
    handle:  { from: ['open'], to: 'handled', by: ['county.handler'], reason: 'required', notify: ['alert_handled'] },
    return:  { from: ['handled'], to: 'open', by: ['city.approver', 'province.approver'], reason: 'required', requires: ['level_above'], notify: ['alert_returned'] },
    close:   { from: ['handled'], to: 'closed', by: ['city.approver', 'province.approver'], reason: 'required', requires: ['level_above'], notify: ['alert_closed'] },
    end:     { from: standing, to: 'lifted', by: ['system'] },
    lift:    { from: standing, to: 'lifted', by: ['city.approver', 'province.approver'], reason: 'required', requires: ['level_above'], notify: ['alert_closed'] },
  },
})
