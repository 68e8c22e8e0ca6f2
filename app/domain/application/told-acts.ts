/** Which acts on a dossier are told to whom: what its timelines say, and the log of acts with them. */
import { untoldClawbackActs } from '../funding/clawback.ts'
import { untoldCreditActs } from '../funding/credit.ts'
import type { TransitionRow } from '../kernel/workflow.ts'
import { applicationWorkflow } from './workflow.ts'

/** The applying enterprise, offices below the province, the province and who watches it. */
export type Reader = 'applicant' | 'local' | 'province'

/** What is done after approval: contract, reports, payments, clawbacks, credit records. */
export const projectFamilies = [
  'project',
  'contract',
  'report',
  'evaluation',
  'payment',
  'clawback',
  'credit',
  'alert',
] as const
export const toldFamilies = ['application', ...projectFamilies] as const

/** Acts on an application of which its applicant is not told. */
export const untoldActs = Object.entries<TransitionRow>(applicationWorkflow.transitions)
  .filter(([, { untold }]) => untold)
  .map(([name]) => `application.${name}`)

/** What the province has only proposed to pay is its own. */
const unissued: readonly string[] = ['payment.list', 'payment.drop']
/** What offices beside the chain advise the province, and what it settles with finance, it reads alone. */
const advice: readonly string[] = [
  'evaluation.advise',
  'evaluation.ask_finance',
  'evaluation.decline_co_confirm',
]

/** Whether a repayment was recorded wrongly is between the offices until it is reversed. */
const reversing: readonly string[] = ['clawback.ask_reversal', 'clawback.decline_reversal']

/** How an alert is dealt with stays among the offices; what is asked of the undertaker stands with the alert. */
const amongOffices: readonly string[] = ['raise', 'upgrade', 'handle', 'return', 'close', 'lift'].map(
  (name) => `alert.${name}`,
)

/** Applicants see that offices worked on it and their decisions, not who, nor the notes between handler and approver. */
const inside: readonly string[] = [
  'handle',
  'check',
  'return_down',
  'recuse',
  'ask_reopening',
  'send_to_site',
  'end_site',
  'start_review',
  'finish_review',
].map((name) => `application.${name}`)

/** Reasons that speak of what is between two people: they stand in the audit log alone, for whoever watches it. */
export const reasonsInLog: readonly string[] = ['application.recuse']

/** Acts of which this reader is not told at all. */
export function actsUntold(reader: Reader): readonly string[] {
  if (reader === 'province') return []
  const below = [...unissued, ...advice, ...untoldClawbackActs, ...untoldCreditActs]
  return reader === 'local' ? below : [...below, ...untoldActs, ...reversing]
}

/** How an act on a dossier is told: whole, without person and reason, or not. */
export function toldAs(reader: Reader, act: string): 'whole' | 'unnamed' | 'not' {
  const [family] = act.split('.')
  if (!toldFamilies.some((one) => one === family) || actsUntold(reader).includes(act)) return 'not'
  return reader === 'applicant' && [...inside, ...amongOffices].includes(act) ? 'unnamed' : 'whole'
}

/** What an enterprise reads of its own account and people, beside its dossiers. */
export const ownFamilies = ['enterprise', 'session', 'user', 'staff'] as const
