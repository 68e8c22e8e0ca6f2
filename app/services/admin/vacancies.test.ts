import { beforeAll, expect } from 'vitest'
import { countVacancies, listVacancies, type VacancyView } from '#app/db/admin/vacancies.server.ts'
import { eachDialect, type TestDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { testFolder } from '#fixtures/folder.ts'
import { anIssuedPayment, aReward } from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'
import { aSubmission, handledBy } from '#fixtures/review.ts'
import { aQualified } from '#fixtures/scoring.ts'
import { ctxOf } from '#fixtures/world.ts'
import { setDelegation } from '../delegation.server.ts'
import { setActive } from './users.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const byNumber = { by: 'waiting', descending: true }

async function vacant(db: TestDb, as: CastKey = 'sec_admin', view: VacancyView = 'all', q?: string) {
  const { rows } = await listVacancies(ctxOf(db, as), { view, q, sort: byNumber, page: 1 })
  return rows.map(({ code, role, waiting }) => `${code} ${role} ${waiting}`)
}

const close = async (db: TestDb, key: CastKey) =>
  held(await setActive(ctxOf(db, 'sys_admin'), { id: `user-${key}`, active: false }))

eachDialect('a county without an approver is named while something there needs one', async (db) => {
  const { id, guidelineId } = await aSubmission(db)
  await aSubmission(db, { key: 'jiangning', guidelineId })
  expect(await vacant(db)).toEqual([])
  await close(db, 'kunshan_approver')
  for (const key of ['sec_admin', 'sys_admin', 'suzhou_sec_admin', 'suzhou_sys_admin'] as const)
    expect(await vacant(db, key)).toEqual(['320583 approver 1'])
  await handledBy(db, id, 'kunshan')
  await close(db, 'kunshan_handler')
  expect(await vacant(db)).toEqual(['320583 approver 1'])
  expect(await vacant(db, 'sec_admin', 'handler')).toEqual([])
  await close(db, 'jiangning_handler')
  expect(await vacant(db)).toEqual(['320115 handler 1', '320583 approver 1'])
  expect(await vacant(db, 'sec_admin', 'all', '昆山')).toEqual(['320583 approver 1'])
  expect(await vacant(db, 'suzhou_sec_admin')).toEqual(['320583 approver 1'])
  const nanjing = ctxOf(db, 'suzhou_sec_admin')
  expect(await countVacancies({ ...nanjing, actor: { ...nanjing.actor, unitCode: '320100' } })).toBe(1)
  const others = ['leader', 'audit_admin', 'kunshan_finance', 'kunshan_applicant', 'expert_jin'] as const
  for (const key of others) expect(await countVacancies(ctxOf(db, key))).toBe(0)
})

eachDialect('whoever is away has a deputy and is no vacancy; a closed account ends both', async (db) => {
  await aSubmission(db)
  held(
    await setDelegation(ctxOf(db, 'kunshan_approver'), {
      absentId: 'user-kunshan_approver',
      deputyId: 'user-kunshan_handler',
      roles: ['approver'],
      startsAt: '2025-03-10 09:00',
      endsAt: '2025-03-14 18:00',
      reason: '',
    }),
  )
  expect(await vacant(db)).toEqual([])
  await close(db, 'kunshan_approver')
  expect(await vacant(db)).toEqual(['320583 approver 1'])
})

eachDialect('money waits for the finance of the office that pays it', async (db) => {
  const project = await aReward(db)
  const payment = await anIssuedPayment(db, project.id)
  const { payerCode } = await db.client.payment.findUniqueOrThrow({ where: { id: payment } })
  expect(payerCode).toBe('320583')
  expect(await vacant(db, 'sec_admin', 'finance')).toEqual([])
  await close(db, 'kunshan_finance')
  expect(await vacant(db, 'sec_admin', 'finance')).toEqual(['320583 finance 1'])
  expect(await vacant(db, 'suzhou_sys_admin')).toEqual(['320583 finance 1'])
})

eachDialect('of the province its own offices are looked at, too', async (db) => {
  const { guidelineId } = await aSubmission(db)
  await aQualified(db, guidelineId, 'jiangning')
  expect(await vacant(db)).toEqual([])
  await close(db, 'organiser')
  expect(await vacant(db)).toEqual(['320000 organiser 1'])
  const { counts, count } = await listVacancies(ctxOf(db, 'sec_admin'), {
    view: 'provincial',
    sort: { by: 'unit', descending: false },
    page: 1,
  })
  expect([count, counts]).toEqual([1, { all: 1, handler: 0, approver: 0, finance: 0, provincial: 1 }])
  expect(await vacant(db, 'suzhou_sec_admin')).toEqual([])
})
