import { dateTimeSeconds } from '#app/i18n/format.ts'
import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { exportedList, type ExportedListFacts } from './exported-list.ts'
import { amount, mark, numbered, type Report, serial, table, wanSum, words } from './report.ts'

export type ApplicationListFacts = ExportedListFacts & {
  rows: {
    receiptNo: string
    projectName: string
    applicantName: string
    uscc: string
    region: string
    category: string
    status: string
    totalInvestmentFen: bigint
    requestedFen: bigint
    submittedAt: Date | null
  }[]
}

/** The list of applications as the page shows it, in its order. */
export function applicationList(facts: ApplicationListFacts): Report {
  const { common, applicationList: own, applicationForm, proposedList, recommendationSheet } = captions
  return exportedList(
    { kind: 'application_list', title: own.title },
    facts,
    table(
      [
        serial,
        words('receiptNo', common.receiptNo, 2),
        words('projectName', common.projectName, 4),
        words('applicantName', common.applicant, 3),
        mark('uscc', common.uscc),
        words('region', proposedList.region, 1.4),
        words('category', common.category, 1.6),
        words('status', own.status, 1.2),
        amount('totalInvestment', common.totalInvestment),
        amount('requested', common.requested),
        mark('submittedAt', applicationForm.submittedAt),
      ],
      numbered(facts.rows, (row) => ({
        receiptNo: row.receiptNo,
        projectName: row.projectName,
        applicantName: row.applicantName,
        uscc: row.uscc,
        region: row.region,
        category: row.category,
        status: row.status,
        totalInvestment: wanText(row.totalInvestmentFen),
        requested: wanText(row.requestedFen),
        submittedAt: row.submittedAt ? dateTimeSeconds(row.submittedAt) : '',
      })),
      {
        receiptNo: common.total,
        projectName: fill(recommendationSheet.count, { count: facts.rows.length }),
        totalInvestment: wanSum(facts.rows, (row) => row.totalInvestmentFen),
        requested: wanSum(facts.rows, (row) => row.requestedFen),
      },
    ),
  )
}
