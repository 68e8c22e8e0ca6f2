import { dateTimeSeconds, score } from '#app/i18n/format.ts'
import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { figure, pairs, type Report, table, words } from './report.ts'

export type SelfEvaluationFacts = {
  year: number
  projectName: string
  projectCode: string
  undertaker: string
  budgetFen: bigint
  spentFen: bigint
  /** hundredths of a per cent, null when the budget is zero */
  rateCenti: number | null
  /** weights and scores in centi-points; targets and actuals as typed, with their units */
  rows: {
    first: string
    second: string
    third: string
    target: string
    actual: string
    weightCenti: number
    scoreCenti: number
    reason: string
  }[]
  totalCenti: number
  grade: string
  fillerName: string
  submittedAt: Date | null
  sha256: string
  verifyUrl: string
}

/** 项目支出绩效自评表 (E.1, E.2): targets, actuals, scores, reasons, total and grade. */
export function selfEvaluation(facts: SelfEvaluationFacts): Report {
  const { common, selfEvaluation: own, unit } = captions
  const wan = (fen: bigint) => `${wanText(fen)} ${unit.wan}`
  return {
    kind: 'self_evaluation',
    layout: 'form',
    title: fill(own.title, { year: facts.year }),
    documentNo: '',
    meta: facts.submittedAt ? [{ label: own.submittedAt, value: dateTimeSeconds(facts.submittedAt) }] : [],
    sections: [
      {
        heading: own.facts,
        blocks: [
          pairs(
            2,
            [common.projectName, facts.projectName],
            [common.projectCode, facts.projectCode],
            [common.undertaker, facts.undertaker],
            [own.budget, wan(facts.budgetFen)],
            [own.spent, wan(facts.spentFen)],
            [own.rate, facts.rateCenti === null ? common.none : `${score(facts.rateCenti)} ${unit.percent}`],
          ),
        ],
      },
      {
        heading: own.rows,
        blocks: [
          table(
            [
              words('first', own.first, 1.2),
              words('second', own.second, 1.2),
              words('third', own.third, 2),
              words('target', own.target, 1.4),
              words('actual', common.actual, 1.4),
              figure('weight', own.weight, '', 2),
              figure('score', own.score, '', 2),
              words('reason', own.reason, 2),
            ],
            facts.rows.map((row) => ({
              first: row.first,
              second: row.second,
              third: row.third,
              target: row.target,
              actual: row.actual,
              weight: score(row.weightCenti),
              score: score(row.scoreCenti),
              reason: row.reason,
            })),
            {
              first: common.total,
              weight: score(facts.rows.reduce((sum, row) => sum + row.weightCenti, 0)),
              score: score(facts.totalCenti),
            },
          ),
        ],
      },
      {
        heading: own.result,
        blocks: [
          pairs(2, [own.total, `${score(facts.totalCenti)} ${unit.points}`], [own.grade, facts.grade]),
        ],
      },
    ],
    signatures: [{ label: own.filler, name: facts.fillerName, date: '' }],
    footer: {
      receiptNo: facts.projectCode,
      sha256: facts.sha256,
      watermark: facts.submittedAt ? '' : common.draft,
      qr: facts.verifyUrl,
    },
  }
}
