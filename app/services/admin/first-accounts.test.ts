import { expect } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { ctxOf } from '#fixtures/world.ts'
import { seedReference } from '#prisma/reference.ts'
import { openFirstAccounts } from './first-accounts.server.ts'

eachDialect('a new installation gets its three administrators, once', async (db) => {
  await seedReference(db)
  const opened = await openFirstAccounts(ctxOf(db, 'system'))
  expect(opened.ok && opened.value.map(({ loginName }) => loginName)).toEqual([
    'sys_admin',
    'sec_admin',
    'audit_admin',
  ])
  expect(await db.client.user.count({ where: { passwordOneTime: true } })).toBe(3)
  expect(await db.client.auditEntry.count({ where: { act: 'user.create' } })).toBe(3)
  expect(await openFirstAccounts(ctxOf(db, 'system'))).toMatchObject({ refusal: { code: 'accounts_exist' } })
})
