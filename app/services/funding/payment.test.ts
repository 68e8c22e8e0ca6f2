import { expect } from 'vitest'
import { findBreaches } from '#app/db/invariants.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import {
  anIssuedPayment,
  aPaidPayment,
  aReward,
  by,
  codeOf,
  fieldsOf,
  issueForm,
  sumsOf,
  voucherForm,
} from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'
import { grantFen } from '#fixtures/tracking.ts'
import { remindDue } from '../remind.server.ts'
import { confirmArrival } from './confirm.server.ts'
import { payPayment, receivePayment, returnPayment, withdrawPayment } from './pay.server.ts'

eachDialect('money goes from the province to the enterprise, each hop with its day', async (db) => {
  const { id: projectId } = await aReward(db)
  const id = await anIssuedPayment(db, projectId)
  expect(await sumsOf(db, projectId)).toEqual([grantFen, 0n, grantFen, 0n])
  const purse = by(db, 'kunshan_finance')
  expect((await todosOf(purse)).map(({ link }) => link)).toEqual([`/funding/${id}`])
  expect(await todosOf(by(db, 'suzhou_finance'))).toEqual([])
  held(await receivePayment(purse, { id, version: 1, receivedOn: '2025-05-19' }))
  held(await payPayment(purse, { id, version: 2, ...voucherForm }))
  expect(await sumsOf(db, projectId)).toEqual([grantFen, grantFen, grantFen, grantFen])
  const applicant = by(db, 'kunshan_applicant')
  expect((await todosOf(applicant)).map(({ workflow }) => workflow)).toEqual(['payment'])
  held(await confirmArrival(applicant, { id, version: 3, arrivedOn: '2025-05-19' }))
  expect(await db.client.project.findUniqueOrThrow({ where: { id: projectId } })).toMatchObject({
    status: 'paid',
  })
  expect(await db.client.paymentVoucher.findFirstOrThrow()).toMatchObject({ account: '**** 1234' })
  const documents = await db.client.document.findMany({ where: { ownerType: { in: ['issue', 'payment'] } } })
  expect(documents.map(({ kind, format }) => `${kind}.${format}`).toSorted()).toEqual([
    'fund_issue.pdf',
    'fund_issue.xlsx',
    'payment_arrival.pdf',
    'payment_voucher.pdf',
  ])
  expect(documents.every(({ entryId }) => entryId !== null)).toBe(true)
  const kinds = await db.client.notice.groupBy({ by: ['kind'], where: { kind: { startsWith: 'payment' } } })
  expect(kinds.map(({ kind }) => kind).toSorted()).toEqual([
    'payment_issued',
    'payment_to_confirm',
    'payment_to_receive',
  ])
})

eachDialect('the same money is paid once, whoever clicks at once', async (db) => {
  const { id: projectId } = await aReward(db)
  const id = await anIssuedPayment(db, projectId)
  const purse = by(db, 'kunshan_finance')
  held(await receivePayment(purse, { id, version: 1, receivedOn: '2025-05-19' }))
  const tries = await Promise.all(
    [1, 2, 3, 4].map((n) => payPayment(purse, { id, version: 2, ...voucherForm, voucherNo: `ZF-${n}` })),
  )
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await sumsOf(db, projectId)).toEqual([grantFen, grantFen, grantFen, grantFen])
  expect(await db.client.paymentVoucher.count()).toBe(1)
})

eachDialect('nothing is paid beyond what was issued', async (db) => {
  const { id: projectId } = await aReward(db)
  const id = await anIssuedPayment(db, projectId)
  const purse = by(db, 'kunshan_finance')
  held(await receivePayment(purse, { id, version: 1, receivedOn: '2025-05-19' }))
  await db.client.payment.update({ where: { id }, data: { amountFen: grantFen + 1n } })
  expect(codeOf(await payPayment(purse, { id, version: 2, ...voucherForm }))).toBe('over_issued')
})

eachDialect('another office, another role, another county', async (db) => {
  const { id: projectId } = await aReward(db)
  const id = await anIssuedPayment(db, projectId)
  const receive = (key: Parameters<typeof by>[1], version = 1) =>
    receivePayment(by(db, key), { id, version, receivedOn: '2025-05-19' })
  expect(codeOf(await receive('suzhou_finance'))).toBe('other_finance_pays')
  expect(codeOf(await receive('finance'))).toBe('other_finance_pays')
  for (const key of ['kunshan_handler', 'kunshan_applicant', 'province_handler', 'leader'] as const)
    expect([key, codeOf(await receive(key))]).toEqual([key, 'not_yours'])
  for (const key of ['jiangning_handler', 'park_applicant', 'sys_admin'] as const)
    await expect(receive(key)).rejects.toThrow(NotFound)
  expect(codeOf(await receive('kunshan_finance', 7))).toBe('stale_version')
  const early = { id, version: 1, receivedOn: '2025-05-18' }
  expect(fieldsOf(await receivePayment(by(db, 'kunshan_finance'), early))).toEqual(['receivedOn day_before'])
  held(await receive('kunshan_finance'))
  const pay = { id, version: 2, ...voucherForm, account: '12', bank: '' }
  expect(fieldsOf(await payPayment(by(db, 'kunshan_finance'), pay))).toEqual([
    'bank required',
    'account bank_account',
  ])
  expect(codeOf(await payPayment(by(db, 'kunshan_applicant'), pay))).toBe('not_yours')
  held(await payPayment(by(db, 'kunshan_finance'), { id, version: 2, ...voucherForm }))
  expect(codeOf(await confirmArrival(by(db, 'kunshan_finance'), { id, version: 3, arrivedOn: '' }))).toBe(
    'not_yours',
  )
  expect(
    fieldsOf(await confirmArrival(by(db, 'kunshan_applicant'), { id, version: 3, arrivedOn: '2025-05-18' })),
  ).toEqual(['arrivedOn day_before'])
})

eachDialect(
  'what came back is paid again by another order, what is handed back is issued anew',
  async (db) => {
    const { id: projectId } = await aReward(db)
    const id = await aPaidPayment(db, projectId)
    const purse = by(db, 'kunshan_finance')
    expect(codeOf(await returnPayment(purse, { id, version: 3, reason: ' ' }))).toBe('reason_required')
    held(await returnPayment(by(db, 'kunshan_applicant'), { id, version: 3, reason: '未到账' }))
    expect(await sumsOf(db, projectId)).toEqual([grantFen, 0n, grantFen, 0n])
    const again = { id, version: 4, ...voucherForm }
    expect(fieldsOf(await payPayment(purse, again))).toEqual(['voucherNo voucher_used'])
    held(await payPayment(purse, { ...again, voucherNo: 'ZF-2025-89' }))
    expect(await db.client.paymentVoucher.count({ where: { paymentId: id } })).toBe(2)
    held(await returnPayment(purse, { id, version: 5, reason: '户名不符' }))
    held(await withdrawPayment(purse, { id, version: 6, reason: '企业账户已注销' }))
    expect(await sumsOf(db, projectId)).toEqual([0n, 0n, 0n, 0n])
    await anIssuedPayment(db, projectId, { documentNo: '苏财工贸〔2025〕20号' })
    expect((await findBreaches(db)).filter(({ invariant }) => invariant === 'money_flows_down')).toEqual([])
  },
)

eachDialect('finance is told before and after its thirty days', async (db) => {
  const { id: projectId } = await aReward(db)
  const id = await anIssuedPayment(db, projectId)
  const purse = by(db, 'kunshan_finance')
  held(await receivePayment(purse, { id, version: 1, receivedOn: issueForm.issuedOn }))
  expect((await db.client.payment.findUniqueOrThrow({ where: { id } })).dueAt).toEqual(
    new Date('2025-06-18T16:00:00Z'),
  )
  const system = (day: string) => ({ ...by(db, 'finance', new Date(`${day}T02:00:00Z`)) })
  await remindDue(system('2025-06-17'))
  await remindDue(system('2025-06-19'))
  const told = await db.client.notice.findMany({
    where: { userId: 'user-kunshan_finance', kind: { in: ['due_soon', 'overdue'] } },
    orderBy: { createdAt: 'asc' },
  })
  expect(told.map(({ kind, link }) => `${kind} ${link}`)).toEqual([
    `due_soon /funding/${id}`,
    `overdue /funding/${id}`,
  ])
  const others = await db.client.notice.findMany({ where: { kind: 'overdue' }, orderBy: { userId: 'asc' } })
  expect(others.map(({ userId }) => userId)).toEqual(['user-finance', 'user-kunshan_finance'])
})
