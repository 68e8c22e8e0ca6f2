import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { exportedList, type ExportedListFacts } from './exported-list.ts'
import { amount, mark, numbered, type Report, serial, table, wanSum, words } from './report.ts'

export type PaymentListFacts = ExportedListFacts & {
  rows: {
    documentNo: string
    issuedOn: string
    projectCode: string
    projectName: string
    undertaker: string
    payer: string
    instalment: string
    amountFen: bigint
    receivedOn: string
    paidOn: string
    voucherNo: string
    arrivedOn: string
    status: string
  }[]
}

/** The list of payments as the page shows it, in its order. */
export function paymentList(facts: PaymentListFacts): Report {
  const {
    common,
    paymentList: own,
    paymentRecord,
    fundIssue,
    applicationList,
    recommendationSheet,
  } = captions
  return exportedList(
    { kind: 'payment_list', title: own.title },
    facts,
    table(
      [
        serial,
        words('documentNo', paymentRecord.documentNo, 2),
        mark('issuedOn', own.issuedOn),
        mark('projectCode', common.projectCode),
        words('projectName', common.projectName, 4),
        words('undertaker', common.undertaker, 3),
        words('payer', fundIssue.payer, 2),
        mark('instalment', fundIssue.instalment),
        amount('amount', fundIssue.amount),
        mark('receivedOn', paymentRecord.receivedOn),
        mark('paidOn', paymentRecord.paidOn),
        words('voucherNo', paymentRecord.voucherNo, 1.6),
        mark('arrivedOn', paymentRecord.arrivedOn),
        words('status', applicationList.status, 1.2),
      ],
      numbered(facts.rows, ({ amountFen, ...row }) => ({ ...row, amount: wanText(amountFen) })),
      {
        documentNo: common.total,
        projectName: fill(recommendationSheet.count, { count: facts.rows.length }),
        amount: wanSum(facts.rows, (row) => row.amountFen),
      },
    ),
  )
}
