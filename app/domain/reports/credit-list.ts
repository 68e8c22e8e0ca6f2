import { captions } from '#app/i18n/zh-CN/captions.ts'
import { exportedList, type ExportedListFacts, type OfProject, projectColumns } from './exported-list.ts'
import { mark, numbered, type Report, table, words } from './report.ts'

export type CreditListFacts = ExportedListFacts & {
  rows: (OfProject & {
    event: string
    level: string
    points: string
    basisNo: string
    startsOn: string
    endsOn: string
    status: string
  })[]
}

/** The list of credit records as the page shows it, in its order. Days are empty until it is recorded. */
export function creditList(facts: CreditListFacts): Report {
  const { creditList: own, applicationList } = captions
  return exportedList(
    { kind: 'credit_list', title: own.title },
    facts,
    table(
      [
        ...projectColumns,
        words('event', own.event, 2),
        words('level', own.level, 1),
        mark('points', own.points),
        words('basisNo', own.basis, 2.4),
        mark('startsOn', own.startsOn),
        mark('endsOn', own.endsOn),
        words('status', applicationList.status, 1.4),
      ],
      numbered(facts.rows, (row) => row),
    ),
  )
}
