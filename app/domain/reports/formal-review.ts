import { captions } from '#app/i18n/zh-CN/captions.ts'
import { dateTime } from '#app/i18n/format.ts'
import { wanText } from '../kernel/money.ts'
import type { DuplicateConclusion } from '../review/duplicates.ts'
import {
  amount,
  type Block,
  figure,
  mark,
  numbered,
  officialDay,
  pairs,
  paragraph,
  type Report,
  serial,
  table,
  words,
} from './report.ts'

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
  /** decisions newest first, then what nobody decided on */
  duplicates: {
    applicantName: string
    projectName: string
    receiptNo: string
    alikePercent: number
    decision: {
      conclusion: DuplicateConclusion
      overlapFen: bigint | null
      reason: string
      authorName: string
      createdAt: Date
    } | null
  }[]
  /** so far back applications are compared */
  duplicateYears: number
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
        ],
      },
      { heading: own.duplicates, blocks: [duplicatesOf(facts)] },
      {
        heading: '',
        blocks: [
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

function duplicatesOf({ duplicates, duplicateYears }: FormalReviewFacts): Block {
  const { common, formalReview: own } = captions
  if (duplicates.length === 0) return paragraph(own.noDuplicates.replace('{years}', String(duplicateYears)))
  return table(
    [
      serial,
      words('other', own.other, 3),
      figure('alike', own.alike, captions.unit.percent, 0),
      words('conclusion', common.conclusion, 1.2),
      amount('overlap', own.overlap),
      words('reason', common.reason, 2.4),
      words('by', own.decidedBy, 1.4),
    ],
    numbered(duplicates, ({ applicantName, projectName, receiptNo, alikePercent, decision }) => ({
      other: [`${applicantName}“${projectName}”`, receiptNo].filter(Boolean).join(' '),
      alike: String(alikePercent),
      conclusion: decision ? own.duplicateConclusions[decision.conclusion] : own.undecided,
      overlap: decision?.overlapFen ? wanText(decision.overlapFen) : '',
      reason: decision?.reason ?? '',
      by: decision ? `${decision.authorName} ${dateTime(decision.createdAt)}` : '',
    })),
  )
}
