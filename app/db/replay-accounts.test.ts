import { expect } from 'vitest'
import { correctDay, enterYear } from '#app/services/admin/calendar.server.ts'
import { setRoles } from '#app/services/admin/roles.server.ts'
import { createUser, setActive } from '#app/services/admin/users.server.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { replayEvents } from './replay.server.ts'
import { eachDialect } from './testing.ts'

const told = /^(.*) \(([\w.]+), entry [0-9a-f-]{36}\)$/

async function named(db: Parameters<typeof replayEvents>[0]) {
  return (await replayEvents(db)).map(({ subject, expected, found }) => {
    const [, value, act] = told.exec(expected) ?? [null, expected, null]
    return [subject, value, act, found]
  })
}

eachDialect('a role, an office and an account that no event gave are named', async (db) => {
  await seedCast(db)
  const typed = { loginName: 'new_handler', name: '顾新', email: 'new@example.com', phone: '13900000000' }
  const ground = { officeCode: '320583', uscc: '', expertId: '' }
  const { id } = held(await createUser(ctxOf(db, 'sys_admin'), { ...typed, ...ground }))
  expect(await named(db)).toEqual([])
  held(await setRoles(ctxOf(db, 'sec_admin'), { id, roles: ['handler'] }))
  held(await setActive(ctxOf(db, 'sys_admin'), { id, active: false }))
  expect(await named(db)).toEqual([])

  const data = { roles: 'handler,approver', active: true, orgId: null }
  const { orgId } = await db.client.user.findUniqueOrThrow({ where: { id } })
  await db.client.user.update({ where: { id }, data })
  expect(await named(db)).toEqual(
    expect.arrayContaining([
      [`User ${id} roles`, 'handler', 'user.set_roles', 'handler,approver'],
      [`User ${id} active`, 'false', 'user.deactivate', 'true'],
      [`User ${id} orgId`, orgId, 'user.create', 'null'],
    ]),
  )
  await db.client.user.delete({ where: { id } })
  expect(await named(db)).toEqual([[`user:${id}`, 'a row', 'user.deactivate', 'none']])
  await db.client.user.create({
    data: { ...typed, id, roles: 'leader', passwordHash: '', createdAt: new Date() },
  })
  await db.client.user.create({
    data: { ...typed, id: 'other', loginName: 'other', roles: '', passwordHash: '', createdAt: new Date() },
  })
  expect(await named(db)).toEqual(expect.arrayContaining([['User other', 'an event', null, 'none']]))
})

eachDialect('a calendar day that no event entered or corrected so is named', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'sys_admin')
  held(await enterYear(ctx, { year: 2031, free: '2031-01-01', worked: '2031-01-04', note: '国办发明电' }))
  held(await correctDay(ctx, { day: '2031-01-02', working: false, note: '补充通知' }))
  expect(await named(db)).toEqual([])
  for (const [day, working] of [
    ['2031-01-01', true],
    ['2031-01-02', true],
    ['2031-01-04', false],
  ] as const)
    await db.client.calendarDay.update({ where: { day }, data: { working } })
  await db.client.calendarDay.delete({ where: { day: '2031-01-06' } })
  await db.client.calendarDay.create({ data: { day: '2026-06-11', working: false } })
  const breaches = await named(db)
  expect(breaches).toHaveLength(5)
  expect(breaches).toEqual(
    expect.arrayContaining([
      ['CalendarDay 2031-01-01 working', 'false', 'calendar.enter_year', 'true'],
      ['CalendarDay 2031-01-02 working', 'false', 'calendar.correct', 'true'],
      ['CalendarDay 2031-01-04 working', 'true', 'calendar.enter_year', 'false'],
      ['calendar_day:2031-01-06', 'a row', 'calendar.enter_year', 'none'],
      ['CalendarDay 2026-06-11', 'an event', null, 'none'],
    ]),
  )
})
