import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { exportedList, type ExportedListFacts, type OfProject, projectColumns } from './exported-list.ts'
import { amount, mark, numbered, type Report, table, wanSum, words } from './report.ts'

export type ClawbackListFacts = ExportedListFacts & {
  rows: (OfProject & {
    ground: string
    amountFen: bigint
    repaidFen: bigint
    status: string
    /** last day of the term, once notified */
    endsOn: string | null
  })[]
}

/** The list of clawbacks as the page shows it, in its order, with what is owed and what came back added up. */
export function clawbackList(facts: ClawbackListFacts): Report {
  const { common, clawbackList: own, applicationList, recommendationSheet } = captions
  return exportedList(
    { kind: 'clawback_list', title: own.title },
    facts,
    table(
      [
        ...projectColumns,
        words('ground', own.ground, 2),
        amount('amount', own.amount),
        amount('repaid', own.repaid),
        words('status', applicationList.status, 1.4),
        mark('endsOn', own.endsOn),
      ],
      numbered(facts.rows, ({ amountFen, repaidFen, endsOn, ...row }) => ({
        ...row,
        amount: wanText(amountFen),
        repaid: wanText(repaidFen),
        endsOn: endsOn ?? '',
      })),
      {
        code: common.total,
        name: fill(recommendationSheet.count, { count: facts.rows.length }),
        amount: wanSum(facts.rows, (row) => row.amountFen),
        repaid: wanSum(facts.rows, (row) => row.repaidFen),
      },
    ),
  )
}
