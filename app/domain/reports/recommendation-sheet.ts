import { dateTimeSeconds } from '#app/i18n/format.ts'
import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { amount, mark, numbered, paragraph, type Report, serial, table, wanSum, words } from './report.ts'

export type RecommendationSheetFacts = {
  guidelineTitle: string
  unitName: string
  /** red-head document number of the unit; '' until it is typed in */
  documentNo: string
  edition: number
  generatedAt: Date
  rows: {
    applicantName: string
    uscc: string
    projectName: string
    category: string
    totalInvestmentFen: bigint
    requestedFen: bigint
    contact: string
    opinion: string
    priority: number
  }[]
  /** hash of the list in the system at this instant */
  sha256: string
  verifyUrl: string
}

/** 推荐汇总表 (A.4): equals the system's list at the instant it was made; rows in order of priority. */
export function recommendationSheet(facts: RecommendationSheetFacts): Report {
  const { common, recommendationSheet: own } = captions
  const rows = facts.rows.toSorted((a, b) => a.priority - b.priority)
  return {
    kind: 'recommendation_sheet',
    layout: 'list',
    title: fill(own.title, { unit: facts.unitName }),
    documentNo: facts.guidelineTitle,
    meta: [
      { label: own.documentNo, value: facts.documentNo || common.notGiven },
      { label: own.edition, value: String(facts.edition) },
      { label: common.printedAt, value: dateTimeSeconds(facts.generatedAt) },
    ],
    sections: [
      {
        heading: '',
        blocks: [
          table(
            [
              serial,
              words('applicantName', common.applicant, 3),
              mark('uscc', common.uscc),
              words('projectName', common.projectName, 4),
              words('category', common.category, 1.6),
              amount('totalInvestment', common.totalInvestment),
              amount('requested', common.requested),
              words('contact', own.contact, 1.8),
              words('opinion', own.opinion, 2.4),
              mark('priority', own.priority),
            ],
            numbered(rows, (row) => ({
              applicantName: row.applicantName,
              uscc: row.uscc,
              projectName: row.projectName,
              category: row.category,
              totalInvestment: wanText(row.totalInvestmentFen),
              requested: wanText(row.requestedFen),
              contact: row.contact,
              opinion: row.opinion,
              priority: String(row.priority),
            })),
            {
              applicantName: common.total,
              projectName: fill(own.count, { count: rows.length }),
              totalInvestment: wanSum(rows, (row) => row.totalInvestmentFen),
              requested: wanSum(rows, (row) => row.requestedFen),
            },
          ),
          paragraph(own.words),
        ],
      },
    ],
    signatures: [
      { label: own.handler, name: '', date: '' },
      { label: own.leader, name: '', date: '' },
      { label: own.seal, name: '', date: '' },
    ],
    footer: { receiptNo: facts.documentNo, sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
