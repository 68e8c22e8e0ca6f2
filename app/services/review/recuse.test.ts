import { beforeAll, expect } from 'vitest'
import { listActs } from '#app/db/acts.server.ts'
import { searchAudit } from '#app/db/admin/audit.server.ts'
import { applicationRecord } from '#app/db/application-record.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { held } from '#fixtures/held.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aProject, approvedOn } from '#fixtures/tracking.ts'
import { aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { signContract } from '../tracking/sign-contract.server.ts'
import { officeActs } from './acts.server.ts'
import { giveOpinion } from './opinion.server.ts'
import { qualifyApplication } from './qualify.server.ts'
import { recuseOfficer } from './recuse.server.ts'
import { returnDown } from './return.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const conflict = { kind: 'C05', text: '曾任该项目技术顾问' }
const opinion = { conclusion: 'pass', text: '材料齐全', ticks: [], overrides: [] } as const

eachDialect('a handler who declares a conflict leaves the application to a colleague', async (db) => {
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan', 'suzhou')
  await handledBy(db, id, 'province')
  const [handler, other, approver] = [
    ctxOf(db, 'province_handler'),
    ctxOf(db, 'province_handler_two'),
    ctxOf(db, 'province_approver'),
  ]
  const act = async () => ({ id, version: await versionOf(db, id) })
  held(await recuseOfficer(handler, { ...(await act()), ...conflict }))

  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'province_check',
    handlerId: null,
  })
  const standing = await db.client.reviewOpinion.findMany({
    where: { node: 'province_check', closedAt: null },
    select: { kind: true, conclusion: true, text: true, authorName: true },
  })
  expect(standing).toEqual([{ kind: 'recusal', conclusion: 'C05', text: '', authorName: handler.actor.name }])
  expect(await qualifyApplication(approver, { ...(await act()), text: '' })).toMatchObject({
    refusal: { code: 'not_handled_to_pass' },
  })
  expect(await giveOpinion(handler, { ...(await act()), ...opinion })).toMatchObject({
    refusal: { code: 'recused', status: 403 },
  })
  expect(await recuseOfficer(handler, { ...(await act()), ...conflict })).toMatchObject({
    refusal: { code: 'recused' },
  })
  expect(await officeActs(handler, id)).toMatchObject({ recused: true, open: [], closed: [] })
  expect(await officeActs(other, id)).toMatchObject({
    recused: false,
    open: ['check', 'return', 'return_down', 'recuse'],
  })
  held(await giveOpinion(other, { ...(await act()), ...opinion }))
  held(await qualifyApplication(approver, { ...(await act()), text: '' }))
})

eachDialect('no timeline and no list of acts repeats the words; the log that is watched does', async (db) => {
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan', 'suzhou')
  const handler = ctxOf(db, 'province_handler')
  held(await recuseOfficer(handler, { id, version: await versionOf(db, id), ...conflict }))
  for (const key of ['province_handler', 'province_approver', 'suzhou_handler', 'supervisor'] as const) {
    const reader = ctxOf(db, key)
    const { timeline } = await applicationRecord(reader, id)
    expect(timeline.find(({ act }) => act === 'recuse')).toMatchObject({ reason: null })
  }
  const acts = await listActs(ctxOf(db, 'province_approver'), { act: 'application.recuse' })
  expect(acts.rows).toMatchObject([{ reason: null }])
  const { rows } = await searchAudit(ctxOf(db, 'supervisor'), { act: 'application.recuse', page: 1 })
  expect(JSON.stringify(rows)).toContain(conflict.text)
})

eachDialect('it is on the desk of the colleague alone, and both are told', async (db) => {
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan', 'suzhou')
  const [handler, other] = [ctxOf(db, 'province_handler'), ctxOf(db, 'province_handler_two')]
  held(await recuseOfficer(handler, { id, version: await versionOf(db, id), ...conflict }))
  const onDesk = async (ctx: typeof handler) => (await todosOf(ctx)).some((todo) => todo.id === id)
  expect([await onDesk(handler), await onDesk(other)]).toEqual([false, true])
  const told = await db.client.notice.findMany({ where: { kind: 'officer_recused' } })
  expect(told.map(({ userId }) => userId)).toContain(other.actor.id)
  held(await giveOpinion(other, { id, version: await versionOf(db, id), ...opinion }))
  const reason = '推荐意见过于笼统'
  held(await returnDown(other, { id, version: await versionOf(db, id), reason }))
  await passedBy(db, id, 'suzhou')
  const again = await db.client.notice.groupBy({
    by: ['userId'],
    where: { kind: 'application_waiting', userId: { in: [handler.actor.id, other.actor.id] } },
    _count: true,
  })
  expect(new Map(again.map(({ userId, _count }) => [userId, _count]))).toEqual(
    new Map([
      [handler.actor.id, 1],
      [other.actor.id, 2],
    ]),
  )
  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'application.recuse' } })
  const text = Buffer.from(entry.bytes).toString()
  expect(text).toContain('"conflict":"C05"')
  expect(text).not.toContain(conflict.text)
})

eachDialect('once approved, nothing of its project is theirs any more', async (db) => {
  const { applicationId, contractId } = await aProject(db)
  const id = contractId ?? ''
  const approver = ctxOf(db, 'kunshan_approver', { now: approvedOn })
  const onDesk = async () => (await todosOf(approver)).map((todo) => todo.workflow)
  held(
    await signContract(ctxOf(db, 'kunshan_applicant', { now: approvedOn }), {
      id,
      version: 0,
      party: 'b',
    }),
  )
  expect(await onDesk()).toContain('contract')
  const act = { id: applicationId, version: await versionOf(db, applicationId) }
  held(await recuseOfficer(approver, { ...act, ...conflict }))
  expect(await onDesk()).toEqual([])
  expect(await signContract(approver, { id, version: 1, party: 'c' })).toMatchObject({
    refusal: { code: 'recused', status: 403 },
  })
})

eachDialect('a ground and words are asked for; applicants, experts and drafts have none', async (db) => {
  const { id } = await aSubmission(db)
  const act = { id, version: await versionOf(db, id) }
  const handler = ctxOf(db, 'kunshan_handler')
  const refusal = async (more: { kind: string; text: string }, ctx = handler) => {
    const result = await recuseOfficer(ctx, { ...act, ...more })
    return result.ok ? null : result.refusal.code
  }
  expect(await refusal({ kind: 'C01', text: '同一单位' })).toBe('conflict_kind_missing')
  expect(await refusal({ kind: '', text: '同一单位' })).toBe('conflict_kind_missing')
  expect(await refusal({ kind: 'C09', text: ' ' })).toBe('reason_required')
  expect(await refusal(conflict, ctxOf(db, 'kunshan_applicant'))).toBe('not_yours')
  expect(await db.client.reviewOpinion.count({ where: { kind: 'recusal' } })).toBe(0)
})
