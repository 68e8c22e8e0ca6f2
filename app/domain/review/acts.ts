import type { CoReviewOffice } from '../guideline/chain.ts'
import type { Level } from '../kernel/workflow.ts'
import type { Refusal } from '../kernel/refusal.ts'

/** Acts of offices, in the order in which a page offers them. */
export const reviewActNames = [
  'open',
  'handle',
  'check',
  'co_review',
  'recommend',
  'qualify',
  'return',
  'return_down',
  'reject',
  'grant_appeal',
  'ask_reopening',
  'reopen',
  'recuse',
] as const
export type ReviewActName = (typeof reviewActNames)[number]

/** What an office can do with an application now, and the numbers that the consequences name. */
export type ReviewActs = {
  id: string
  version: number
  status: string
  level: Level | null
  projectName: string
  applicantName: string
  requestedFen: bigint
  receiptNo: string | null
  dueAt: Date | null
  openedAt: Date | null
  open: ReviewActName[]
  /** acts of this office that its rules do not allow now, and why */
  closed: { act: ReviewActName; refusal: Refusal }[]
  /** the handler's, at the present node */
  opinion: { authorName: string; conclusion: string; text: string; createdAt: Date } | null
  quota: { limit: number; used: number } | null
  rounds: { used: number; allowed: number }
  correctionDays: number
  next: { node: string; dueAt: Date | null } | null
  below: string | null
  /** they declared a conflict, and act in this dossier no more */
  recused: boolean
  /** offices asked beside the level: what each has said, and whether the reader may speak for it */
  coReview: { office: CoReviewOffice; state: 'missing' | 'agreed' | 'against'; mine: boolean }[]
  /** rules whose item a person has to look at */
  manual: string[]
  /** codes that a rejection may name */
  grounds: string[]
  appeal: { reason: string; dueAt: Date; node: string } | null
  reopening: { node: string; text: string; name: string } | null
  /** nodes that a reopening may name */
  backTo: string[]
  /** applications and listed projects alike on which nobody decided; only where the formal review may be confirmed now */
  undecided: { id: string; projectName: string; source: string | null }[]
}
