import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { mark, numbered, officialDay, pairs, paragraph, type Report, serial, table, words } from './report.ts'

export type AcceptanceOpinionFacts = {
  projectName: string
  projectCode: string
  undertaker: string
  contractNo: string
  organiser: string
  round: number
  /** YYYY-MM-DD */
  reviewedOn: string
  indicators: { name: string; target: string; actual: string; unit: string; met: boolean | null }[]
  plannedInvestmentFen: bigint
  actualInvestmentFen: bigint
  grantedFen: bigint
  recognisedFen: bigint
  outcome: keyof typeof captions.acceptanceOpinion.outcomes
  opinion: string
  members: { name: string; employer: string; duty: string }[]
  sha256: string
  verifyUrl: string
}

/** 验收意见书 (D.5). */
export function acceptanceOpinion(facts: AcceptanceOpinionFacts): Report {
  const { common, acceptanceOpinion: own, unit } = captions
  const wan = (fen: bigint) => `${wanText(fen)} ${unit.wan}`
  return {
    kind: 'acceptance_opinion',
    layout: 'form',
    title: own.title,
    documentNo: '',
    meta: [],
    sections: [
      {
        heading: '',
        blocks: [
          pairs(
            1,
            [common.projectName, facts.projectName],
            [common.projectCode, facts.projectCode],
            [common.undertaker, facts.undertaker],
            [own.contractNo, facts.contractNo],
            [own.organiser, facts.organiser],
            [own.round, fill(own.roundText, { number: facts.round })],
            [own.reviewedOn, officialDay(facts.reviewedOn)],
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
              mark('met', own.met),
            ],
            numbered(facts.indicators, (row) => ({
              name: row.name,
              target: row.target,
              actual: row.actual,
              unit: row.unit,
              met: row.met === null ? own.judged : row.met ? own.yes : own.no,
            })),
          ),
        ],
      },
      {
        heading: own.funds,
        blocks: [
          pairs(
            2,
            [own.planned, wan(facts.plannedInvestmentFen)],
            [own.actual, wan(facts.actualInvestmentFen)],
            [own.granted, wan(facts.grantedFen)],
            [own.recognised, wan(facts.recognisedFen)],
          ),
        ],
      },
      {
        heading: own.opinion,
        blocks: [
          ...facts.opinion.split('\n').filter(Boolean).map(paragraph),
          pairs(1, [common.conclusion, own.outcomes[facts.outcome]]),
        ],
      },
      {
        heading: own.members,
        blocks: [
          table(
            [
              serial,
              words('name', own.name),
              words('employer', own.employer, 3),
              mark('duty', own.duty),
              words('signed', own.signed, 1.5),
            ],
            numbered(facts.members, ({ name, employer, duty }) => ({ name, employer, duty, signed: '' })),
          ),
        ],
      },
    ],
    signatures: [
      { label: '', name: `${facts.organiser}${common.sealed}`, date: officialDay(facts.reviewedOn) },
    ],
    footer: { receiptNo: facts.projectCode, sha256: facts.sha256, watermark: '', qr: facts.verifyUrl },
  }
}
