import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { exportedList, type ExportedListFacts } from './exported-list.ts'
import { figure, mark, numbered, type Report, serial, table, words } from './report.ts'

export type EnterpriseListFacts = ExportedListFacts & {
  rows: {
    name: string
    uscc: string
    unit: string
    tags: string
    applications: number
  }[]
}

/** The list of enterprises as the page shows it, in its order. */
export function enterpriseList(facts: EnterpriseListFacts): Report {
  const { common, unit, enterpriseList: own } = captions
  return exportedList(
    { kind: 'enterprise_list', title: own.title },
    facts,
    table(
      [
        serial,
        words('name', own.name, 3),
        mark('uscc', common.uscc),
        words('unit', own.unit, 1.4),
        words('tags', own.tags, 3),
        figure('applications', own.applications, unit.items, 0),
      ],
      numbered(facts.rows, ({ applications, ...row }) => ({ ...row, applications: String(applications) })),
      {
        name: fill(own.count, { count: facts.rows.length }),
        applications: String(facts.rows.reduce((sum, row) => sum + row.applications, 0)),
      },
    ),
  )
}
