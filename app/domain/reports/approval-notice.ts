import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { rmbUpper } from '../kernel/numerals.ts'
import { mark, numbered, officialDay, paragraph, type Report, serial, table, words } from './report.ts'

export type ApprovalNoticeFacts = {
  documentNo: string
  undertaker: string
  projectName: string
  projectCode: string
  fundName: string
  guidelineTitle: string
  guidelineDocumentNo: string
  supportMode: string
  amountFen: bigint
  /** as targeted at application, e.g. target '≥20' */
  targets: { name: string; target: string; unit: string }[]
  /** a contract is to be signed (not for rewards after the fact) */
  withContract: boolean
  issuedBy: string
  /** YYYY-MM-DD */
  issuedOn: string
  sha256: string
  verifyUrl: string
}

/** 立项通知 (A.9): the amount in 万元 and in capital numerals, the targets it will be measured by. */
export function approvalNotice(facts: ApprovalNoticeFacts): Report {
  const { common, approvalNotice: own } = captions
  return {
    kind: 'approval_notice',
    layout: 'letter',
    title: fill(own.title, { project: facts.projectName }),
    documentNo: facts.documentNo,
    meta: [],
    sections: [
      { heading: fill(own.to, { undertaker: facts.undertaker }), blocks: [] },
      {
        heading: '',
        blocks: [
          paragraph(
            fill(own.words, {
              guideline: facts.guidelineTitle,
              documentNo: facts.guidelineDocumentNo,
              project: facts.projectName,
              code: facts.projectCode,
              fund: facts.fundName,
            }),
          ),
          paragraph(
            fill(own.amount, {
              mode: facts.supportMode,
              wan: wanText(facts.amountFen),
              capitals: rmbUpper(facts.amountFen),
            }),
          ),
          paragraph(own.targets),
          table(
            [
              serial,
              words('name', common.indicator, 3),
              words('target', common.target),
              mark('unit', common.measure),
            ],
            numbered(facts.targets, ({ name, target, unit }) => ({ name, target, unit })),
          ),
          paragraph(own.duties),
          ...(facts.withContract ? [paragraph(own.contract)] : []),
        ],
      },
    ],
    signatures: [{ label: '', name: facts.issuedBy, date: officialDay(facts.issuedOn) }],
    footer: { receiptNo: facts.documentNo, sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
