import { dateTimeSeconds, score } from '#app/i18n/format.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { amount, figure, mark, numbered, paragraph, type Report, serial, table, words } from './report.ts'

export type RankingFacts = {
  guidelineTitle: string
  panelName: string
  generatedAt: Date
  /** how scores were made: dropping, rounding, ties, in words */
  method: string
  passLineCenti: number
  /** in order of the ranking; scores in centi-points, null where there is none */
  rows: {
    rank: number | null
    projectName: string
    applicantName: string
    region: string
    requestedFen: bigint
    sheetsCenti: number[]
    meanCenti: number | null
    finalCenti: number | null
    flags: string
  }[]
  sha256: string
  verifyUrl: string
}

/** 评审汇总排序表 (B.8): raw scores, mean, final score, rank and flags. */
export function ranking(facts: RankingFacts): Report {
  const { common, ranking: own, unit } = captions
  const points = (centi: number | null) => (centi === null ? '' : score(centi))
  return {
    kind: 'ranking',
    layout: 'list',
    title: own.title,
    documentNo: facts.guidelineTitle,
    meta: [
      { label: own.panel, value: facts.panelName },
      { label: own.passLine, value: `${score(facts.passLineCenti)} ${unit.points}` },
      { label: common.printedAt, value: dateTimeSeconds(facts.generatedAt) },
    ],
    sections: [
      {
        heading: '',
        blocks: [
          table(
            [
              serial,
              mark('rank', own.rank),
              words('projectName', common.projectName, 4),
              words('applicantName', common.applicant, 3),
              words('region', own.region, 1.2),
              amount('requested', common.requested),
              words('sheets', own.sheets, 2.6),
              figure('mean', own.mean, unit.points, 2),
              figure('final', own.final, unit.points, 2),
              words('flags', own.flags, 1.6),
            ],
            numbered(facts.rows, (row) => ({
              rank: row.rank === null ? '—' : String(row.rank),
              projectName: row.projectName,
              applicantName: row.applicantName,
              region: row.region,
              requested: wanText(row.requestedFen),
              sheets: row.sheetsCenti.map(score).join('  '),
              mean: points(row.meanCenti),
              final: points(row.finalCenti),
              flags: row.flags,
            })),
          ),
          paragraph(`${own.method}：${facts.method}`),
        ],
      },
    ],
    signatures: [
      { label: own.organiser, name: '', date: '' },
      { label: own.supervisor, name: '', date: '' },
    ],
    footer: { receiptNo: '', sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
