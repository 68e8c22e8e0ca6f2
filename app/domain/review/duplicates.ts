import type { Hit } from '../application/duplicate.ts'
import type { Label } from '../application/form.ts'
import type { Alike, Stretch } from '../application/similar-text.ts'

/** What a person may decide on a hit (A.7). */
export const duplicateConclusions = ['not_duplicate', 'same_project', 'phased', 'content_overlap'] as const
export type DuplicateConclusion = (typeof duplicateConclusions)[number]

/** An application as the duplicate check shows it. */
export type SeenApplication = {
  source: null
  id: string
  applicantName: string
  projectName: string
  receiptNo: string | null
  status: string
  submittedAt: Date | null
  snapshotNumber: number
}

/** A project on the list of another department, as the duplicate check shows it (A.7, level 4). */
export type SeenListed = {
  /** who gives the money, the year, the fund */
  source: string
  id: string
  uscc: string
  applicantName: string
  projectName: string
  receiptNo: null
  projectCode: string
  year: number
  /** null: the list does not say */
  amountFen: bigint | null
  version: number
  fileId: string
  rowNumber: number
}

/** A list that was taken back: by whom, when and why. */
export type Withdrawal = { at: Date; byName: string; reason: string }

/** A list as it was imported, and what became of it. */
export type SeenList = {
  fileId: string
  fileName: string
  importedByName: string
  importedAt: Date
  /** projects that it has */
  projects: number
  withdrawn: Withdrawal | null
}

/** What a decision or a hit names; of a listed project its source, of an application null. */
export type NamedOther = {
  projectName: string
  applicantName: string
  receiptNo: string | null
  source: string | null
}

/** What a person decided on an application and another, or a listed project, that are alike. */
export type JudgedDuplicate = {
  id: string
  /** of the other application or the listed project */
  otherId: string
  alikePercent: number
  conclusion: DuplicateConclusion
  overlapFen: bigint | null
  reason: string
  authorName: string
  createdAt: Date
  /** what was compared: numbers of snapshots, of a listed project its version */
  snapshotNumber: number
  otherSnapshotNumber: number
  other: NamedOther
  /** of a listed project whose list was withdrawn since */
  withdrawn: Withdrawal | null
}

/** An application or a listed project like a proposed one: what was decided on both, or nothing yet. */
export type PlannedDuplicate = {
  otherId: string
  other: NamedOther
  alikePercent: number
  decision: Pick<
    JudgedDuplicate,
    'conclusion' | 'overlapFen' | 'reason' | 'authorName' | 'createdAt' | 'withdrawn'
  > | null
}

export type FoundDuplicate = (SeenApplication | SeenListed) & Hit & { decision: JudgedDuplicate | null }

/** Hits of one application, most alike first. */
export type FoundDuplicates = {
  hits: FoundDuplicate[]
  /** decisions that hold on projects of lists that were withdrawn */
  withdrawn: JudgedDuplicate[]
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

/** An application beside a listed project: nothing is known of the latter but its row. */
export type ListedPair = {
  own: SeenApplication & { projectCode: string; requestedFen: bigint }
  other: SeenListed & { fileName: string; withdrawn: Withdrawal | null }
  hit: Hit | null
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
