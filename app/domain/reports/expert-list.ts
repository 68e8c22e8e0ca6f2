import { fill } from '#app/i18n/index.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { exportedList, type ExportedListFacts } from './exported-list.ts'
import { figure, mark, numbered, type Report, serial, table, words } from './report.ts'

export type ExpertListFacts = ExportedListFacts & {
  rows: {
    name: string
    employer: string
    title: string
    kind: string
    specialties: string
    city: string
    validTo: string
    reviews: number
    status: string
  }[]
}

/** The list of experts as the page shows it, in its order: without telephone, mail and identity number. */
export function expertList(facts: ExpertListFacts): Report {
  const { unit, drawRecord, expertList: own, applicationList } = captions
  return exportedList(
    { kind: 'expert_list', title: own.title },
    facts,
    table(
      [
        serial,
        words('name', drawRecord.name, 1.2),
        words('employer', drawRecord.employer, 3),
        words('title', own.jobTitle, 1.2),
        mark('kind', own.kind),
        words('specialties', own.specialties, 3),
        words('city', own.city, 1.2),
        mark('validTo', own.validTo),
        figure('reviews', own.reviews, unit.times, 0),
        words('status', applicationList.status, 1),
      ],
      numbered(facts.rows, ({ reviews, ...row }) => ({ ...row, reviews: String(reviews) })),
      { name: fill(own.count, { count: facts.rows.length }) },
    ),
  )
}
