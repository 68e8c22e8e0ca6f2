import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import type { Voucher } from '../funding/forms.ts'
import { wanText, yuanText } from '../kernel/money.ts'
import { rmbUpper } from '../kernel/numerals.ts'
import { officialDay, pairs, paragraph, type Report } from './report.ts'

export type PaymentRecordFacts = {
  kind: 'payment_voucher' | 'payment_arrival'
  number: string
  projectName: string
  projectCode: string
  undertaker: string
  /** finance office that pays */
  payer: string
  /** of the issue */
  documentNo: string
  issuedOn: string
  subjectCode: string
  instalment: string
  amountFen: bigint
  /** days as YYYY-MM-DD */
  receivedOn: string
  voucher: Voucher | null
  /** null: paid, and not yet said to have arrived */
  arrivedOn: string | null
  recordedBy: string
  sha256: string
  verifyUrl: string
}

/** 拨付凭证 of the finance office, or 到账确认单 of the undertaker (C.5). */
export function paymentRecord(facts: PaymentRecordFacts): Report {
  const { common, paymentRecord: own, unit } = captions
  const { voucher, arrivedOn } = facts
  return {
    kind: facts.kind,
    layout: 'form',
    title: own.title[facts.kind],
    documentNo: facts.number,
    meta: [],
    sections: [
      {
        heading: own.project,
        blocks: [
          pairs(
            1,
            [common.projectName, facts.projectName],
            [common.projectCode, facts.projectCode],
            [common.undertaker, facts.undertaker],
            [own.instalment, fill(own.instalmentText, { number: facts.instalment })],
            [
              common.amount,
              `${wanText(facts.amountFen)} ${unit.wan}（${yuanText(facts.amountFen)} ${own.yuan}）`,
            ],
            [own.capitals, fill(common.capitals, { text: rmbUpper(facts.amountFen) })],
          ),
        ],
      },
      {
        heading: own.way,
        blocks: [
          pairs(
            1,
            [own.documentNo, `${facts.documentNo}（${officialDay(facts.issuedOn)}）`],
            [own.subjectCode, facts.subjectCode],
            [own.payer, facts.payer],
            [own.receivedOn, officialDay(facts.receivedOn)],
            ...(voucher
              ? ([
                  [own.paidOn, officialDay(voucher.paidOn)],
                  [own.voucherNo, voucher.voucherNo],
                  [own.bank, voucher.bank],
                  [own.account, voucher.account],
                ] satisfies [string, string][])
              : []),
            ...(arrivedOn === null
              ? []
              : ([[own.arrivedOn, officialDay(arrivedOn)]] satisfies [string, string][])),
          ),
          paragraph(own.words[facts.kind]),
        ],
      },
    ],
    signatures: [
      {
        label: own.recordedBy,
        name: `${arrivedOn === null ? facts.payer : facts.undertaker} ${facts.recordedBy}`,
        date: officialDay(arrivedOn ?? voucher?.paidOn ?? ''),
      },
    ],
    footer: { receiptNo: facts.number, sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
