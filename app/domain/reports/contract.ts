import { dateTimeSeconds } from '#app/i18n/format.ts'
import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { rmbUpper } from '../kernel/numerals.ts'
import {
  amount,
  mark,
  numbered,
  officialDay,
  pairs,
  paragraph,
  type Report,
  serial,
  table,
  wanSum,
  words,
} from './report.ts'

type Party = { name: string; signedAt: Date | null }

export type ContractFacts = {
  number: string
  edition: number
  fundName: string
  projectName: string
  projectCode: string
  a: Party
  b: Party
  /** the county that recommended the project; null where none did */
  c: Party | null
  content: string
  /** YYYY-MM-DD */
  startOn: string
  endOn: string
  totalInvestmentFen: bigint
  amountFen: bigint
  indicators: { name: string; target: string; unit: string }[]
  schedule: { milestone: string; dueOn: string }[]
  instalments: { name: string; amountFen: bigint; condition: string }[]
  sha256: string
  verifyUrl: string
}

/** 项目合同 (C.6): parties, indicators not below the application's, schedule, instalments; a draft until A has signed. */
export function contract(facts: ContractFacts): Report {
  const { common, contract: own, unit } = captions
  const signature = (label: string, party: Party) => ({
    label,
    name: `${party.name}${own.signer}`,
    date: party.signedAt ? dateTimeSeconds(party.signedAt) : '',
  })
  const parties: readonly (readonly [string, Party])[] = [
    [own.parties.a, facts.a],
    [own.parties.b, facts.b],
    ...(facts.c ? [[own.parties.c, facts.c] as const] : []),
  ]
  return {
    kind: 'contract',
    layout: 'form',
    title: fill(own.title, { fund: facts.fundName }),
    documentNo: '',
    meta: [
      { label: own.number, value: facts.number },
      { label: own.edition, value: String(facts.edition) },
    ],
    sections: [
      {
        heading: own.partiesHeading,
        blocks: [pairs(1, ...parties.map(([label, { name }]): [string, string] => [label, name]))],
      },
      {
        heading: own.project,
        blocks: [
          pairs(
            1,
            [common.projectName, facts.projectName],
            [common.projectCode, facts.projectCode],
            [own.content, facts.content],
            [
              own.period,
              fill(own.periodText, { from: officialDay(facts.startOn), to: officialDay(facts.endOn) }),
            ],
            [common.totalInvestment, `${wanText(facts.totalInvestmentFen)} ${unit.wan}`],
            [
              own.supported,
              `${wanText(facts.amountFen)} ${unit.wan}（${fill(common.capitals, { text: rmbUpper(facts.amountFen) })}）`,
            ],
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
              mark('unit', common.measure),
            ],
            numbered(facts.indicators, ({ name, target, unit: measure }) => ({
              name,
              target,
              unit: measure,
            })),
          ),
          paragraph(own.indicatorsWords),
        ],
      },
      {
        heading: own.schedule,
        blocks: [
          table(
            [serial, words('milestone', own.milestone, 4), mark('dueOn', own.dueOn)],
            numbered(facts.schedule, ({ milestone, dueOn }) => ({ milestone, dueOn })),
          ),
        ],
      },
      {
        heading: own.instalments,
        blocks: [
          table(
            [
              serial,
              words('name', own.instalment),
              amount('amount', common.amount),
              words('condition', own.condition, 3),
            ],
            numbered(facts.instalments, (row) => ({
              name: row.name,
              amount: wanText(row.amountFen),
              condition: row.condition,
            })),
            { name: common.total, amount: wanSum(facts.instalments, (row) => row.amountFen) },
          ),
        ],
      },
      {
        heading: own.duties,
        blocks: [own.dutyA, own.dutyB, ...(facts.c ? [own.dutyC] : []), own.breach].map(paragraph),
      },
    ],
    signatures: parties.map(([label, party]) => signature(label, party)),
    footer: {
      receiptNo: facts.number,
      sha256: facts.sha256,
      watermark: facts.a.signedAt ? '' : common.draft,
      qr: facts.verifyUrl,
    },
  }
}
