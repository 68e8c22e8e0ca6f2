import type { readEvaluation, TypedEvaluationRow } from '#app/domain/evaluation/form.ts'
import {
  type ReviewedPlace,
  type ReviewedRow,
  scoredAt,
  withReviewed,
} from '#app/domain/evaluation/reviewed.ts'
import { type ConfirmedFacts, selfEvaluation } from '#app/domain/reports/self-evaluation.ts'
import { targetText } from '#app/i18n/format.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { env } from '#app/platform/env.server.ts'
import type { DocumentAsk } from '../document.server.ts'
import type { EvaluationInScope } from './self-evaluation.server.ts'

const zh = messagesOf('zh-CN').evaluation
const tiers: Record<string, string> = zh.tierShort

export type Confirmed = { reviewed: readonly ReviewedRow[]; answer: string }

/** The self-evaluation as sent in, scored, as the document to produce. */
export function evaluationDocument({
  evaluation: { id, year, project, typed, budgetFen },
  scored,
  submittedAt,
  fillerName,
  sha256,
  confirmed,
}: {
  evaluation: EvaluationInScope
  scored: ReturnType<typeof readEvaluation>
  submittedAt: Date | null
  fillerName: string
  sha256: string
  /** what was confirmed, once it is */
  confirmed?: Confirmed & { offices: string[]; at: Date }
}): Omit<DocumentAsk, 'kind' | 'format'> {
  const level2: Record<string, string> = zh.level2
  return {
    ownerType: 'evaluation',
    ownerId: id,
    title: `${zh.documents.self_evaluation} ${project.code} ${year}`,
    audience: 'applicant',
    unitCode: project.unitCode,
    enterpriseId: project.enterpriseId,
    model: selfEvaluation({
      year,
      projectName: project.name,
      projectCode: project.code,
      undertaker: project.undertaker,
      budgetFen,
      spentFen: scored.spentFen,
      rateCenti: scored.execution.rateBp,
      rows: [
        {
          first: zh.execution,
          second: '',
          third: '',
          target: '100 %',
          actual: scored.execution.rateBp === null ? '' : `${scored.execution.rateBp / 100} %`,
          weightCenti: scored.execution.weightCenti,
          scoreCenti: scored.execution.scoreCenti ?? 0,
          reason: typed.executionReason,
        },
        ...typed.rows.map((row, i) => ({
          first: zh.level1[row.level1],
          second: level2[row.level2] ?? row.level2,
          third: row.name,
          target: `${targetText(row)} ${row.unit}`.trim(),
          actual: actualText(row),
          weightCenti: scored.rows[i]?.weightCenti ?? 0,
          scoreCenti: scored.rows[i]?.scoreCenti ?? 0,
          reason: [row.reason, row.improvement].filter(Boolean).join('\n'),
        })),
      ],
      totalCenti: scored.totalCenti ?? 0,
      grade: scored.grade ? zh.grades[scored.grade] : '',
      fillerName,
      submittedAt,
      ...(confirmed && { confirmed: confirmedFacts(typed, scored, confirmed) }),
      sha256,
      verifyUrl: `${env.publicUrl}/evaluations/${id}`,
    }),
  }
}

/** What was reached, with its unit; of a target in words how far, and the percentage. */
function actualText({ direction, tier, actual, unit }: TypedEvaluationRow): string {
  if (direction !== 'qualitative') return `${actual} ${unit}`
  return `${tiers[tier] ?? ''} ${actual}%`.trim()
}

/** What the province gave in place of the formula's, with the total and grade that it comes to. */
function confirmedFacts(
  { rows }: EvaluationInScope['typed'],
  scored: ReturnType<typeof readEvaluation>,
  { reviewed, answer, offices, at }: Confirmed & { offices: string[]; at: Date },
): ConfirmedFacts {
  const { totalCenti, grade } = withReviewed(scored, reviewed)
  const nameOf = (place: ReviewedPlace) =>
    place === 'execution' ? zh.execution : (rows[place]?.name ?? `${place + 1}`)
  return {
    rows: reviewed.map(({ place, scoreCenti, reason }) => ({
      name: nameOf(place),
      weightCenti: scoredAt(scored, place)?.weightCenti ?? 0,
      ownCenti: scoredAt(scored, place)?.scoreCenti ?? 0,
      scoreCenti,
      reason,
    })),
    totalCenti: totalCenti ?? 0,
    grade: grade ? zh.grades[grade] : '',
    answer,
    offices,
    at,
  }
}
