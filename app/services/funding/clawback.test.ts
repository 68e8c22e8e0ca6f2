import { beforeAll, expect } from 'vitest'
import { systemActor } from '#app/authorization/actor.ts'
import { clawbackOf, findClawback } from '#app/db/funding/clawback.server.ts'
import { listClawbacks } from '#app/db/funding/clawback-list.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { countTodos, todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { endOfDay } from '#app/domain/kernel/shanghai.ts'
import { env } from '#app/platform/env.server.ts'
import {
  aNotifiedClawback,
  anOpenClawback,
  aProposedClawback,
  draft,
  repay,
  versionOf,
} from '#fixtures/clawback.ts'
import { testFolder } from '#fixtures/folder.ts'
import { anArrivedPayment, aPaidPayment, aReward, by, codeOf, fieldsOf } from '#fixtures/funding.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { held } from '#fixtures/held.ts'
import { aRunningProject, conclusion, inAcceptance } from '#fixtures/tracking.ts'
import { concludeAcceptance } from '../tracking/conclude-acceptance.server.ts'
import { stopProject } from '../tracking/stop-project.server.ts'
import { recordRepayment, sweepClawbacks, transferClawback } from './collect-clawback.server.ts'
import { attachBasis, decideClawback, proposeClawback } from './decide-clawback.server.ts'
import { returnPayment } from './pay.server.ts'

const wan = (amount: number) => BigInt(amount) * 1_000_000n
const late = new Date('2025-06-19T02:00:00Z')

beforeAll(async () => {
  env.dataDir = await testFolder('clawback')
})

/** The fixtures approve without a season: what is asked here is what clawbacks owe. */
const breachesOf = async (db: Db) =>
  (await findBreaches(db)).filter(({ subject }) => /Clawback|clawback|Payment|Project/.test(subject))

const kinds = async (db: Db) =>
  (
    await db.client.notice.findMany({
      where: { kind: { startsWith: 'clawback' } },
      distinct: ['kind'],
      select: { kind: true },
    })
  )
    .map(({ kind }) => kind)
    .toSorted()

eachDialect(
  'ended after money was paid: drafted, decided by another person, notified, paid back in parts',
  async (db) => {
    const { id, projectId } = await aNotifiedClawback(db)
    const row = () => db.client.clawback.findUniqueOrThrow({ where: { id } })
    expect(await row()).toMatchObject({
      cause: 'terminate',
      ground: 'termination',
      eligibleFen: wan(120),
      amountFen: wan(260),
      payerCode: '320583',
      notifiedOn: '2025-05-19',
      endsOn: '2025-06-18',
      dueAt: new Date('2025-06-18T16:00:00Z'),
      status: 'notified',
    })
    const [notice] = await db.client.document.findMany({ where: { kind: 'clawback_notice' } })
    expect(notice?.model).toContain('贰佰陆拾万元整')

    held(await repay(db, id))
    expect(await row()).toMatchObject({ status: 'partial', repaidFen: wan(100) })
    expect(fieldsOf((await repay(db, id)) as never)).toEqual(['voucherNo voucher_used'])
    const second = { voucherNo: 'JK-2025-2' }
    expect(fieldsOf((await repay(db, id, { ...second, amountYuan: '1,600,000.01' })) as never)).toEqual([
      'amountYuan too_large',
    ])
    held(await repay(db, id, { ...second, amountYuan: '1,600,000' }))
    expect(await row()).toMatchObject({ status: 'settled', repaidFen: wan(260), dueAt: null })
    expect(codeOf(await repay(db, id, { voucherNo: 'JK-2025-3' }))).toBe('wrong_state')
    expect(await kinds(db)).toEqual([
      'clawback_decided',
      'clawback_notified',
      'clawback_opened',
      'clawback_repaid',
      'clawback_to_collect',
      'clawback_to_decide',
    ])
    expect(await clawbackOf(by(db, 'kunshan_applicant'), projectId)).toMatchObject({ repaidFen: wan(260) })
    expect(await breachesOf(db)).toEqual([])
  },
)

eachDialect('two repayments at once never come to more than is due', async (db) => {
  const { id } = await aNotifiedClawback(db)
  const version = await versionOf(db, id)
  const typed = { id, version, paidOn: '2025-05-19', amountYuan: '2,600,000' }
  const both = await Promise.all(
    ['JK-1', 'JK-2'].map((voucherNo) => recordRepayment(by(db, 'kunshan_finance'), { ...typed, voucherNo })),
  )
  expect(both.map(codeOf).toSorted()).toEqual(['done', 'stale_version'])
  expect(await breachesOf(db)).toEqual([])
})

eachDialect('who may do what', async (db) => {
  const { id } = await anOpenClawback(db)
  const basis = { id, version: 0, name: '决定.pdf', content: aPdf }
  await expect(attachBasis(by(db, 'kunshan_handler'), basis)).rejects.toThrow()
  const handler = by(db, 'province_handler')
  expect(codeOf(await proposeClawback(handler, { id, version: 0, ...draft }))).toBe('clawback_basis_missing')
  held(await attachBasis(handler, basis))
  const fraud = { ...draft, ground: 'misuse' }
  expect(codeOf(await proposeClawback(handler, { id, version: 1, ...fraud }))).toBe('clawback_whole_needed')
  held(await proposeClawback(handler, { id, version: 1, ...draft }))
  for (const key of ['kunshan_applicant', 'kunshan_handler', 'suzhou_handler', 'kunshan_finance'] as const) {
    await expect(findClawback(by(db, key), id)).rejects.toThrow()
    expect((await listClawbacks(by(db, key), page)).rows).toEqual([])
  }
  expect(codeOf(await decideClawback(handler, { id, version: 2, act: 'decide' }))).toBe('not_yours')
  held(await decideClawback(by(db, 'leader'), { id, version: 2, act: 'decide' }))
  for (const key of [
    'kunshan_applicant',
    'kunshan_handler',
    'suzhou_handler',
    'supervisor',
    'auditor',
  ] as const)
    expect((await findClawback(by(db, key), id)).status).toBe('decided')
  expect((await listClawbacks(by(db, 'kunshan_applicant'), page)).sumFen).toBe(wan(260))
  await expect(findClawback(by(db, 'jiangning_applicant'), id)).rejects.toThrow()
})

const page = { view: 'all', sort: { by: 'createdAt', descending: true }, page: 1, size: 50 } as const

eachDialect(
  'overdue at the end of the term, still to be paid back, transferred by the province',
  async (db) => {
    const { id } = await aNotifiedClawback(db)
    const sweep = (day: string) =>
      sweepClawbacks({ ...by(db, 'leader', new Date(`${day}T02:00:00Z`)), actor: systemActor })
    expect(await sweep('2025-06-18')).toBe(0)
    expect(await sweep('2025-06-19')).toBe(1)
    expect(await sweep('2025-06-19')).toBe(0)
    held(await repay(db, id, {}, late))
    expect(await db.client.clawback.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'overdue',
      repaidFen: wan(100),
    })
    const version = await versionOf(db, id)
    expect(codeOf(await transferClawback(by(db, 'leader', late), { id, version, reason: ' ' }))).toBe(
      'reason_required',
    )
    held(await transferClawback(by(db, 'leader', late), { id, version, reason: '多次催缴未缴' }))
    expect(await kinds(db)).toEqual(
      expect.arrayContaining(['clawback_overdue', 'clawback_to_transfer', 'clawback_transferred']),
    )
    expect(await breachesOf(db)).toEqual([])
  },
)

eachDialect('nothing comes back where all of it counts, and the reason is recorded', async (db) => {
  const { id } = await aProposedClawback(db, { eligibleWan: '380' })
  const leader = by(db, 'leader')
  expect(codeOf(await decideClawback(leader, { id, version: 2, act: 'decide' }))).toBe('clawback_nothing_due')
  expect(codeOf(await decideClawback(leader, { id, version: 2, act: 'waive' }))).toBe('reason_required')
  held(await decideClawback(leader, { id, version: 2, act: 'waive', reason: '全部合规' }))
  expect(await breachesOf(db)).toEqual([])
})

eachDialect('a payment cannot come back once its clawback was decided', async (db) => {
  const project = await aRunningProject(db)
  const payment = await aPaidPayment(db, project.id)
  const { version } = await db.client.project.findUniqueOrThrow({ where: { id: project.id } })
  const end = {
    id: project.id,
    version,
    act: 'revoke' as const,
    reason: '造假',
    documentNo: '苏工信函〔2025〕9号',
  }
  held(await stopProject(by(db, 'leader'), end))
  const { id } = await db.client.clawback.findUniqueOrThrow({ where: { projectId: project.id } })
  const handler = by(db, 'province_handler')
  held(await attachBasis(handler, { id, version: 0, name: '决定.pdf', content: aPdf }))
  const whole = { ground: 'false_materials', eligibleWan: '0', reason: '虚假材料' }
  held(await proposeClawback(handler, { id, version: 1, ...whole }))
  held(await decideClawback(by(db, 'leader'), { id, version: 2, act: 'decide' }))
  const back = { id: payment, version: 3, reason: '银行退回' }
  expect(codeOf(await returnPayment(by(db, 'kunshan_finance'), back))).toBe('clawback_stands')
})

eachDialect('a reward that was paid on false papers is revoked and claimed back', async (db) => {
  const { id } = await aReward(db)
  await anArrivedPayment(db, id)
  const paid = await db.client.project.findUniqueOrThrow({ where: { id } })
  expect(paid.status).toBe('paid')
  const papers = { act: 'revoke' as const, reason: '发票造假', documentNo: '苏工信函〔2025〕12号' }
  held(await stopProject(by(db, 'leader'), { id, version: paid.version, ...papers }))
  expect(await db.client.clawback.findFirst({ where: { projectId: id } })).toMatchObject({ cause: 'revoke' })
  expect(await db.client.creditRecord.count({ where: { projectId: id } })).toBe(1)
  expect(await breachesOf(db)).toEqual([])
})

eachDialect('a failed acceptance opens one', async (db) => {
  const { id: projectId } = await aRunningProject(db)
  await aPaidPayment(db, projectId)
  const version = await inAcceptance(db, projectId, { now: late }, { actualWan: '8,000' })
  const failed = conclusion(projectId, version, { outcome: 'failed', found: ['falseMaterials'] })
  held(await concludeAcceptance(by(db, 'suzhou_approver', late), failed))
  expect(await db.client.clawback.findFirst({ where: { projectId } })).toMatchObject({
    cause: 'fail',
    ground: 'failed_acceptance',
    status: 'opened',
  })
})

eachDialect('an end without money paid opens none', async (db) => {
  const { id } = await aRunningProject(db)
  const { version } = await db.client.project.findUniqueOrThrow({ where: { id } })
  const end = { id, version, act: 'terminate' as const, reason: '调整', documentNo: '苏工信函〔2025〕9号' }
  held(await stopProject(by(db, 'leader'), end))
  expect(await db.client.clawback.count()).toBe(0)
})

eachDialect(
  'what is to be paid back stands on the desk of the enterprise, by its term, until it is settled',
  async (db) => {
    const { id } = await aNotifiedClawback(db)
    const desk = async (now?: Date) => {
      const ctx = by(db, 'kunshan_applicant', now)
      const lines = (await todosOf(ctx)).filter(({ workflow }) => workflow === 'clawback')
      return [
        lines.map(({ status, dueAt, link }) => [status, dueAt, link]),
        (await countTodos(ctx)).funding ?? 0,
      ]
    }
    const { endsOn } = await db.client.clawback.findUniqueOrThrow({ where: { id } })
    const line = (status: string) => [[status, endOfDay(endsOn ?? ''), `/funding/clawbacks/${id}`]]
    expect(await desk()).toEqual([line('notified'), 1])
    held(await repay(db, id))
    expect(await desk()).toEqual([line('partial'), 1])
    await sweepClawbacks({ ...by(db, 'leader', late), actor: systemActor })
    expect(await desk(late)).toEqual([line('overdue'), 1])
    held(await repay(db, id, { amountYuan: '1,600,000', voucherNo: 'JK-2025-2' }, late))
    expect(await desk(late)).toEqual([[], 0])
    expect(await countTodos(by(db, 'jiangning_applicant'))).toMatchObject({ funding: 0 })
  },
)
