import { dateTimeSeconds, score } from '#app/i18n/format.ts'
import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { figure, pairs, type Report, table, words } from './report.ts'

/** Scores of the province in place of the formula's, and what it confirmed; centi-points. */
export type ConfirmedFacts = {
  rows: { name: string; weightCenti: number; ownCenti: number; scoreCenti: number; reason: string }[]
  totalCenti: number
  grade: string
  /** why this grade, where the province had to say so */
  answer: string
  /** who confirmed: the province, and finance where the call asks it */
  offices: string[]
  at: Date
}

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
  confirmed?: ConfirmedFacts
  /** of the form as it is sent in; what is confirmed names its offices */
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
      ...(facts.confirmed ? [confirmedSection(facts.confirmed)] : []),
    ],
    signatures: facts.confirmed ? [] : [{ label: own.filler, name: facts.fillerName, date: '' }],
    footer: {
      receiptNo: facts.projectCode,
      sha256: facts.sha256,
      watermark: facts.submittedAt ? '' : common.draft,
      qr: facts.verifyUrl,
    },
  }
}

function confirmedSection(confirmed: ConfirmedFacts): Report['sections'][number] {
  const { common, selfEvaluation: own, unit } = captions
  return {
    heading: own.confirmed,
    blocks: [
      ...(confirmed.rows.length > 0
        ? [
            table(
              [
                words('name', own.third, 2),
                figure('weight', own.weight, '', 2),
                figure('own', own.ownScore, '', 2),
                figure('score', own.reviewedScore, '', 2),
                words('reason', own.reviewedReason, 3),
              ],
              confirmed.rows.map(({ name, reason, weightCenti, ownCenti, scoreCenti }) => ({
                name,
                weight: score(weightCenti),
                own: score(ownCenti),
                score: score(scoreCenti),
                reason,
              })),
            ),
          ]
        : []),
      pairs(
        2,
        [own.confirmedTotal, `${score(confirmed.totalCenti)} ${unit.points}`],
        [own.confirmedGrade, confirmed.grade],
        [own.confirmedBy, confirmed.offices.join(own.comma)],
        [own.confirmedAt, dateTimeSeconds(confirmed.at)],
      ),
      pairs(1, [own.answer, confirmed.answer || common.none]),
    ],
  }
}
