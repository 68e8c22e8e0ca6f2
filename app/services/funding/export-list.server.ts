import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { exportedPayments, type PaymentQuery } from '#app/db/funding/list.server.ts'
import { paymentList } from '#app/domain/reports/payment-list.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { fill, textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { keepDocuments, namedInEvent, prepareDocuments } from '../document.server.ts'

/** Asks for the official workbook of exactly this list, in its order, and records who took it. Returns the document's id. */
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
  const { q = '', issue = '' } = query.filters
  const plain = rows.map((row) => ({ ...row, amountFen: String(row.amountFen) }))
  const sha256 = createHash('sha256')
    .update(canonicalize(plain) ?? '')
    .digest('hex')
  const [prepared] = prepareDocuments([
    {
      kind: 'payment_list',
      format: 'xlsx',
      ownerType: 'list',
      ownerId: ctx.actor.id,
      title: words.funding.exportTitle,
      model: paymentList({
        filter: [words.funding.views[query.view], q, issue && (rows[0]?.documentNo ?? '')]
          .filter(Boolean)
          .join('；'),
        generatedAt: ctx.now,
        rows,
        sha256,
      }),
      audience: 'staff',
      unitCode: ctx.actor.unitCode ?? '',
      enterpriseId: ctx.actor.enterpriseId,
    },
  ])
  if (!prepared) throw new Error('prepared one document and got none')
  await ctx.db.transact(async (tx) => {
    const entry = await record(tx, ctx, {
      act: 'payment.export',
      dossier: `disclosed:${ctx.actor.id}`,
      object: { type: 'payment_list', id: prepared.id },
      unitCode: ctx.actor.unitCode ?? '',
      after: { view: query.view, q: q || null, issue: issue || null, entries: rows.length, sha256 },
      files: namedInEvent([prepared]),
    })
    await keepDocuments(tx, ctx, [prepared], entry)
  })
  return done({ documentId: prepared.id })
}
