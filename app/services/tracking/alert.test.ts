import { beforeAll, expect } from 'vitest'
import { findIssue } from '#app/db/funding/issue.server.ts'
import { findAlert } from '#app/db/alert.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { env } from '#app/platform/env.server.ts'
import { aRedAlert, aReport } from '#fixtures/alert.ts'
import { aConfiguration } from '#fixtures/application.ts'
import { anIssuedPayment, aReward, by, codeOf, issueOf, voucherForm } from '#fixtures/funding.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aRunningProject, inAcceptance } from '#fixtures/tracking.ts'
import { approveIssue } from '../funding/approve-issue.server.ts'
import { payPayment, receivePayment } from '../funding/pay.server.ts'
import { proposeIssue } from '../funding/propose-issue.server.ts'
import { remindDue } from '../remind.server.ts'
import { endAlert, handleAlert, raiseAlert, returnAlert } from './alert.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const reason = '已核对银行流水，资金按合同使用。'

/** Handled by the county and closed by the city, at the day of the alert. */
async function close(db: Db, id: string, version = 0) {
  held(await handleAlert(by(db, 'kunshan_handler'), { id, version, reason }))
  held(
    await endAlert(by(db, 'suzhou_approver'), { id, version: version + 1, reason: '同意解除', act: 'close' }),
  )
}

eachDialect(
  'the county reports a risk and handles it, the city returns it once and closes it',
  async (db) => {
    const { id: projectId } = await aRunningProject(db)
    const county = by(db, 'kunshan_handler')
    const city = by(db, 'suzhou_approver')
    const id = await aRedAlert(db, projectId)
    const row = () => db.client.alert.findUniqueOrThrow({ where: { id } })
    expect(await row()).toMatchObject({
      number: 1,
      level: 3,
      status: 'open',
      closer: 'city',
      dueAt: new Date('2025-05-22T16:00:00Z'),
    })
    expect((await todosOf(county)).filter(({ workflow }) => workflow === 'alert')).toMatchObject([
      { link: `/alerts/${id}`, dueAt: (await row()).dueAt },
    ])
    expect((await todosOf(city)).filter(({ workflow }) => workflow === 'alert')).toEqual([])
    expect(codeOf(await handleAlert(county, { id, version: 0, reason: ' ' }))).toBe('reason_required')
    held(await handleAlert(county, { id, version: 0, reason }))
    expect((await todosOf(city)).filter(({ workflow }) => workflow === 'alert')).toHaveLength(1)
    expect(
      (await todosOf(by(db, 'province_approver'))).filter(({ workflow }) => workflow === 'alert'),
    ).toEqual([])
    held(await returnAlert(city, { id, version: 1, reason: '未附流水' }))
    expect(await row()).toMatchObject({ status: 'open', dueAt: new Date('2025-05-22T16:00:00Z') })
    held(await handleAlert(county, { id, version: 2, reason }))
    held(await endAlert(city, { id, version: 3, reason: '同意解除', act: 'close' }))
    expect(await row()).toMatchObject({ status: 'closed', openKey: null, dueAt: null, handling: reason })
    const told = await db.client.notice.groupBy({ by: ['kind'], where: { kind: { startsWith: 'alert' } } })
    expect(told.map(({ kind }) => kind).toSorted()).toEqual([
      'alert_closed',
      'alert_handled',
      'alert_raised',
      'alert_returned',
      'alert_told',
    ])
    expect((await findBreaches(db)).filter(({ subject }) => subject.startsWith('Alert'))).toEqual([])
  },
)

eachDialect('who may report, handle and close', async (db) => {
  const { id: projectId } = await aRunningProject(db)
  for (const key of ['kunshan_approver', 'leader', 'kunshan_applicant', 'kunshan_finance'] as const)
    expect([key, codeOf(await raiseAlert(by(db, key), aReport(projectId)))]).toEqual([key, 'not_yours'])
  await expect(raiseAlert(by(db, 'jiangning_handler'), aReport(projectId))).rejects.toThrow(NotFound)
  const county = by(db, 'kunshan_handler')
  expect(codeOf(await raiseAlert(county, aReport(projectId, { reason: ' ' })))).toBe('reason_required')
  for (const wrong of [{ risk: 'reports_late' }, { level: '4' }, { asked: ' ' }])
    expect(codeOf(await raiseAlert(county, aReport(projectId, wrong)))).toBe('alert_incomplete')
  const id = await aRedAlert(db, projectId)
  const twice = await raiseAlert(by(db, 'suzhou_handler'), aReport(projectId))
  expect(codeOf(twice)).toBe('alert_stands_already')
  const lower = await raiseAlert(by(db, 'suzhou_handler'), aReport(projectId, { level: '1' }))
  expect(codeOf(lower)).toBe('alert_stands_already')
  held(
    await raiseAlert(by(db, 'province_handler'), aReport(projectId, { risk: 'account_change', level: '2' })),
  )
  expect(codeOf(await handleAlert(by(db, 'suzhou_handler'), { id, version: 0, reason }))).toBe('not_yours')
  await expect(handleAlert(by(db, 'jiangning_handler'), { id, version: 0, reason })).rejects.toThrow(NotFound)
  held(await handleAlert(county, { id, version: 0, reason }))
  const end = { id, version: 1, reason: '同意解除', act: 'close' as const }
  expect(codeOf(await endAlert(by(db, 'province_approver'), end))).toBe('alert_closed_by_city')
  expect(codeOf(await endAlert(by(db, 'kunshan_approver'), end))).toBe('not_yours')
  held(await endAlert(by(db, 'suzhou_approver'), { ...end, act: 'lift' }))
})

eachDialect('the province closes where the chain has no city', async (db) => {
  const { chain } = aConfiguration()
  const local = chain.local.filter(({ level }) => level !== 'city')
  const { id: projectId } = await aRunningProject(db, { configuration: { chain: { ...chain, local } } })
  const id = await aRedAlert(db, projectId)
  held(await handleAlert(by(db, 'kunshan_handler'), { id, version: 0, reason }))
  const end = { id, version: 1, reason: '同意解除', act: 'close' as const }
  expect(codeOf(await endAlert(by(db, 'suzhou_approver'), end))).toBe('alert_closed_by_province')
  expect(
    (await todosOf(by(db, 'province_approver'))).filter(({ workflow }) => workflow === 'alert'),
  ).toHaveLength(1)
  held(await endAlert(by(db, 'province_approver'), end))
})

eachDialect('the undertaker reads what is asked of it, and none of the offices’ words', async (db) => {
  const { id: projectId } = await aRunningProject(db)
  const id = await aRedAlert(db, projectId)
  await close(db, id)
  const seen = await findAlert(by(db, 'kunshan_applicant'), id)
  expect(seen).toMatchObject({
    asked: aReport('').asked,
    grounds: '',
    handling: '',
    conclusion: '',
    actions: [],
  })
  expect(seen.history.map(({ act, person, reason: why }) => [act, person, why])).toEqual([
    ['alert.close', null, null],
    ['alert.handle', null, null],
    ['alert.raise', null, null],
  ])
  expect((await findAlert(by(db, 'suzhou_handler'), id)).handling).toBe(reason)
  await expect(findAlert(by(db, 'park_applicant'), id)).rejects.toThrow(NotFound)
})

eachDialect(
  'while a red alert stands no instalment is issued or paid; once it is closed they go on',
  async (db) => {
    const { id: projectId } = await aReward(db)
    const red = await aRedAlert(db, projectId)
    const province = by(db, 'province_handler')
    const issue = await issueOf(db, [projectId])
    expect(codeOf(await proposeIssue(province, issue))).toBe('issue_not_ready')
    await close(db, red)
    const proposed = held(await proposeIssue(province, issue))

    const second = await aRedAlert(db, projectId)
    const approve = () => approveIssue(by(db, 'finance'), { id: proposed.id, version: 0 })
    expect(await approve()).toMatchObject({
      refusal: { code: 'red_alert_open', params: { toldRisk: 'misuse' } },
    })
    const heldUp = async () => (await findIssue(by(db, 'finance'), proposed.id)).held.map((one) => one.id)
    expect(await heldUp()).toEqual([projectId])
    await close(db, second)
    expect(await heldUp()).toEqual([])
    held(await approve())

    const third = await aRedAlert(db, projectId)
    const purse = by(db, 'kunshan_finance')
    const { id } = await db.client.payment.findFirstOrThrow({ where: { projectId } })
    held(await receivePayment(purse, { id, version: 1, receivedOn: '2025-05-19' }))
    const pay = () => payPayment(purse, { id, version: 2, ...voucherForm })
    expect(codeOf(await pay())).toBe('red_alert_open')
    held(await handleAlert(by(db, 'kunshan_handler'), { id: third, version: 0, reason }))
    expect(codeOf(await pay())).toBe('red_alert_open')
    held(await endAlert(by(db, 'suzhou_approver'), { id: third, version: 1, reason: '不成立', act: 'lift' }))
    held(await pay())
  },
)

eachDialect('an orange alert holds nothing up', async (db) => {
  const { id: projectId } = await aReward(db)
  held(await raiseAlert(by(db, 'kunshan_handler'), aReport(projectId, { level: '2' })))
  await anIssuedPayment(db, projectId)
})

eachDialect('while a red alert stands acceptance is not applied for; once it is closed it is', async (db) => {
  const { id } = await aRunningProject(db)
  const red = await aRedAlert(db, id)
  const now = new Date('2025-05-19T02:00:00Z')
  await expect(inAcceptance(db, id, { now })).rejects.toThrow('red_alert_open')
  await close(db, red)
  await inAcceptance(db, id, { now })
})

eachDialect(
  'the county is told before and after the date, the level above when it has to decide',
  async (db) => {
    const { id: projectId } = await aRunningProject(db)
    const id = await aRedAlert(db, projectId)
    const at = (day: string) => by(db, 'finance', new Date(`${day}T02:00:00Z`))
    await remindDue(at('2025-05-21'))
    await remindDue(at('2025-05-23'))
    held(await handleAlert(by(db, 'kunshan_handler', at('2025-05-23').now), { id, version: 0, reason }))
    await remindDue(at('2025-05-31'))
    const told = await db.client.notice.findMany({
      where: { link: `/alerts/${id}`, kind: { in: ['due_soon', 'overdue'] } },
    })
    expect(told.map(({ kind, userId }) => `${kind} ${userId}`).toSorted()).toEqual([
      'due_soon user-kunshan_handler',
      'overdue user-kunshan_approver',
      'overdue user-kunshan_handler',
      'overdue user-suzhou_approver',
      'overdue user-suzhou_handler',
    ])
  },
)

eachDialect('a graver report raises the level of the alert that stands', async (db) => {
  const { id: projectId } = await aRunningProject(db)
  const report = (level: string) => aReport(projectId, { level, reason: `查实，${level} 级` })
  const { id } = held(await raiseAlert(by(db, 'kunshan_handler'), report('1')))
  held(await handleAlert(by(db, 'kunshan_handler'), { id, version: 0, reason }))
  expect(held(await raiseAlert(by(db, 'suzhou_handler'), report('3'))).id).toBe(id)
  expect(await db.client.alert.findMany({ where: { projectId } })).toMatchObject([
    { level: 3, status: 'open', grounds: '查实，3 级', dueAt: new Date('2025-05-22T16:00:00Z') },
  ])
  expect((await findAlert(by(db, 'suzhou_handler'), id)).actions).toEqual([])
  expect((await findBreaches(db)).filter(({ subject }) => subject.startsWith('Alert'))).toEqual([])
})
