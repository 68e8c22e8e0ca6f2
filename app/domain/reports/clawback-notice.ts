import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import type { ClawbackGround } from '../funding/clawback.ts'
import { wanText, yuanText } from '../kernel/money.ts'
import { rmbUpper } from '../kernel/numerals.ts'
import { officialDay, pairs, paragraph, type Report } from './report.ts'

export type ClawbackNoticeFacts = {
  documentNo: string
  undertaker: string
  projectName: string
  projectCode: string
  fundName: string
  ground: ClawbackGround
  /** what was found, in the province's words */
  reason: string
  paidFen: bigint
  eligibleFen: bigint
  amountFen: bigint
  /** finance office that takes the money in */
  collector: string
  issuedBy: string
  /** YYYY-MM-DD */
  notifiedOn: string
  endsOn: string
  days: number
  sha256: string
  verifyUrl: string
}

/** 追回通知书 (A.9, D.6): the amount in 万元 and in capital numerals, how it was reckoned, to whom and until when. */
export function clawbackNotice(facts: ClawbackNoticeFacts): Report {
  const { common, clawbackNotice: own, unit } = captions
  const money = (fen: bigint) => `${wanText(fen)} ${unit.wan}（${yuanText(fen)} ${own.yuan}）`
  return {
    kind: 'clawback_notice',
    layout: 'letter',
    title: own.title,
    documentNo: facts.documentNo,
    meta: [],
    sections: [
      { heading: fill(own.to, { undertaker: facts.undertaker }), blocks: [] },
      {
        heading: '',
        blocks: [
          paragraph(
            fill(own.words, {
              project: facts.projectName,
              code: facts.projectCode,
              fund: facts.fundName,
              ground: own.ground[facts.ground],
              reason: facts.reason,
            }),
          ),
          pairs(
            1,
            [own.paid, money(facts.paidFen)],
            [own.eligible, money(facts.eligibleFen)],
            [own.amount, money(facts.amountFen)],
            [own.capitals, fill(common.capitals, { text: rmbUpper(facts.amountFen) })],
            [own.collector, facts.collector],
            [own.endsOn, officialDay(facts.endsOn)],
          ),
          paragraph(
            fill(own.term, {
              days: String(facts.days),
              endsOn: officialDay(facts.endsOn),
              collector: facts.collector,
            }),
          ),
          paragraph(own.otherwise),
        ],
      },
    ],
    signatures: [{ label: '', name: facts.issuedBy, date: officialDay(facts.notifiedOn) }],
    footer: { receiptNo: facts.documentNo, sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
