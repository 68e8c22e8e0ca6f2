import { count, dateTimeSeconds } from '#app/i18n/format.ts'
import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { figure, numbered, pairs, paragraph, type Report, serial, table, words } from './report.ts'

export type ReceiptFacts = {
  receiptNo: string
  guidelineTitle: string
  guidelineDocumentNo: string
  applicantName: string
  uscc: string
  projectName: string
  category: string
  channel: string
  recommender: string
  totalInvestmentFen: bigint
  requestedFen: bigint
  submittedAt: Date
  snapshotNumber: number
  snapshotSha256: string
  /** size in bytes */
  attachments: { slot: string; name: string; size: number; sha256: string }[]
  verifyUrl: string
}

/** 申报受理回执: what was received, when to the second, and the hashes of every part of it. */
export function receipt(facts: ReceiptFacts): Report {
  const { common, receipt: own, unit } = captions
  return {
    kind: 'receipt',
    layout: 'form',
    title: own.title,
    documentNo: '',
    meta: [],
    sections: [
      {
        heading: own.facts,
        blocks: [
          pairs(
            1,
            [common.receiptNo, facts.receiptNo],
            [common.guideline, facts.guidelineTitle],
            [own.guidelineNo, facts.guidelineDocumentNo],
            [common.applicant, facts.applicantName],
            [common.uscc, facts.uscc],
            [common.projectName, facts.projectName],
            [common.category, facts.category],
            [own.channel, facts.channel],
            [own.recommender, facts.recommender],
            [common.totalInvestment, `${wanText(facts.totalInvestmentFen)} ${unit.wan}`],
            [common.requested, `${wanText(facts.requestedFen)} ${unit.wan}`],
            [own.submittedAt, dateTimeSeconds(facts.submittedAt)],
            [own.edition, fill(own.editionText, { number: facts.snapshotNumber })],
            [own.hash, facts.snapshotSha256],
          ),
        ],
      },
      {
        heading: own.files,
        blocks: [
          table(
            [
              serial,
              words('slot', own.slot, 2),
              words('name', own.file, 3),
              figure('size', own.size, unit.bytes, 0),
              words('sha256', own.fileHash, 4),
            ],
            numbered(facts.attachments, (file) => ({
              slot: file.slot,
              name: file.name,
              size: count(file.size),
              sha256: file.sha256,
            })),
          ),
          paragraph(own.words),
        ],
      },
    ],
    signatures: [],
    footer: { receiptNo: facts.receiptNo, sha256: facts.snapshotSha256, watermark: '', qr: facts.verifyUrl },
  }
}
