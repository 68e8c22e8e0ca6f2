import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { sumFen, wanText } from '../kernel/money.ts'
import { rmbUpper } from '../kernel/numerals.ts'
import {
  amount,
  mark,
  numbered,
  officialDay,
  paragraph,
  type Report,
  serial,
  table,
  wanSum,
  words,
} from './report.ts'

export type FundIssueFacts = {
  documentNo: string
  /** YYYY-MM-DD */
  issuedOn: string
  /** 支出功能分类科目 */
  subjectCode: string
  fundName: string
  year: number
  category: string
  issuedBy: string
  rows: {
    projectCode: string
    projectName: string
    undertaker: string
    /** finance office that pays */
    payer: string
    instalment: string
    amountFen: bigint
  }[]
  sha256: string
  verifyUrl: string
}

/** 资金下达通知 (A.9, C.5): what is issued under one number, to whom, and through which finance office. */
export function fundIssue(facts: FundIssueFacts): Report {
  const { common, fundIssue: own } = captions
  const totalFen = sumFen(facts.rows.map(({ amountFen }) => amountFen))
  return {
    kind: 'fund_issue',
    layout: 'form',
    title: fill(own.title, { year: facts.year, fund: facts.fundName, category: facts.category }),
    documentNo: facts.documentNo,
    meta: [],
    sections: [
      {
        heading: own.to,
        blocks: [
          paragraph(
            fill(own.words, {
              fund: facts.fundName,
              count: facts.rows.length,
              wan: wanText(totalFen),
              capitals: rmbUpper(totalFen),
              subject: facts.subjectCode,
            }),
          ),
          paragraph(own.duties),
          table(
            [
              serial,
              mark('projectCode', common.projectCode),
              words('projectName', common.projectName, 3),
              words('undertaker', common.undertaker, 2.4),
              words('payer', own.payer, 1.8),
              mark('instalment', own.instalment),
              amount('amount', own.amount),
            ],
            numbered(facts.rows, ({ amountFen, ...row }) => ({ ...row, amount: wanText(amountFen) })),
            { projectName: common.total, amount: wanSum(facts.rows, (row) => row.amountFen) },
          ),
        ],
      },
    ],
    signatures: [{ label: '', name: facts.issuedBy, date: officialDay(facts.issuedOn) }],
    footer: { receiptNo: facts.documentNo, sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
