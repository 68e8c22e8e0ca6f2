import { dateTimeSeconds, score } from '#app/i18n/format.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { figure, numbered, pairs, type Report, type Section, serial, table, words } from './report.ts'

export type ScoreSheetFacts = {
  guidelineTitle: string
  receiptNo: string
  projectName: string
  /** null in double-blind reviews */
  applicantName: string | null
  panelName: string
  expertName: string
  /** scores in centi-points */
  items: { name: string; maxCenti: number; scoreCenti: number; comment: string }[]
  totalCenti: number
  vetoes: { name: string; ground: string }[]
  suggestion: keyof typeof captions.scoreSheet.suggestions
  suggestedFen: bigint | null
  opinion: string
  submittedAt: Date
  sha256: string
  verifyUrl: string
}

/** 专家评审打分表 (B.6). */
export function scoreSheet(facts: ScoreSheetFacts): Report {
  const { common, scoreSheet: own, unit } = captions
  const maximum = facts.items.reduce((sum, item) => sum + item.maxCenti, 0)
  const vetoes: Section = {
    heading: own.vetoes,
    blocks: [
      table(
        [serial, words('name', own.veto, 2), words('ground', own.ground, 4)],
        numbered(facts.vetoes, ({ name, ground }) => ({ name, ground })),
      ),
    ],
  }
  return {
    kind: 'score_sheet',
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
            [common.applicant, facts.applicantName ?? own.hidden],
            [own.panel, facts.panelName],
          ),
        ],
      },
      {
        heading: own.items,
        blocks: [
          table(
            [
              serial,
              words('name', own.item, 3),
              figure('max', own.max, unit.points, 2),
              figure('score', own.score, unit.points, 2),
              words('comment', own.comment, 4),
            ],
            numbered(facts.items, (item) => ({
              name: item.name,
              max: score(item.maxCenti),
              score: score(item.scoreCenti),
              comment: item.comment,
            })),
            { name: common.total, max: score(maximum), score: score(facts.totalCenti) },
          ),
        ],
      },
      ...(facts.vetoes.length > 0 ? [vetoes] : []),
      {
        heading: common.opinion,
        blocks: [
          pairs(
            1,
            [own.suggestion, own.suggestions[facts.suggestion]],
            [
              own.suggested,
              facts.suggestedFen === null ? common.notGiven : `${wanText(facts.suggestedFen)} ${unit.wan}`,
            ],
            [common.opinion, facts.opinion],
            [own.submittedAt, dateTimeSeconds(facts.submittedAt)],
          ),
        ],
      },
    ],
    signatures: [{ label: own.expert, name: facts.expertName, date: '' }],
    footer: { receiptNo: facts.receiptNo, sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
