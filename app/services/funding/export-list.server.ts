import { exportedPayments, type PaymentQuery } from '#app/db/funding/list.server.ts'
import { paymentList } from '#app/domain/reports/payment-list.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { fill, textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { exportList } from '../export-list.server.ts'

/** The official workbook of exactly this list of payments, as `exportList`. */
export async function exportPayments(ctx: Ctx, query: PaymentQuery): Promise<Result<{ documentId: string }>> {
  const words = messagesOf('zh-CN')
  const rows = (await exportedPayments(ctx, query)).map((row) => ({
    documentNo: row.issue.documentNo,
    issuedOn: row.issue.issuedOn,
    projectCode: row.project.code,
    projectName: row.project.name,
    undertaker: row.project.undertaker,
    payer: fill(words.funding.office, { unit: row.payer.name }),
    instalment: String(row.number),
    amountFen: row.amountFen,
    receivedOn: row.receivedOn ?? '',
    paidOn: row.paidOn ?? '',
    voucherNo: row.voucherNo ?? '',
    arrivedOn: row.arrivedOn ?? '',
    status: textOf(words, `state.payment.${row.status}`) ?? row.status,
  }))
  const { q, issue } = query.filters
  return exportList(ctx, {
    act: 'payment.export',
    filter: [words.funding.views[query.view], q, issue && rows[0]?.documentNo],
    rows,
    report: paymentList,
    after: (found) => ({ view: query.view, q: q ?? null, issue: issue ?? null, ...found }),
  })
}
