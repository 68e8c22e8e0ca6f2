import { dateTimeSeconds } from '#app/i18n/format.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import {
  amount,
  figure,
  mark,
  pairs,
  paragraph,
  type Report,
  serial,
  numbered,
  table,
  wanSum,
  words,
} from './report.ts'

export type ProgressReportFacts = {
  projectName: string
  projectCode: string
  undertaker: string
  /** as people write it, e.g. 2026 年第一季度 */
  period: string
  /** 形象进度 in words */
  stage: string
  separateLedger: boolean
  milestones: {
    name: string
    plannedOn: string
    actualOn: string
    deviationDays: number | null
    reason: string
  }[]
  investment: { item: string; totalFen: bigint; cumulativeFen: bigint; periodFen: bigint }[]
  funds: { source: string; arrivedFen: bigint; usedFen: bigint }[]
  indicators: { name: string; target: string; actual: string; unit: string }[]
  problems: string
  requests: string
  nextPlan: string
  fillerName: string
  fillerPhone: string
  submittedAt: Date
  sha256: string
  verifyUrl: string
}

/** 进展报告 (D.1). */
export function progressReport(facts: ProgressReportFacts): Report {
  const { common, progressReport: own, unit } = captions
  return {
    kind: 'progress_report',
    layout: 'form',
    title: own.title,
    documentNo: '',
    meta: [
      { label: own.period, value: facts.period },
      { label: own.submittedAt, value: dateTimeSeconds(facts.submittedAt) },
    ],
    sections: [
      {
        heading: own.facts,
        blocks: [
          pairs(
            1,
            [common.projectName, facts.projectName],
            [common.projectCode, facts.projectCode],
            [common.undertaker, facts.undertaker],
            [own.stage, facts.stage],
            [own.ledger, facts.separateLedger ? common.yes : common.no],
          ),
        ],
      },
      {
        heading: own.milestones,
        blocks: [
          table(
            [
              serial,
              words('name', own.milestone, 3),
              mark('planned', own.planned),
              mark('actual', own.actual),
              figure('deviation', own.deviation, unit.days, 0),
              words('reason', common.reason, 2),
            ],
            numbered(facts.milestones, (row) => ({
              name: row.name,
              planned: row.plannedOn,
              actual: row.actualOn,
              deviation: row.deviationDays === null ? '' : String(row.deviationDays),
              reason: row.reason,
            })),
          ),
        ],
      },
      {
        heading: own.investment,
        blocks: [
          table(
            [
              words('item', own.item, 3),
              amount('total', common.totalInvestment),
              amount('cumulative', own.cumulative),
              amount('period', own.thisPeriod),
            ],
            facts.investment.map((row) => ({
              item: row.item,
              total: wanText(row.totalFen),
              cumulative: wanText(row.cumulativeFen),
              period: wanText(row.periodFen),
            })),
            {
              item: common.total,
              total: wanSum(facts.investment, (row) => row.totalFen),
              cumulative: wanSum(facts.investment, (row) => row.cumulativeFen),
              period: wanSum(facts.investment, (row) => row.periodFen),
            },
          ),
        ],
      },
      {
        heading: own.funds,
        blocks: [
          table(
            [
              words('source', own.source, 3),
              amount('arrived', own.arrived),
              amount('used', own.used),
              amount('balance', own.balance),
            ],
            facts.funds.map((row) => ({
              source: row.source,
              arrived: wanText(row.arrivedFen),
              used: wanText(row.usedFen),
              balance: wanText(row.arrivedFen - row.usedFen),
            })),
            {
              source: common.total,
              arrived: wanSum(facts.funds, (row) => row.arrivedFen),
              used: wanSum(facts.funds, (row) => row.usedFen),
              balance: wanSum(facts.funds, (row) => row.arrivedFen - row.usedFen),
            },
          ),
        ],
      },
      {
        heading: own.indicators,
        blocks: [
          table(
            [
              serial,
              words('name', common.indicator, 3),
              words('target', common.target),
              words('actual', common.actual),
              mark('unit', common.measure),
            ],
            numbered(facts.indicators, ({ name, target, actual, unit: measure }) => ({
              name,
              target,
              actual,
              unit: measure,
            })),
          ),
        ],
      },
      { heading: own.problems, blocks: [paragraph(facts.problems || common.none)] },
      { heading: own.requests, blocks: [paragraph(facts.requests || common.none)] },
      {
        heading: own.nextPlan,
        blocks: [paragraph(facts.nextPlan || common.none), pairs(1, [own.phone, facts.fillerPhone])],
      },
    ],
    signatures: [{ label: own.filler, name: facts.fillerName, date: '' }],
    footer: { receiptNo: facts.projectCode, sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
