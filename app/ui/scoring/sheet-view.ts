import type { PageSection } from '#app/domain/application/form-page.ts'
import type { Label } from '#app/domain/application/form.ts'
import type { ScoreScheme } from '#app/domain/guideline/score-scheme.ts'
import type { TypedSheet } from '#app/domain/scoring/sheet.ts'

export type MaterialView = {
  sections: readonly PageSection[]
  files: readonly { id: string; slot: string; name: string; mediaType: string; size: number }[]
  slots: readonly { key: string; name: Label }[]
}

export type SheetProps = {
  id: string
  version: number
  revision: number
  status: string
  open: boolean
  totalCenti: number | null
  submittedAt: Date | null
  typed: TypedSheet
  scheme: ScoreScheme
  panel: { name: string; scoringEnd: Date | null }
  project: { name: string; applicant: string; receiptNo: string; requestedFen: bigint }
}
