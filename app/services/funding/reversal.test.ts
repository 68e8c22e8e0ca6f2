import { beforeAll, expect } from 'vitest'
import { systemActor } from '#app/authorization/actor.ts'
import { findClawback } from '#app/db/funding/clawback.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { aNotifiedClawback, repay, versionOf } from '#fixtures/clawback.ts'
import { testFolder } from '#fixtures/folder.ts'
import { by, codeOf } from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'
import { sweepClawbacks, transferClawback } from './collect-clawback.server.ts'
import { askReversal, declineReversal, reverseRepayment } from './reverse-repayment.server.ts'

const wan = (amount: number) => BigInt(amount) * 1_000_000n
const late = new Date('2025-06-19T02:00:00Z')

beforeAll(async () => {
  env.dataDir = await testFolder('reversal')
})

/** What the office of Kunshan does with one clawback: finance records and asks, the handler checks. */
async function collecting(db: Db) {
  const { id } = await aNotifiedClawback(db)
  const row = () => db.client.clawback.findUniqueOrThrow({ where: { id } })
  const act = async (reason = '') => ({ id, version: await versionOf(db, id), reason })
  const entry = async (number: number) =>
    (await db.client.repayment.findFirstOrThrow({ where: { clawbackId: id, number } })).id
  const ask = async (number: number, now?: Date) =>
    askReversal(by(db, 'kunshan_finance', now), {
      ...(await act('多记一位')),
      repaymentId: await entry(number),
    })
  const reverse = async (now?: Date) => reverseRepayment(by(db, 'kunshan_handler', now), await act())
  const breaches = async () =>
    (await findBreaches(db)).filter(({ subject }) => /Clawback|clawback|Repayment/.test(subject))
  return { id, row, act, entry, ask, reverse, breaches }
}

const toDo = async (db: Db, key: Parameters<typeof by>[1]) =>
  (await todosOf(by(db, key)))
    .filter(({ workflow, decision }) => workflow === 'clawback' && decision === 'reverse')
    .map(({ id }) => id)

eachDialect('a repayment recorded wrongly is reversed by a second person and recorded again', async (db) => {
  const { id, row, act, entry, ask, reverse, breaches } = await collecting(db)
  held(await repay(db, id, { amountYuan: '2,600,000' }))
  expect(await row()).toMatchObject({ status: 'settled', repaidFen: wan(260) })
  const finance = by(db, 'kunshan_finance')
  const wrong = { ...(await act(' ')), repaymentId: await entry(1) }
  expect(codeOf(await askReversal(finance, wrong))).toBe('reason_required')
  expect(codeOf(await askReversal(finance, { ...wrong, reason: '有误', repaymentId: 'none' }))).toBe(
    'repayment_unknown',
  )
  expect(codeOf(await reverse())).toBe('no_reversal_asked')
  held(await ask(1))
  expect(codeOf(await ask(1))).toBe('reversal_asked_already')
  expect(await toDo(db, 'kunshan_finance')).toEqual([])
  expect(await toDo(db, 'suzhou_handler')).toEqual([])
  expect(await toDo(db, 'kunshan_handler')).toEqual([id])
  expect(codeOf(await reverseRepayment(finance, await act()))).toBe('second_person_needed')
  expect((await findClawback(finance, id)).reversal).toMatchObject({ number: 1, reason: '多记一位' })
  const told = await findClawback(by(db, 'kunshan_applicant'), id)
  expect(told.reversal).toBeNull()
  expect(told.history.map(({ act: name }) => name)).not.toContain('clawback.ask_reversal')

  held(await reverse())
  expect(await row()).toMatchObject({
    status: 'notified',
    repaidFen: 0n,
    reversalOfId: null,
    dueAt: new Date('2025-06-18T16:00:00Z'),
  })
  expect(await toDo(db, 'kunshan_handler')).toEqual([])
  held(await repay(db, id, { amountYuan: '260,000' }))
  expect(await row()).toMatchObject({ status: 'partial', repaidFen: wan(26) })
  const { repayments, standing } = await findClawback(finance, id)
  expect(repayments.map((one) => [one.amountFen, one.voucherEntry, one.reversed, one.reverses])).toEqual([
    [wan(260), 1, true, null],
    [-wan(260), 2, false, 1],
    [wan(26), 3, false, null],
  ])
  expect(standing.map(({ number }) => number)).toEqual([3])
  expect(await breaches()).toEqual([])
})

eachDialect('declined, it stays as it was; asked by another unit, nothing happens', async (db) => {
  const { id, row, act, entry, ask } = await collecting(db)
  held(await repay(db, id))
  const elsewhere = { ...(await act('有误')), repaymentId: await entry(1) }
  for (const key of ['suzhou_handler', 'finance'] as const)
    expect(codeOf(await askReversal(by(db, key), elsewhere))).toBe('other_finance_collects')
  expect(codeOf(await askReversal(by(db, 'province_handler'), elsewhere))).toBe('not_yours')
  held(await ask(1))
  expect(codeOf(await declineReversal(by(db, 'kunshan_handler'), await act(' ')))).toBe('reason_required')
  held(await declineReversal(by(db, 'kunshan_handler'), await act('凭证无误')))
  expect(await row()).toMatchObject({
    status: 'partial',
    repaidFen: wan(100),
    reversalOfId: null,
    reversalReason: '',
  })
})

eachDialect('after the term it is overdue again, and what was transferred stays so', async (db) => {
  const { id, row, act, ask, reverse, breaches } = await collecting(db)
  held(await repay(db, id, { amountYuan: '2,600,000' }))
  held(await ask(1, late))
  held(await reverse(late))
  expect(await row()).toMatchObject({ status: 'notified', repaidFen: 0n })
  expect(await sweepClawbacks({ ...by(db, 'leader', late), actor: systemActor })).toBe(1)
  expect(await row()).toMatchObject({ status: 'overdue' })
  held(await repay(db, id, {}, late))
  held(await transferClawback(by(db, 'leader', late), await act('未缴清')))
  held(await ask(3, late))
  held(await reverse(late))
  expect(await row()).toMatchObject({ status: 'transferred', repaidFen: 0n, dueAt: null })
  expect(await breaches()).toEqual([])
})

eachDialect('two people at once reverse it once', async (db) => {
  const { id, row, act, ask, breaches } = await collecting(db)
  held(await repay(db, id))
  held(await ask(1))
  const seen = await act()
  const both = await Promise.all([1, 2].map(async () => reverseRepayment(by(db, 'kunshan_handler'), seen)))
  expect(both.map(codeOf).toSorted()).toEqual(['done', 'stale_version'])
  expect(await row()).toMatchObject({ repaidFen: 0n })
  expect(await breaches()).toEqual([])
})
