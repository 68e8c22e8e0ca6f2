import { captions } from '#app/i18n/zh-CN/captions.ts'
import { mark, numbered, officialDay, pairs, type Report, serial, table, words } from './report.ts'

export type FormalReviewFacts = {
  guidelineTitle: string
  receiptNo: string
  projectName: string
  applicantName: string
  items: {
    item: string
    standard: string
    result: keyof typeof captions.formalReview.results
    reviewer: string
    note: string
  }[]
  conclusion: keyof typeof captions.formalReview.conclusions
  opinion: string
  handlerName: string
  checkerName: string
  /** YYYY-MM-DD */
  concludedOn: string
  snapshotSha256: string
  verifyUrl: string
}

/** 形式审查表 (A.9): item, standard, result, reviewer, note; concluded by two people (T10). */
export function formalReview(facts: FormalReviewFacts): Report {
  const { common, formalReview: own } = captions
  return {
    kind: 'formal_review',
    layout: 'form',
    title: own.title,
    documentNo: facts.guidelineTitle,
    meta: [],
    sections: [
      {
        heading: '',
        blocks: [
          pairs(
            1,
            [common.receiptNo, facts.receiptNo],
            [common.projectName, facts.projectName],
            [common.applicant, facts.applicantName],
          ),
        ],
      },
      {
        heading: own.items,
        blocks: [
          table(
            [
              serial,
              words('item', own.item, 2),
              words('standard', own.standard, 3),
              mark('result', own.result),
              mark('reviewer', own.reviewer),
              words('note', common.note, 2.4),
            ],
            numbered(facts.items, ({ item, standard, result, reviewer, note }) => ({
              item,
              standard,
              result: own.results[result],
              reviewer,
              note,
            })),
          ),
          pairs(
            1,
            [common.conclusion, own.conclusions[facts.conclusion]],
            [common.opinion, facts.opinion || common.none],
          ),
        ],
      },
    ],
    signatures: [
      { label: own.handler, name: facts.handlerName, date: officialDay(facts.concludedOn) },
      { label: own.checker, name: facts.checkerName, date: officialDay(facts.concludedOn) },
    ],
    footer: { receiptNo: facts.receiptNo, sha256: facts.snapshotSha256, watermark: '', qr: facts.verifyUrl },
  }
}
