import { dateTimeSeconds } from '#app/i18n/format.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { type FormValues, rowsAt } from '../application/form.ts'
import { wanText } from '../kernel/money.ts'
import { detailsForm } from '../tracking/report-details.ts'
import { formSections } from './form-sections.ts'
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
  /** why what was invested was corrected, or goes beyond the plan */
  notes: readonly string[]
  /** the tables of the report as typed */
  details: FormValues
  papers: readonly { name: string; sha256: string }[]
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
  const [equipment, output] = formSections(detailsForm([]), facts.details).map(({ blocks }) => blocks)
  const bought = rowsAt(facts.details, 'equipment').length > 0
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
          ...facts.notes.map(paragraph),
        ],
      },
      { heading: own.equipment, blocks: bought && equipment ? equipment : [paragraph(common.none)] },
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
      { heading: own.output, blocks: output ?? [] },
      { heading: own.problems, blocks: [paragraph(facts.problems || common.none)] },
      { heading: own.requests, blocks: [paragraph(facts.requests || common.none)] },
      { heading: own.nextPlan, blocks: [paragraph(facts.nextPlan || common.none)] },
      {
        heading: own.papers,
        blocks: [
          facts.papers.length > 0
            ? table(
                [serial, words('name', own.paper, 2), words('sha256', captions.receipt.fileHash, 3)],
                numbered(facts.papers, ({ name, sha256 }) => ({ name, sha256 })),
              )
            : paragraph(common.none),
          pairs(1, [own.phone, facts.fillerPhone]),
        ],
      },
    ],
    signatures: [{ label: own.filler, name: facts.fillerName, date: '' }],
    footer: { receiptNo: facts.projectCode, sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
