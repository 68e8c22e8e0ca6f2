import { expect } from 'vitest'
import { systemActor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { snapshotFrom } from '#app/db/working-application.server.ts'
import { blankReport } from '#app/domain/tracking/report-form.ts'
import { newId } from '#app/platform/id.ts'
import { aConfiguration } from '#fixtures/application.ts'
import { by } from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'
import { aRunningProject } from '#fixtures/tracking.ts'
import { endAlert, handleAlert } from './alert.server.ts'
import { askReport } from './ask-report.server.ts'
import { sweepAlerts } from './sweep-alerts.server.ts'

const on = (db: Db, day: string) => ({
  ...by(db, 'leader', new Date(`${day}T02:00:00Z`)),
  actor: systemActor,
})

async function alertsOf({ client }: Db) {
  const rows = await client.alert.findMany({ orderBy: { number: 'asc' } })
  return rows.map(({ risk, level, cause, status }) => `${risk} ${level} ${cause} ${status}`)
}

/** Kunshan's project, to end in 2026, with a report asked for each of these quarters. */
async function aProjectAsked(db: Db, periods: string[]) {
  const { tracking } = aConfiguration()
  const project = await aRunningProject(db, {
    configuration: { tracking: { ...tracking, reportPeriod: 'quarter' } },
  })
  await db.client.project.update({ where: { id: project.id }, data: { endOn: '2026-12-31' } })
  const province = by(db, 'province_handler', new Date('2025-05-19T02:00:00Z'))
  for (const period of periods) held(await askReport(province, { projectId: project.id, period }))
  return project
}

eachDialect('a report that stays out is warned of once, and graver with the next one', async (db) => {
  await aProjectAsked(db, ['2025Q2', '2025Q3'])
  expect(await sweepAlerts(on(db, '2025-07-20'))).toBe(0)
  expect(await sweepAlerts(on(db, '2025-07-21'))).toBe(1)
  expect(await sweepAlerts(on(db, '2025-07-21'))).toBe(0)
  expect(await alertsOf(db)).toEqual(['reports_late 1 2025Q2 open'])
  const [alert] = await db.client.alert.findMany()
  expect(alert).toMatchObject({ dueAt: new Date('2025-08-05T16:00:00Z'), raisedById: null })
  expect(JSON.parse(alert?.evidence ?? '')).toEqual({
    periods: '2025Q2',
    dueOn: '2025-07-10',
    daysLate: '11',
  })

  expect(await sweepAlerts(on(db, '2025-10-11'))).toBe(1)
  expect(await sweepAlerts(on(db, '2025-10-11'))).toBe(0)
  expect(await alertsOf(db)).toEqual(['reports_late 2 2025Q3 open'])
  expect((await db.client.alert.findFirstOrThrow()).dueAt).toEqual(new Date('2025-10-18T16:00:00Z'))

  const id = alert?.id ?? ''
  const now = new Date('2025-10-12T02:00:00Z')
  const reason = '企业已补报'
  held(await handleAlert(by(db, 'kunshan_handler', now), { id, version: 1, reason }))
  expect(await sweepAlerts(on(db, '2025-10-12'))).toBe(0)
  held(await endAlert(by(db, 'suzhou_approver', now), { id, version: 2, reason, act: 'close' }))
  expect(await sweepAlerts(on(db, '2025-10-13'))).toBe(0)
  expect((await findBreaches(db)).filter(({ subject }) => subject.startsWith('Alert'))).toEqual([])
})

eachDialect('two workers at once raise one', async (db) => {
  await aProjectAsked(db, ['2025Q2'])
  const raised = await Promise.all([1, 2, 3].map(() => sweepAlerts(on(db, '2025-07-21'))))
  expect(raised.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect(await alertsOf(db)).toEqual(['reports_late 1 2025Q2 open'])
})

eachDialect('a project long past its end is red, and again after as many months', async (db) => {
  const { id } = await aProjectAsked(db, [])
  await db.client.project.update({ where: { id }, data: { endOn: '2025-06-30' } })
  expect(await sweepAlerts(on(db, '2025-12-30'))).toBe(0)
  expect(await sweepAlerts(on(db, '2025-12-31'))).toBe(1)
  expect(await alertsOf(db)).toEqual(['acceptance_overdue 3 2025-06-30 1 open'])
  const alert = await db.client.alert.findFirstOrThrow()
  const lift = { id: alert.id, version: 0, reason: '同意延至九月', act: 'lift' as const }
  held(await endAlert(by(db, 'suzhou_approver', new Date('2026-01-05T02:00:00Z')), lift))
  expect(await sweepAlerts(on(db, '2026-06-30'))).toBe(0)
  expect(await sweepAlerts(on(db, '2026-07-01'))).toBe(1)
})

eachDialect('matching funds below half at mid-term are orange, as reported and as planned', async (db) => {
  const { id, applicationId } = await aProjectAsked(db, ['2025Q2'])
  const plan = async (amount: string) => {
    const snapshot = await db.client.applicationSnapshot.findFirstOrThrow({ where: { applicationId } })
    const content = snapshotFrom(snapshot.content)
    const sources = [{ row: 'matching', amount }]
    const edition = { ...content, number: snapshot.number + 1, form: { ...content.form, sources } }
    await db.client.applicationSnapshot.create({
      data: {
        ...snapshot,
        id: newId(),
        number: edition.number,
        content: Buffer.from(JSON.stringify(edition)),
      },
    })
  }
  const report = async (matchingArrivedWan: string) =>
    db.client.progressReport.updateMany({
      data: {
        status: 'accepted',
        submittedAt: new Date('2025-07-05T02:00:00Z'),
        cumulativeFen: 1_000_000_000_000n,
        form: JSON.stringify({ ...blankReport(null), matchingArrivedWan }),
      },
    })
  await report('')
  await db.client.project.update({ where: { id }, data: { startOn: '2025-01-01', endOn: '2025-12-31' } })
  expect(await sweepAlerts(on(db, '2025-07-12'))).toBe(0)
  await plan('200')
  await report('100')
  expect(await sweepAlerts(on(db, '2025-07-12'))).toBe(0)
  await report('99.99')
  await db.client.project.update({ where: { id }, data: { endOn: '2026-12-31' } })
  expect(await sweepAlerts(on(db, '2025-07-12'))).toBe(0)
  await db.client.project.update({ where: { id }, data: { endOn: '2025-12-31' } })
  expect(await sweepAlerts(on(db, '2025-07-12'))).toBe(1)
  expect(await sweepAlerts(on(db, '2025-07-13'))).toBe(0)
  expect(await alertsOf(db)).toEqual(['matching_short 2 2025Q2 open'])
  expect(JSON.parse((await db.client.alert.findFirstOrThrow()).evidence)).toEqual({
    period: '2025Q2',
    midpoint: '2025-06-30',
    matchingWan: '99.99',
    plannedMatchingWan: '200.00',
    arrivedPercent: '49.99',
  })
})
