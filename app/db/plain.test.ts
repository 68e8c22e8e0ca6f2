import { expect } from 'vitest'
import { insertRows } from './plain.server.ts'
import { eachDialect } from './testing.ts'
import { isUniqueViolation } from './unique.server.ts'

eachDialect('rows come back as models know them, and a value that is there is found out', async (db) => {
  const day = { day: '2026-01-01', working: true, note: '加班' }
  await db.transact((tx) =>
    insertRows(tx, 'calendarDay', [day, { ...day, day: '2026-01-02', working: false }]),
  )
  expect(await db.client.calendarDay.findMany({ orderBy: { day: 'asc' } })).toEqual([
    day,
    { ...day, day: '2026-01-02', working: false },
  ])
  const again = db.transact((tx) => insertRows(tx, 'calendarDay', [day]))
  expect(await again.catch(isUniqueViolation)).toBe(true)
  const at = new Date('2025-03-18T09:00:00.001Z')
  const person = { id: 'u', loginName: 'u', name: 'u', passwordHash: '', roles: '', createdAt: at }
  await db.client.user.create({ data: person })
  const mail = {
    id: 'm',
    userId: 'u',
    subject: 'b',
    body: 'c',
    status: 'kept',
    createdAt: at,
    sentAt: null,
  }
  await db.transact((tx) => insertRows(tx, 'mail', [mail]))
  expect(await db.client.mail.findFirst({ where: { createdAt: at } })).toMatchObject(mail)
  await db.transact((tx) => insertRows(tx, 'mail', []))
})
