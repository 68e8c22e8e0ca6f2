import type { Reason } from '#app/domain/kernel/refusal.ts'

export type ExpertView = {
  id: string
  name: string
  employer: string
  kind: string
  cityCode: string
  specialties: readonly string[]
}
export type ExclusionView = {
  expertId: string
  rule: string
  applicationId: string | null
  evidence: Reason
}
export type HintView = {
  expertId: string
  rule: string
  applicationId: string
  evidence: Reason
}
export type ApplicationView = {
  id: string
  receiptNo: string | null
  projectName: string
  applicantName: string
  cityCode: string
  requestedFen: bigint
}
export type SeatView = {
  id: string
  version: number
  draw: number
  role: string
  order: number
  leader: boolean
  status: string
  committedAt: Date | null
  declineReason: string | null
  /** named by exception; `approver` null: supervision has not agreed */
  designation: { reason: string; asker: string; approver: string | null } | null
  expert: ExpertView
  actions: readonly string[]
}
export type SheetView = {
  id: string
  applicationId: string
  expertId: string
  status: string
  version: number
  unlockReason: string | null
  voidReason: string | null
  actions: readonly string[]
}
export type DrawView = {
  number: number
  reason: string
  createdAt: Date
  drawnAt: Date | null
  poolSha256: string
  nonceSha256: string
  serverNonce: string | null
  salt: string | null
  seed: string | null
  members: readonly string[]
  substitutes: readonly string[]
  warnings: readonly Reason[]
  candidates: readonly string[]
  excluded: readonly ExclusionView[]
  organiser: string
  supervisor: string
  /** the draw repeated from what was published gives the same people; null before it */
  repeats: boolean | null
}
export type Places = Readonly<Record<string, { name: string; nameEn: string }>>
export type RankingView = {
  lines: readonly {
    id: string
    projectName: string
    applicantName: string
    receiptNo: string
    outcome: 'insufficient' | 'vetoed' | 'failed' | 'passed'
    vetoCount: number
    meanCenti: number | null
    scoreCenti: number | null
    rank: number | null
    guidelineRank: number | null
    decidedBy: 'score' | 'heaviest_item' | 'median' | 'priority_tags' | 'collective_decision' | 'equal' | null
    sheets: readonly { expert: string; totalCenti: number; deviationCenti: number; flagged: boolean }[]
    disputed: boolean
  }[]
  scheme: { passLine: number; aggregation: 'trimmed' | 'mean'; trimFrom: number }
  habits: readonly {
    expert: string
    flags: readonly (
      'lenient' | 'severe' | 'no_discrimination' | 'equal_items' | 'hasty' | 'copied_comments'
    )[]
  }[]
}
