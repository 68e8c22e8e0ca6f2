import { deadline } from '#app/i18n/format.ts'
import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { wanText } from '../kernel/money.ts'
import { exportedList, type ExportedListFacts, type OfProject, projectColumns } from './exported-list.ts'
import { amount, figure, mark, numbered, type Report, table, wanSum, words } from './report.ts'

export type ProjectListFacts = ExportedListFacts & {
  rows: (OfProject & {
    region: string
    amountFen: bigint
    endOn: string
    /** reports asked for, of them accepted, of them late */
    asked: number
    accepted: number
    late: number
    status: string
    dueAt: Date | null
  })[]
}

/** The list of projects as the page shows it, in its order. */
export function projectList(facts: ProjectListFacts): Report {
  const { common, projectList: own, proposedList, applicationList, recommendationSheet, unit } = captions
  return exportedList(
    { kind: 'project_list', title: own.title },
    facts,
    table(
      [
        ...projectColumns,
        words('region', proposedList.region, 1.4),
        amount('amount', own.amount),
        mark('endOn', own.endOn),
        figure('asked', own.asked, unit.copies, 0),
        figure('accepted', own.accepted, unit.copies, 0),
        figure('late', own.late, unit.copies, 0),
        words('status', applicationList.status, 1.2),
        mark('dueAt', own.dueAt),
      ],
      numbered(facts.rows, ({ amountFen, asked, accepted, late, dueAt, ...row }) => ({
        ...row,
        amount: wanText(amountFen),
        asked: String(asked),
        accepted: String(accepted),
        late: String(late),
        dueAt: dueAt ? deadline(dueAt) : '',
      })),
      {
        code: common.total,
        name: fill(recommendationSheet.count, { count: facts.rows.length }),
        amount: wanSum(facts.rows, (row) => row.amountFen),
      },
    ),
  )
}
