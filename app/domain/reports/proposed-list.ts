import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import {
  amount,
  numbered,
  officialDay,
  paragraph,
  type Report,
  serial,
  table,
  wanSum,
  words,
} from './report.ts'

export type ProposedListFacts = {
  year: number
  fundName: string
  guidelineTitle: string
  /** first and last day of the publicity, YYYY-MM-DD */
  postedOn: string
  endsOn: string
  rows: { projectName: string; undertaker: string; region: string; category: string; amountFen: bigint }[]
  /** the section that answers questions, and the supervision that takes objections */
  sectionPhone: string
  supervisionUnit: string
  supervisionPhone: string
  issuedBy: string
  sha256: string
  verifyUrl: string
}

/** 拟立项公示名单 (A.8). */
export function proposedList(facts: ProposedListFacts): Report {
  const { common, proposedList: own } = captions
  return {
    kind: 'proposed_list',
    layout: 'form',
    title: fill(own.title, { year: facts.year, fund: facts.fundName }),
    documentNo: facts.guidelineTitle,
    meta: [],
    sections: [
      {
        heading: '',
        blocks: [
          paragraph(fill(own.words, { from: officialDay(facts.postedOn), to: officialDay(facts.endsOn) })),
          paragraph(fill(own.phone, { text: facts.sectionPhone })),
          paragraph(fill(own.supervision, { unit: facts.supervisionUnit, text: facts.supervisionPhone })),
          table(
            [
              serial,
              words('projectName', common.projectName, 4),
              words('undertaker', common.undertaker, 3),
              words('region', own.region, 1.4),
              words('category', common.category, 1.8),
              amount('amount', own.amount),
            ],
            numbered(facts.rows, (row) => ({
              projectName: row.projectName,
              undertaker: row.undertaker,
              region: row.region,
              category: row.category,
              amount: wanText(row.amountFen),
            })),
            { projectName: common.total, amount: wanSum(facts.rows, (row) => row.amountFen) },
          ),
        ],
      },
    ],
    signatures: [{ label: '', name: facts.issuedBy, date: officialDay(facts.postedOn) }],
    footer: { receiptNo: '', sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
