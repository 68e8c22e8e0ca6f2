import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { listProjects } from '#app/db/project-list.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { wanText } from '#app/domain/kernel/money.ts'
import { endOfDay } from '#app/domain/kernel/shanghai.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aPaidPayment, anArrivedPayment } from '#fixtures/funding.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { aRunningProject, fillReport } from '#fixtures/tracking.ts'
import { ctxOf } from '#fixtures/world.ts'
import { confirmArrival } from '../funding/confirm.server.ts'
import { askReport, periodsToAsk } from './ask-report.server.ts'
import { addReportFile, removeReportFile } from './report-files.server.ts'
import { reportFiles, reportInScope, reviewReport, saveReport, submitReport } from './report.server.ts'
import { askReports, endProjects, remindAcceptance, sweepProjects } from './sweep.server.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const inTime = new Date('2025-07-05T02:00:00Z')

async function aReport(db: Db) {
  const project = await aRunningProject(db)
  expect(await askReports(ctxOf(db, 'system', { now: inTime }))).toBe(1)
  const { id } = await db.client.progressReport.findFirstOrThrow({ where: { projectId: project.id } })
  return { id, project }
}

const fill = (db: Db, id: string, changes: Parameters<typeof fillReport>[2] = {}, now = inTime) =>
  fillReport(ctxOf(db, 'kunshan_applicant', { now }), id, changes)

const submit = (db: Db, id: string, version: number, now = inTime) =>
  submitReport(ctxOf(db, 'kunshan_applicant', { now }), { id, version })

eachDialect('time asks for the period that ended, once', async (db) => {
  const { id } = await aReport(db)
  expect(await askReports(ctxOf(db, 'system', { now: inTime }))).toBe(0)
  const row = await db.client.progressReport.findUniqueOrThrow({ where: { id } })
  expect(row).toMatchObject({ period: '2025H1', status: 'draft', dueAt: new Date('2025-07-10T16:00:00Z') })
  expect(await db.client.notice.count({ where: { kind: 'report_due' } })).toBe(2)
  expect(await db.client.auditEntry.count({ where: { act: 'report.ask' } })).toBe(1)
  expect(
    await askReport(ctxOf(db, 'province_handler'), { projectId: row.projectId, period: '2025H1' }),
  ).toMatchObject({ refusal: { code: 'report_exists' } })
})

eachDialect('a report is asked of the periods of the project and of no other', async (db) => {
  const { project } = await aReport(db)
  const province = ctxOf(db, 'province_handler', { now: inTime })
  await db.client.project.update({ where: { id: project.id }, data: { endOn: '2026-06-30' } })
  expect(await periodsToAsk(province, project.id)).toEqual([
    { period: '2025H1', status: 'draft' },
    { period: '2025H2', status: null },
    { period: '2026H1', status: null },
  ])
  const asked = (period: string) => askReport(province, { projectId: project.id, period })
  for (const period of ['2024H2', '2026H2', '2025Q3'])
    expect(await asked(period)).toMatchObject({ refusal: { code: 'period_not_offered' } })
  for (const period of ['', '2025', '二〇二五'])
    expect(await asked(period)).toMatchObject({ refusal: { code: 'period_format' } })
  expect(await asked('2026H1')).toMatchObject({ ok: true })
})

eachDialect('what is typed is kept, what the contract says is not typed', async (db) => {
  const { id } = await aReport(db)
  held(
    await fill(db, id, {
      stage: '',
      indicators: [{ name: '改小', direction: 'ge', target: '1', unit: '', actual: 'abc' }],
    }),
  )
  const { typed } = await reportInScope(db.client, ctxOf(db, 'system'), id)
  expect(typed.indicators).toMatchObject([{ name: '改造产线', target: '≥ 4', actual: 'abc' }, { actual: '' }])
  const stale = { id, revision: 0, values: typed }
  expect(await saveReport(ctxOf(db, 'kunshan_applicant'), stale)).toMatchObject({
    refusal: { code: 'stale_version', status: 409 },
  })
  expect(
    await saveReport(ctxOf(db, 'kunshan_applicant'), { ...stale, values: { ...typed, evil: '1' } }),
  ).toMatchObject({
    refusal: { code: 'form_unreadable' },
  })
  expect(await submit(db, id, 0)).toMatchObject({
    refusal: {
      code: 'report_has_problems',
      fields: expect.arrayContaining([expect.objectContaining({ path: 'stage', code: 'required' })]),
    },
  })
})

eachDialect('the investment is told by the items of the application and adds itself up', async (db) => {
  const { id } = await aReport(db)
  const blank = (await reportInScope(db.client, ctxOf(db, 'system'), id)).typed
  expect(blank.items[1]).toMatchObject({ key: 'equipment', plannedWan: expect.stringMatching(/[1-9]/) })
  held(await fill(db, id, { periodWan: '12.5', cumulativeWan: '12.5' }))
  const { typed } = await reportInScope(db.client, ctxOf(db, 'system'), id)
  expect(typed).toMatchObject({ periodWan: '12.50', cumulativeWan: '12.50', items: blank.items })
  const strange = { ...typed, details: { ...typed.details, 'output.evil': '1' } }
  expect(
    await saveReport(ctxOf(db, 'kunshan_applicant'), { id, revision: 1, values: strange }),
  ).toMatchObject({ refusal: { code: 'form_unreadable', fields: [{ path: 'output.evil' }] } })
})

eachDialect('photographs go with the report and cannot be changed once it is sent', async (db) => {
  const { id } = await aReport(db)
  const applicant = ctxOf(db, 'kunshan_applicant', { now: inTime })
  const paper = { reportId: id, name: '现场照片.pdf', content: aPdf }
  expect(await addReportFile(applicant, { ...paper, content: Buffer.from('no pdf') })).toMatchObject({
    refusal: { code: expect.stringMatching(/^file_/) },
  })
  expect(await addReportFile(ctxOf(db, 'kunshan_handler'), paper)).toMatchObject({
    refusal: { code: 'not_yours' },
  })
  await expect(addReportFile(ctxOf(db, 'jiangning_applicant'), paper)).rejects.toBeInstanceOf(NotFound)
  const { id: mistaken } = held(await addReportFile(applicant, paper))
  held(await removeReportFile(applicant, { reportId: id, fileId: mistaken }))
  const { id: fileId } = held(await addReportFile(applicant, paper))
  held(await fill(db, id))
  held(await submit(db, id, 0))
  expect(await addReportFile(applicant, paper)).toMatchObject({ refusal: { code: 'wrong_state' } })
  expect(await removeReportFile(applicant, { reportId: id, fileId })).toMatchObject({
    refusal: { code: 'wrong_state' },
  })
  const [file, ...others] = await reportFiles(db.client, id)
  expect([file?.id, others]).toEqual([fileId, []])
  const { bytes } = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'report.submit' } })
  expect(JSON.parse(Buffer.from(bytes).toString()).after.papers).toEqual([file?.cipherSha256])
})

eachDialect('county passes, city accepts; the next report starts from this one', async (db) => {
  const { id, project } = await aReport(db)
  held(await fill(db, id))
  held(await submit(db, id, 0))
  const review = (
    who: 'kunshan_handler' | 'suzhou_handler',
    version: number,
    act: 'pass' | 'accept' | 'return',
  ) =>
    reviewReport(ctxOf(db, who, { now: inTime }), {
      id,
      version,
      act,
      reason: act === 'return' ? '请补充' : '',
    })
  expect(await review('suzhou_handler', 1, 'accept')).toMatchObject({ refusal: { code: 'wrong_state' } })
  expect(await review('suzhou_handler', 1, 'return')).toMatchObject({ refusal: { code: 'not_yours' } })
  held(await review('kunshan_handler', 1, 'return'))
  held(await submit(db, id, 2))
  held(await review('kunshan_handler', 3, 'pass'))
  held(await review('suzhou_handler', 4, 'accept'))
  expect(await db.client.progressReport.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'accepted',
    dueAt: null,
    late: false,
    cumulativeFen: 1_200_000_000n,
  })
  expect(await db.client.document.count({ where: { ownerType: 'report', ownerId: id } })).toBe(2)

  const next = held(
    await askReport(ctxOf(db, 'province_handler'), { projectId: project.id, period: '2025H2' }),
  )
  held(await fill(db, next.id, { periodWan: '300', cumulativeWan: '1,400' }))
  expect(await submit(db, next.id, 0)).toMatchObject({
    refusal: {
      fields: [{ path: 'cumulativeWan', code: 'cumulative_mismatch', params: { difference: '100.00' } }],
    },
  })
})

eachDialect(
  'a report sent in after its deadline counts as late, and before that one that is missing',
  async (db) => {
    const { id } = await aReport(db)
    const lateAt = async (now: string) => {
      const query = {
        view: 'all',
        sort: { by: 'code', descending: false },
        page: 1,
        size: 50,
        filters: {},
      } as const
      const { rows } = await listProjects(ctxOf(db, 'suzhou_handler', { now: new Date(now) }), query)
      return rows.map(({ late }) => late)
    }
    expect(await lateAt('2025-07-10T15:59:59Z')).toEqual([0])
    expect(await lateAt('2025-07-10T16:00:01Z')).toEqual([1])
    held(await fill(db, id))
    held(await submit(db, id, 0, new Date('2025-07-10T16:00:00.001Z')))
    expect(await db.client.progressReport.findUniqueOrThrow({ where: { id } })).toMatchObject({ late: true })
    expect(await lateAt('2025-07-20T00:00:00Z')).toEqual([1])
  },
)

eachDialect('money that was paid in the system is not typed: what is confirmed has arrived', async (db) => {
  const { id, project } = await aReport(db)
  const ctx = ctxOf(db, 'kunshan_applicant', { now: inTime })
  const arrived = async () => (await reportInScope(db.client, ctx, id)).typed.arrivedWan
  held(await fill(db, id, { arrivedWan: '999', usedWan: '100' }))
  expect(await arrived()).toBe('999')
  const paymentId = await aPaidPayment(db, project.id)
  expect(await arrived()).toBe('0.00')
  expect(await submit(db, id, 0)).toMatchObject({
    refusal: { fields: [{ path: 'usedWan', code: 'used_above_arrived', params: { arrived: '0.00' } }] },
  })
  held(await confirmArrival(ctx, { id: paymentId, version: 3, arrivedOn: '2025-05-20' }))
  const { amountFen } = await db.client.payment.findUniqueOrThrow({ where: { id: paymentId } })
  held(await fill(db, id, { arrivedWan: '999', usedWan: '100' }))
  expect(await arrived()).toBe(wanText(amountFen))
  held(await submit(db, id, 0))
  const { form } = await db.client.progressReport.findUniqueOrThrow({ where: { id } })
  expect(JSON.parse(form)).toMatchObject({ arrivedWan: wanText(amountFen), usedWan: '100' })
})

eachDialect('a report that was sent in reads as it was sent', async (db) => {
  const { id, project } = await aReport(db)
  held(await fill(db, id))
  held(await submit(db, id, 0))
  await anArrivedPayment(db, project.id)
  const sent = await reportInScope(db.client, ctxOf(db, 'suzhou_handler'), id)
  expect(sent.typed.arrivedWan).toBe('380')
})

eachDialect('the end date leads to acceptance, with reminders before and after', async (db) => {
  const { id } = await aRunningProject(db)
  const at = (day: string) => ctxOf(db, 'system', { now: new Date(`${day}T04:00:00Z`) })
  expect(await remindAcceptance(at('2025-10-02'))).toBe(2)
  expect(await remindAcceptance(at('2025-10-02'))).toBe(0)
  expect(await endProjects(at('2025-12-31'))).toBe(0)
  await sweepProjects(at('2026-01-01'))
  const ended = await db.client.project.findUniqueOrThrow({ where: { id } })
  expect(ended).toMatchObject({ status: 'acceptance_due', dueAt: endOfDay('2026-06-30') })
  expect(await db.client.progressReport.count({ where: { projectId: id, period: '2025H2' } })).toBe(1)
  expect(await db.client.notice.count({ where: { kind: 'acceptance_due' } })).toBe(2)
  expect(await remindAcceptance(at('2026-01-30'))).toBe(2)
})
