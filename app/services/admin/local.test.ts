import { expect } from 'vitest'
import { expertsWithoutAccount, findUserRecord, listUsers, officesOf } from '#app/db/admin/users.server.ts'
import { eachDialect, type TestDb } from '#app/db/testing.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { changeContact } from '../contact.server.ts'
import type { Ctx } from '../context.ts'
import { setRoles } from './roles.server.ts'
import { createUser, moveUser, resetPassword, setActive } from './users.server.ts'

const typed = { loginName: 'new.person', name: '新同事', email: '', phone: '', uscc: '', expertId: '' }
const sorted = { by: 'loginName', descending: false }

async function seen(ctx: Ctx): Promise<string[]> {
  const { rows } = await listUsers(ctx, { view: 'all', sort: sorted, page: 1 })
  return rows.map(({ loginName }) => loginName)
}

/** A county's own administrators, whom its city appointed. */
async function ofKunshan(db: TestDb): Promise<{ sys: Ctx; sec: Ctx }> {
  const open = async (role: 'sys_admin' | 'sec_admin') => {
    const person = { ...typed, loginName: `kunshan_${role}`, officeCode: '320583' }
    const { id } = held(await createUser(ctxOf(db, 'suzhou_sys_admin'), person))
    held(await setRoles(ctxOf(db, 'suzhou_sec_admin'), { id, roles: [role] }))
    const ctx = ctxOf(db, 'kunshan_handler')
    return { ...ctx, actor: { ...ctx.actor, id, roles: [role] } }
  }
  return { sys: await open('sys_admin'), sec: await open('sec_admin') }
}

eachDialect('a city sees its own people, those below it and its enterprises, and no expert', async (db) => {
  await seedCast(db)
  await db.client.user.update({ where: { id: 'user-expert_bai' }, data: { orgId: 'office-320500' } })
  const people = [
    'kunshan_approver',
    'kunshan_finance',
    'kunshan_handler',
    'park_approver',
    'park_handler',
    'suzhou_approver',
    'suzhou_finance',
    'suzhou_handler',
    'suzhou_sec_admin',
    'suzhou_sys_admin',
    'yushan_approver',
    'yushan_handler',
  ]
  const firms = ['kunshan_applicant', 'kunshan_colleague', 'park_applicant']
  expect(await seen(ctxOf(db, 'suzhou_sys_admin'))).toEqual([...people, ...firms].toSorted())
  expect(await seen(ctxOf(db, 'suzhou_sec_admin'))).toEqual(people)
  expect(await seen((await ofKunshan(db)).sec)).toEqual([
    'kunshan_approver',
    'kunshan_finance',
    'kunshan_handler',
    'kunshan_sec_admin',
    'kunshan_sys_admin',
    'yushan_approver',
    'yushan_handler',
  ])
  expect(await expertsWithoutAccount(ctxOf(db, 'suzhou_sys_admin'))).toEqual([])
  expect((await officesOf(ctxOf(db, 'suzhou_sys_admin'))).every(({ code }) => code.startsWith('3205'))).toBe(
    true,
  )
})

eachDialect('a zone with nine digits is not below the district whose code it begins with', async (db) => {
  await seedCast(db)
  const { actor, ...ctx } = ctxOf(db, 'suzhou_sys_admin')
  const district = { ...ctx, actor: { ...actor, level: 'county' as const, unitCode: '320214' } }
  expect((await officesOf(district)).map(({ code }) => code)).toEqual(['320214'])
})

eachDialect('an account of another city, of the province or of an expert is not found', async (db) => {
  await seedCast(db)
  const [sys, sec] = [ctxOf(db, 'suzhou_sys_admin'), ctxOf(db, 'suzhou_sec_admin')]
  const foreign = [
    'nanjing_handler',
    'jiangning_handler',
    'province_handler',
    'leader',
    'sys_admin',
    'expert_bai',
  ]
  for (const id of [...foreign, 'jiangning_applicant'].map((key) => `user-${key}`)) {
    await expect(findUserRecord(sys, id)).rejects.toThrow('not found')
    await expect(resetPassword(sys, { id })).rejects.toThrow('not found')
    await expect(setActive(sys, { id, active: false })).rejects.toThrow('not found')
    await expect(moveUser(sys, { id, officeCode: '320500' })).rejects.toThrow('not found')
    await expect(changeContact(sys, { id, phone: '', email: '' })).rejects.toThrow('not found')
    await expect(setRoles(sec, { id, roles: ['handler'] })).rejects.toThrow('not found')
  }
})

eachDialect('a city opens accounts in its units alone, and gives the roles that fit there', async (db) => {
  await seedCast(db)
  const [sys, sec] = [ctxOf(db, 'suzhou_sys_admin'), ctxOf(db, 'suzhou_sec_admin')]
  for (const officeCode of ['320100', '320000', ''])
    expect(await createUser(sys, { ...typed, officeCode })).toMatchObject({
      refusal: { fields: [{ path: 'officeCode', code: 'not_a_unit' }] },
    })
  const firm = { officeCode: '320500', uscc: '91320583MADEMX02XQ' }
  expect(await createUser(sys, { ...typed, ...firm })).toMatchObject({
    refusal: { fields: [{ path: 'uscc', code: 'not_an_enterprise' }] },
  })
  const { id } = held(await createUser(sys, { ...typed, officeCode: '320500' }))
  for (const role of [
    'leader',
    'organiser',
    'supervisor',
    'auditor',
    'audit_admin',
    'sys_admin',
    'applicant',
  ])
    expect([role, await setRoles(sec, { id, roles: [role] })]).toMatchObject([
      role,
      { refusal: { code: 'role_of_higher_level' } },
    ])
  held(await setRoles(sec, { id, roles: ['handler'] }))
  expect(await moveUser(sys, { id, officeCode: '320100' })).toMatchObject({ ok: false })
  expect(await moveUser(sys, { id, officeCode: '' })).toMatchObject({ ok: false })
  held(await moveUser(sys, { id, officeCode: '320583100' }))
  await expect(setRoles(sys, { id, roles: ['approver'] })).rejects.toThrow('not found')
  await expect(createUser(sec, { ...typed, officeCode: '320500' })).rejects.toThrow('not found')
})

eachDialect(
  'administrators of a level are appointed by the level above, and borrowed by no password',
  async (db) => {
    await seedCast(db)
    const [sys, sec] = [ctxOf(db, 'suzhou_sys_admin'), ctxOf(db, 'suzhou_sec_admin')]
    const kunshan = await ofKunshan(db)
    const higher = { refusal: { code: 'account_of_higher_level' } }
    const other = { id: 'user-suzhou_sec_admin' }
    expect(await resetPassword(sys, other)).toMatchObject(higher)
    expect(await setActive(sys, { ...other, active: false })).toMatchObject(higher)
    expect(await changeContact(sys, { ...other, phone: '', email: '' })).toMatchObject(higher)
    expect(await setRoles(sec, { id: 'user-suzhou_sys_admin', roles: [] })).toMatchObject(higher)
    expect(await resetPassword(kunshan.sys, { id: kunshan.sec.actor.id })).toMatchObject(higher)
    expect(await moveUser(sys, { id: kunshan.sys.actor.id, officeCode: '320500' })).toMatchObject({
      refusal: { code: 'role_of_higher_level' },
    })
    held(await resetPassword(sys, { id: kunshan.sec.actor.id }))
    await db.client.user.update({ where: { id: 'user-suzhou_handler' }, data: { roles: 'auditor' } })
    expect(await resetPassword(sys, { id: 'user-suzhou_handler' })).toMatchObject(higher)
    held(await resetPassword(ctxOf(db, 'sys_admin'), other))
  },
)

eachDialect('an enterprise of the region is helped with a password, and not looked after', async (db) => {
  await seedCast(db)
  const sys = ctxOf(db, 'suzhou_sys_admin')
  const id = 'user-kunshan_applicant'
  expect((await findUserRecord(sys, id)).open).toEqual({ manage: false, help: true, grant: false })
  held(await resetPassword(sys, { id }))
  await expect(setActive(sys, { id, active: false })).rejects.toThrow('not found')
  await expect(changeContact(sys, { id, phone: '', email: '' })).rejects.toThrow('not found')
  await expect(setRoles(ctxOf(db, 'suzhou_sec_admin'), { id, roles: [] })).rejects.toThrow('not found')
})
