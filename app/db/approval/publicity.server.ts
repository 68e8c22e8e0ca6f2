import { NotFound } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { workingDaysBetween } from '#app/domain/kernel/working-days.ts'
import { loadCalendar } from '../calendar.server.ts'
import type { Db } from '../client.server.ts'
import { configurationOf } from '../configuration.server.ts'
import { officeNames } from '../review/people.server.ts'
import { supervisionOffice } from './documents.server.ts'

const posted = { status: { in: ['publicity', 'approved'] }, postedOn: { not: null } }
/** An application that left the list is not shown; an objection is not made public. */
const shown = ['publicity', 'objection', 'approved']

/** Public lists, running ones first by their end, then the last fifty that ended. */
export async function listPublicity(db: Db, now: Date) {
  const plans = await db.client.allocationPlan.findMany({
    where: posted,
    select: {
      id: true,
      postedOn: true,
      endsOn: true,
      publicityEnd: true,
      guideline: { select: { title: true } },
      _count: {
        select: { items: { where: { amountFen: { gt: 0n }, application: { status: { in: shown } } } } },
      },
    },
    orderBy: { publicityEnd: 'desc' },
    take: 50,
  })
  const rows = plans.map(({ _count, ...plan }) => ({
    ...plan,
    projects: _count.items,
    running: plan.publicityEnd !== null && now < plan.publicityEnd,
  }))
  return [...rows.filter(({ running }) => running).toReversed(), ...rows.filter(({ running }) => !running)]
}

/** One public list (A.8): projects, telephone of the section and of supervision, what is left in working days. */
export async function findPublicity(db: Db, id: string, now: Date) {
  const plan = await db.client.allocationPlan.findFirst({
    where: { AND: [{ id }, posted] },
    include: {
      guideline: {
        select: {
          id: true,
          title: true,
          code: true,
          documentNo: true,
          publishedVersion: true,
          category: { select: { name: true, nameEn: true, fund: { select: { name: true, nameEn: true } } } },
        },
      },
      items: {
        where: { amountFen: { gt: 0n }, application: { status: { in: shown } } },
        orderBy: [{ rank: 'asc' }, { id: 'asc' }],
        include: {
          application: {
            select: {
              id: true,
              projectName: true,
              applicantName: true,
              cityCode: true,
              unitCode: true,
              status: true,
              proposedFen: true,
            },
          },
        },
      },
    },
  })
  if (!plan) throw new NotFound('publicity')
  const { guideline } = plan
  const { contacts, publicity } = await configurationOf(db, guideline.id, guideline.publishedVersion)
  const units = await officeNames(
    db.client,
    plan.items.flatMap(({ application }) => [application.cityCode, application.unitCode]),
  )
  const today = shanghaiDay(now)
  const calendar = await loadCalendar(db.client)
  const items = plan.items.map(({ application, ...item }) => ({
    id: application.id,
    projectName: application.projectName,
    applicantName: application.applicantName,
    region: [...new Set([application.cityCode, application.unitCode])].flatMap(
      (code) => units.get(code) ?? [],
    ),
    amountFen: application.proposedFen ?? item.amountFen,
    status: application.status,
    postedOn: item.postedOn,
    endsOn: item.endsOn,
    running: item.publicityEnd !== null && now <= item.publicityEnd && application.status !== 'approved',
  }))
  const lastDay = items.reduce(
    (last, { endsOn }) => (endsOn && endsOn > last ? endsOn : last),
    plan.endsOn ?? '',
  )
  const left = workingDaysBetween(today, lastDay, calendar)
  return {
    id: plan.id,
    guideline: {
      title: guideline.title,
      code: guideline.code,
      documentNo: guideline.documentNo,
      category: guideline.category,
    },
    publicity,
    postedOn: plan.postedOn,
    endsOn: plan.endsOn,
    publicityEnd: plan.publicityEnd,
    running: items.some(({ running }) => running),
    /** working days after today; null where the calendar of the year is not known */
    workingDaysLeft: left.ok ? left.value : null,
    contacts,
    supervision: await supervisionOffice(db.client),
    items,
  }
}
