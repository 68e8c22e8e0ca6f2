import type { readEvaluation } from '#app/domain/evaluation/form.ts'
import { selfEvaluation } from '#app/domain/reports/self-evaluation.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { env } from '#app/platform/env.server.ts'
import type { DocumentAsk } from '../document.server.ts'
import type { EvaluationInScope } from './self-evaluation.server.ts'

const zh = messagesOf('zh-CN').evaluation
const signs: Record<string, string> = { ge: '≥ ', le: '≤ ', eq: '= ' }

/** The self-evaluation as sent in, scored, as the document to produce. */
export function evaluationDocument({
  evaluation: { id, year, project, typed, budgetFen },
  scored,
  submittedAt,
  fillerName,
  sha256,
}: {
  evaluation: EvaluationInScope
  scored: ReturnType<typeof readEvaluation>
  submittedAt: Date
  fillerName: string
  sha256: string
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
          target: `${signs[row.direction] ?? ''}${row.target} ${row.unit}`,
          actual: `${row.actual} ${row.unit}`,
          weightCenti: scored.rows[i]?.weightCenti ?? 0,
          scoreCenti: scored.rows[i]?.scoreCenti ?? 0,
          reason: [row.reason, row.improvement].filter(Boolean).join('\n'),
        })),
      ],
      totalCenti: scored.totalCenti ?? 0,
      grade: scored.grade ? zh.grades[scored.grade] : '',
      fillerName,
      submittedAt,
      sha256,
      verifyUrl: `${env.publicUrl}/evaluations/${id}`,
    }),
  }
}
