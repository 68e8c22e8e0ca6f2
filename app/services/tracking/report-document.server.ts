import { itemProgress } from '#app/domain/tracking/report-details.ts'
import { deviationDays } from '#app/domain/tracking/report-form.ts'
import type { ReadProgress } from '#app/domain/tracking/progress.ts'
import { fenFromWan } from '#app/domain/kernel/money.ts'
import { progressReport } from '#app/domain/reports/progress-report.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { periodWords } from '#app/i18n/period-words.ts'
import { env } from '#app/platform/env.server.ts'
import type { DocumentAsk } from '../document.server.ts'
import { zh } from './contract-document.server.ts'
import type { ReportInScope } from './report.server.ts'

/** A report as sent in, as the document to produce. */
export function reportDocument({
  report: { id, period, project, typed },
  amounts,
  papers,
  totalInvestmentFen,
  submittedAt,
  sha256,
}: {
  report: ReportInScope
  amounts: ReadProgress['amounts']
  papers: readonly { name: string; sha256: string }[]
  totalInvestmentFen: bigint
  submittedAt: Date
  sha256: string
}): Omit<DocumentAsk, 'kind' | 'format'> {
  const fen = (text: string) => {
    const read = fenFromWan(text)
    return read.ok ? read.value : 0n
  }
  return {
    ownerType: 'report',
    ownerId: id,
    title: `${zh.documents.progress_report} ${project.code} ${period}`,
    audience: 'applicant',
    unitCode: project.unitCode,
    enterpriseId: project.enterpriseId,
    model: progressReport({
      projectName: project.name,
      projectCode: project.code,
      undertaker: project.undertaker,
      period: periodWords(messagesOf('zh-CN'), period),
      stage: typed.stage,
      separateLedger: typed.separateLedger === 'yes',
      milestones: typed.milestones.map((row) => ({ ...row, deviationDays: deviationDays(row) })),
      investment:
        typed.items.length > 0
          ? itemProgress(typed).map(({ label, plannedFen, cumulativeFen, periodFen }) => ({
              item: label.zh,
              totalFen: plannedFen,
              cumulativeFen,
              periodFen,
            }))
          : [
              {
                item: zh.totalInvestment,
                totalFen: totalInvestmentFen,
                cumulativeFen: amounts?.cumulativeFen ?? 0n,
                periodFen: amounts?.periodFen ?? 0n,
              },
            ],
      notes: [typed.correctionNote, typed.overrunNote].filter((note) => note.trim()),
      details: typed.details,
      papers,
      funds: [
        {
          source: zh.funds.provincial,
          arrivedFen: amounts?.arrivedFen ?? 0n,
          usedFen: amounts?.usedFen ?? 0n,
        },
        {
          source: zh.funds.matching,
          arrivedFen: fen(typed.matchingArrivedWan),
          usedFen: fen(typed.matchingUsedWan),
        },
        { source: zh.funds.self, arrivedFen: fen(typed.selfArrivedWan), usedFen: fen(typed.selfUsedWan) },
      ],
      indicators: typed.indicators,
      problems: typed.problems,
      requests: typed.requests,
      nextPlan: typed.nextPlan,
      fillerName: typed.fillerName,
      fillerPhone: typed.fillerPhone,
      submittedAt,
      sha256,
      verifyUrl: `${env.publicUrl}/projects/${project.id}/reports/${id}`,
    }),
  }
}
