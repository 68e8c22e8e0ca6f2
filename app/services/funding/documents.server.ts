import type { Tx } from '#app/db/client.server.ts'
import { unitNames } from '#app/db/approval/documents.server.ts'
import { clawbackGrounds } from '#app/domain/funding/clawback.ts'
import type { Voucher } from '#app/domain/funding/forms.ts'
import { fundIssue } from '#app/domain/reports/fund-issue.ts'
import { clawbackNotice } from '#app/domain/reports/clawback-notice.ts'
import { paymentRecord } from '#app/domain/reports/payment-record.ts'
import { fill } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { env } from '#app/platform/env.server.ts'
import type { Ctx } from '../context.ts'
import type { DocumentAsk } from '../document.server.ts'
import type { IssueInScope } from './approve-issue.server.ts'
import type { ClawbackInScope } from './of-clawback.server.ts'
import type { PaymentInScope } from './of-payment.server.ts'

const zh = messagesOf('zh-CN').funding

/** 资金下达通知: the list under one document number. */
export async function issueDocument(
  tx: Tx,
  { id, documentNo, issuedOn, subjectCode, payments, guideline }: IssueInScope,
  sha256: string,
): Promise<Omit<DocumentAsk, 'kind' | 'format'>> {
  const names = await unitNames(tx, ['320000', ...payments.map(({ payerCode }) => payerCode)])
  return {
    ownerType: 'issue',
    ownerId: id,
    title: `${zh.documents.fund_issue} ${documentNo}`,
    audience: 'staff',
    unitCode: '320000',
    enterpriseId: null,
    model: fundIssue({
      documentNo,
      issuedOn,
      subjectCode,
      fundName: guideline.category.fund.name,
      year: guideline.category.fund.year,
      category: guideline.category.name,
      issuedBy: names.get('320000') ?? '',
      rows: payments.map(({ project, payerCode, number, amountFen }) => ({
        projectCode: project.code,
        projectName: project.name,
        undertaker: project.undertaker,
        payer: officeOf(names, payerCode),
        instalment: String(number),
        amountFen,
      })),
      sha256,
      verifyUrl: `${env.publicUrl}/funding/issues/${id}`,
    }),
  }
}

/** 拨付凭证, or 到账确认单 once the undertaker has the money. */
export async function paymentDocument(
  tx: Tx,
  ctx: Ctx,
  { id, issue, project, payerCode, number, amountFen, receivedOn }: PaymentInScope,
  {
    voucher,
    arrivedOn = null,
    sha256,
  }: { voucher: Voucher | null; arrivedOn?: string | null; sha256: string },
): Promise<Omit<DocumentAsk, 'kind' | 'format'>> {
  const kind = arrivedOn === null ? 'payment_voucher' : 'payment_arrival'
  const names = await unitNames(tx, [payerCode])
  return {
    ownerType: 'payment',
    ownerId: id,
    title: `${zh.documents[kind]} ${project.code}-${number}`,
    audience: 'applicant',
    unitCode: project.unitCode,
    enterpriseId: project.enterpriseId,
    model: paymentRecord({
      kind,
      number: `${project.code}-${number}`,
      projectName: project.name,
      projectCode: project.code,
      undertaker: project.undertaker,
      payer: officeOf(names, payerCode),
      documentNo: issue.documentNo,
      issuedOn: issue.issuedOn,
      subjectCode: issue.subjectCode,
      instalment: String(number),
      amountFen,
      receivedOn: receivedOn ?? '',
      voucher,
      arrivedOn,
      recordedBy: ctx.actor.name,
      sha256,
      verifyUrl: `${env.publicUrl}/funding/${id}`,
    }),
  }
}

/** 追回通知书: what is to be paid back, why, to whom and until when. */
export async function clawbackNoticeDocument(
  tx: Tx,
  { id, project, payerCode, ground, reason, eligibleFen, amountFen }: ClawbackInScope,
  {
    noticeNo,
    notifiedOn,
    endsOn,
    days,
    sha256,
  }: { noticeNo: string; notifiedOn: string; endsOn: string; days: number; sha256: string },
): Promise<Omit<DocumentAsk, 'kind' | 'format'>> {
  const names = await unitNames(tx, ['320000', payerCode])
  return {
    ownerType: 'clawback',
    ownerId: id,
    title: `${zh.documents.clawback_notice} ${project.code}`,
    audience: 'applicant',
    unitCode: project.unitCode,
    enterpriseId: project.enterpriseId,
    model: clawbackNotice({
      documentNo: noticeNo,
      undertaker: project.undertaker,
      projectName: project.name,
      projectCode: project.code,
      fundName: project.application.guideline.category.fund.name,
      ground: clawbackGrounds.find((one) => one === ground) ?? 'termination',
      reason,
      paidFen: amountFen + eligibleFen,
      eligibleFen,
      amountFen,
      collector: officeOf(names, payerCode),
      issuedBy: names.get('320000') ?? '',
      notifiedOn,
      endsOn,
      days,
      sha256,
      verifyUrl: `${env.publicUrl}/funding/clawbacks/${id}`,
    }),
  }
}

function officeOf(names: ReadonlyMap<string, string>, code: string): string {
  return fill(zh.office, { unit: names.get(code) ?? code })
}
