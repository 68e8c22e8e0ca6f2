import type { Hit } from '../application/duplicate.ts'
import type { Label } from '../application/form.ts'
import type { Alike, Stretch } from '../application/similar-text.ts'

/** What a person may decide on a hit (A.7). */
export const duplicateConclusions = ['not_duplicate', 'same_project', 'phased', 'content_overlap'] as const
export type DuplicateConclusion = (typeof duplicateConclusions)[number]

/** An application as the duplicate check shows it. */
export type SeenApplication = {
  id: string
  applicantName: string
  projectName: string
  receiptNo: string | null
  status: string
  submittedAt: Date | null
  snapshotNumber: number
}

/** What a person decided on two applications that are alike. */
export type JudgedDuplicate = {
  id: string
  otherId: string
  alikePercent: number
  conclusion: DuplicateConclusion
  overlapFen: bigint | null
  reason: string
  authorName: string
  createdAt: Date
  snapshotNumber: number
  otherSnapshotNumber: number
  other: Pick<SeenApplication, 'projectName' | 'applicantName' | 'receiptNo'>
}

/** An application like a proposed one: what was decided on both, or nothing yet. */
export type PlannedDuplicate = {
  otherId: string
  other: JudgedDuplicate['other']
  alikePercent: number
  decision: Pick<JudgedDuplicate, 'conclusion' | 'overlapFen' | 'reason' | 'authorName' | 'createdAt'> | null
}

export type FoundDuplicate = SeenApplication & Hit & { decision: JudgedDuplicate | null }

/** Hits of one application, most alike first. */
export type FoundDuplicates = {
  hits: FoundDuplicate[]
  years: number
  /** submitted texts that the index has not yet */
  unprinted: number
}

/** Two applications side by side. */
export type DuplicatePair = {
  own: SeenApplication
  other: SeenApplication
  hit: Hit | null
  fields: { path: string; label: Label | null; alike: Alike | null; own: Stretch[]; other: Stretch[] }[]
  /** newest first */
  decisions: JudgedDuplicate[]
  /** the reader may decide now */
  decides: boolean
}

/** The decision that holds on each pair, of decisions newest first. */
export function standing(decisions: readonly JudgedDuplicate[]): JudgedDuplicate[] {
  return decisions.filter(
    ({ otherId }, at) => decisions.findIndex((decision) => decision.otherId === otherId) === at,
  )
}
