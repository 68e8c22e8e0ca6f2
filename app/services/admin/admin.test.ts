import { expect } from 'vitest'
import { searchAudit } from '#app/db/admin/audit.server.ts'
import { findYear } from '#app/db/admin/calendar.server.ts'
import { listJobs, listMails } from '#app/db/admin/outbox.server.ts'
import { countRoleless, listUsers } from '#app/db/admin/users.server.ts'
import { findSignedIn, oneTime } from '#app/db/session.server.ts'
import { loadCalendar } from '#app/db/calendar.server.ts'
import { eachDialect, type TestDb } from '#app/db/testing.ts'
import { newId } from '#app/platform/id.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { changePassword, signIn, whoIs } from '../session.server.ts'
import { correctDay, enterYear } from './calendar.server.ts'
import { retryJob } from './jobs.server.ts'
import { setRoles } from './roles.server.ts'
import { createUser, moveUser, resetPassword, setActive } from './users.server.ts'
import { held } from '#fixtures/held.ts'

const now = new Date('2025-03-10T02:00:00Z')
const visit = (db: TestDb) => ({ db, now, requestId: 'r', ip: '192.0.2.7', userAgent: 'test' })
const newcomer = {
  loginName: 'new.person',
  name: '新同事',
  email: '',
  phone: '',
  officeCode: '320500',
  uscc: '',
  expertId: '',
}

eachDialect('an account is opened by one administrator and given its role by another', async (db) => {
  await seedCast(db)
  const sys = ctxOf(db, 'sys_admin')
  const sec = ctxOf(db, 'sec_admin')
  const { id, password } = held(await createUser(sys, newcomer))
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  expect(await createUser(sys, newcomer)).toMatchObject({ ok: false, refusal: { code: 'login_taken' } })

  await expect(createUser(sec, newcomer)).rejects.toThrow('not found')
  await expect(setRoles(sys, { id, roles: ['handler'] })).rejects.toThrow('not found')
  for (const key of ['audit_admin', 'province_handler', 'leader'] as const) {
    await expect(setRoles(ctxOf(db, key), { id, roles: ['handler'] })).rejects.toThrow('not found')
    await expect(resetPassword(ctxOf(db, key), { id })).rejects.toThrow('not found')
  }

  expect(await Promise.all([sec, sys, ctxOf(db, 'leader')].map(countRoleless))).toEqual([1, 0, 0])
  expect(await countRoleless(ctxOf(db, 'suzhou_sec_admin'))).toBe(1)
  held(await setRoles(sec, { id, roles: ['handler', 'approver'] }))
  expect(await countRoleless(sec)).toBe(0)
  const byLogin = { by: 'loginName', descending: false }
  const rows = (await listUsers(sec, { view: 'all', q: 'new.person', sort: byLogin, page: 1 })).rows
  expect(rows.map(({ roles }) => roles)).toEqual([['handler', 'approver']])
  expect(await setRoles(sec, { id, roles: ['sys_admin', 'sec_admin'] })).toMatchObject({
    refusal: { code: 'roles_apart' },
  })
  expect(await setRoles(sec, { id, roles: ['expert'] })).toMatchObject({
    refusal: { code: 'role_needs_expert' },
  })
  expect(await setRoles(sec, { id: 'user-sec_admin', roles: ['handler'] })).toMatchObject({
    refusal: { code: 'own_account' },
  })
  expect(await moveUser(sys, { id, officeCode: '' })).toMatchObject({
    refusal: { code: 'role_needs_office' },
  })
  const log = await searchAudit(ctxOf(db, 'audit_admin'), { dossier: 'new.person', page: 1 })
  expect(log.rows.map(({ act }) => act)).toEqual(['user.set_roles', 'user.create'])
  expect(JSON.stringify(log)).not.toContain(password)
})

eachDialect('a one-time password opens a session that can only change it', async (db) => {
  await seedCast(db)
  const { password } = held(await createUser(ctxOf(db, 'sys_admin'), newcomer))
  const { token } = held(await signIn(visit(db), { loginName: 'new.person', password }))
  const actor = await whoIs({ db, now }, token)
  expect(actor?.via).toBe(oneTime)
  if (!actor) throw new Error('not signed in')
  const ctx = { ...ctxOf(db, 'system'), actor }
  const wanted = 'my own 2026 words'
  held(await changePassword(ctx, { current: password, wanted, again: wanted, token }))
  expect((await whoIs({ db, now }, token))?.via).toBe('session')
})

eachDialect('closing an account ends its sessions at once; nobody closes their own', async (db) => {
  await seedCast(db)
  const sys = ctxOf(db, 'sys_admin')
  await db.client.session.create({
    data: {
      id: 'hash',
      userId: 'user-suzhou_handler',
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
      ip: '',
      userAgent: '',
    },
  })
  const find = () => findSignedIn(db, { sessionId: 'hash', now, idleBefore: new Date(0) })
  expect(await find()).not.toBeNull()
  held(await setActive(sys, { id: 'user-suzhou_handler', active: false }))
  expect(await find()).toBeNull()
  expect(await setActive(sys, { id: 'user-sys_admin', active: false })).toMatchObject({ ok: false })
})

eachDialect('a day corrected by the administrator counts; an unknown year is entered whole', async (db) => {
  await seedCast(db)
  const sys = ctxOf(db, 'sys_admin')
  held(await correctDay(sys, { day: '2025-04-27', working: false, note: '省政府通知' }))
  expect((await loadCalendar(db.client)).isWorkday('2025-04-27')).toBe(false)
  const { days } = await findYear(sys, 2025)
  expect(days.filter(({ note }) => note !== null)).toEqual([
    { day: '2025-04-27', weekday: 7, working: false, note: '省政府通知' },
  ])
  expect(await enterYear(sys, { year: 2025, free: '2025-01-01', worked: '', note: 'x' })).toMatchObject({
    refusal: { code: 'calendar_year_known' },
  })
  expect(
    await enterYear(sys, { year: 2040, free: '2040-13-01 2039-01-02', worked: '', note: 'x' }),
  ).toMatchObject({
    refusal: {
      fields: [{ code: 'not_a_day_of' }, { code: 'not_a_day_of' }, { path: 'free', code: 'required' }],
    },
  })
  const year = { year: 2040, free: '2040-01-02\n2040-10-01', worked: '2040-10-06', note: '国办发明电' }
  expect(held(await enterYear(sys, year))).toEqual({ days: 366 })
  const { isWorkday } = await loadCalendar(db.client)
  expect(['2040-01-02', '2040-01-03', '2040-01-07', '2040-10-06'].map(isWorkday)).toEqual([
    false,
    true,
    false,
    true,
  ])
  await expect(
    correctDay(ctxOf(db, 'leader'), { day: '2025-04-27', working: true, note: 'x' }),
  ).rejects.toThrow()
})

eachDialect('a job that was given up is run again, by the system administrator alone', async (db) => {
  await seedCast(db)
  const id = newId()
  const mailId = newId()
  await db.client.mail.create({
    data: {
      id: mailId,
      userId: 'user-leader',
      subject: 'a receipt',
      body: '',
      status: 'kept',
      createdAt: now,
    },
  })
  const payload = JSON.stringify({ mailId })
  const job = { name: 'send_mail', payload, attempt: 8, availableAt: now, createdAt: now }
  await db.client.job.create({ data: { ...job, id, state: 'discarded', error: '421 later' } })
  await expect(retryJob(ctxOf(db, 'audit_admin'), { id })).rejects.toThrow('not found')
  const sys = ctxOf(db, 'sys_admin')
  held(await retryJob(sys, { id }))
  expect((await listJobs(sys, { view: 'available', page: 1 })).rows).toMatchObject([
    { id, mail: { id: mailId, subject: 'a receipt' }, document: null, attempt: 0, error: null },
  ])
  expect(await retryJob(sys, { id })).toMatchObject({ refusal: { code: 'job_not_given_up', status: 409 } })
})

eachDialect('mails, jobs and the log are for those whose work they are', async (db) => {
  await seedCast(db)
  const watchers = ['supervisor', 'auditor', 'audit_admin'] as const
  for (const key of watchers) await searchAudit(ctxOf(db, key), { page: 1 })
  for (const key of ['sys_admin', 'sec_admin', 'leader', 'province_handler', 'kunshan_applicant'] as const)
    await expect(searchAudit(ctxOf(db, key), { page: 1 })).rejects.toThrow('not found')
  for (const key of ['audit_admin', 'leader', 'kunshan_applicant', 'expert_jin'] as const) {
    await expect(listMails(ctxOf(db, key), { view: 'all', page: 1 })).rejects.toThrow('not found')
    await expect(listJobs(ctxOf(db, key), { view: 'all', page: 1 })).rejects.toThrow('not found')
  }
})
