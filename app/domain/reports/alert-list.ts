import { deadline } from '#app/i18n/format.ts'
import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { exportedList, type ExportedListFacts, type OfProject, projectColumns } from './exported-list.ts'
import { mark, numbered, type Report, table, words } from './report.ts'

export type AlertListFacts = ExportedListFacts & {
  rows: (OfProject & {
    risk: string
    level: string
    raisedOn: string
    status: string
    dueAt: Date | null
    closedOn: string
  })[]
}

/** The list of risk alerts as the page shows it, in its order. */
export function alertList(facts: AlertListFacts): Report {
  const { common, alertList: own, projectList, applicationList } = captions
  return exportedList(
    { kind: 'alert_list', title: own.title },
    facts,
    table(
      [
        ...projectColumns,
        words('risk', own.risk, 2.4),
        mark('level', own.level),
        mark('raisedOn', own.raisedOn),
        words('status', applicationList.status, 1.4),
        mark('dueAt', projectList.dueAt),
        mark('closedOn', own.closedOn),
      ],
      numbered(facts.rows, ({ dueAt, ...row }) => ({ ...row, dueAt: dueAt ? deadline(dueAt) : '' })),
      { code: common.total, name: fill(own.count, { count: facts.rows.length }) },
    ),
  )
}
