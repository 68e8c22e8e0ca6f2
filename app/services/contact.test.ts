import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { findUserRecord } from '#app/db/admin/users.server.ts'
import { ownContact } from '#app/db/session.server.ts'
import { phoneMarks, sealedReach } from '#app/db/contact.server.ts'
import { findEnterprise } from '#app/db/enterprise.server.ts'
import { enterprises } from '#fixtures/cast.ts'
import { env } from '#app/platform/env.server.ts'
import { resealAll } from './admin/reseal.server.ts'
import { revealAccount, revealEnterprise } from './reveal-contact.server.ts'
import { changeContact } from './contact.server.ts'

eachDialect(
  'a person changes their own contact, an administrator anybody’s; the log keeps commitments',
  async (db) => {
    await seedCast(db)
    const own = ctxOf(db, 'supervisor')
    const typed = { id: own.actor.id, phone: ' 025-83000001 ', email: 'supervisor@example.com' }
    held(await changeContact(own, typed))
    held(await changeContact(own, typed))
    const known = { phone: '025-83000001', email: 'supervisor@example.com' }
    const kept = await db.client.user.findUniqueOrThrow({ where: { id: own.actor.id } })
    expect([kept.phone, kept.email]).not.toEqual(expect.arrayContaining(Object.values(known)))
    expect(await ownContact(own)).toEqual(known)
    const sys = ctxOf(db, 'sys_admin')
    const shown = await findUserRecord(sys, own.actor.id)
    expect(shown).toMatchObject({ phone: '025****0001', email: 's****@example.com' })
    held(await changeContact(sys, { id: own.actor.id, phone: shown.phone, email: shown.email }))
    expect(await ownContact(own)).toEqual(known)
    const [entry, ...more] = await db.client.auditEntry.findMany({ where: { act: 'user.contact' } })
    expect(more).toEqual([])
    const text = Buffer.from(entry?.bytes ?? '').toString()
    expect(JSON.parse(text)).toMatchObject({
      object: { type: 'user', id: own.actor.id },
      after: { phone: { hmac: expect.any(String) }, email: { hmac: expect.any(String) } },
    })
    expect(text).not.toContain('83000001')
    held(await changeContact(ctxOf(db, 'sys_admin'), { ...typed, phone: '' }))

    expect(await changeContact(own, { ...typed, phone: '110', email: 'mail' })).toMatchObject({
      refusal: { code: 'form_has_problems', fields: [{ path: 'phone' }, { path: 'email' }] },
    })
    for (const key of ['sec_admin', 'organiser', 'kunshan_applicant'] as const)
      await expect(changeContact(ctxOf(db, key), typed)).rejects.toThrow('not found')
    const nobody = { ...typed, id: 'nobody' }
    await expect(changeContact(ctxOf(db, 'sys_admin'), nobody)).rejects.toThrow('not found')
  },
)

eachDialect('who looks at a contact in full leaves a line in the log', async (db) => {
  await seedCast(db)
  const supervisor = ctxOf(db, 'supervisor').actor.id
  expect(held(await revealAccount(ctxOf(db, 'sys_admin'), supervisor))).toEqual({
    phone: '025-00000002',
    email: 'supervisor@example.com',
  })
  const county = ctxOf(db, 'kunshan_handler')
  expect(await findEnterprise(county, 'enterprise-kunshan')).toMatchObject({ contactPhone: '138****0000' })
  const reached = { phone: '13800000000', email: 'kunshan@example.com' }
  expect(held(await revealEnterprise(county, 'enterprise-kunshan'))).toEqual(reached)
  const own = await findEnterprise(ctxOf(db, 'kunshan_applicant'), 'enterprise-kunshan')
  expect(own).toMatchObject({ contactPhone: '13800000000' })

  const elsewhere = Object.keys(enterprises).find((key) => !key.startsWith('kunshan'))
  await expect(revealEnterprise(county, `enterprise-${elsewhere}`)).rejects.toThrow('not found')
  for (const key of ['sec_admin', 'leader', 'kunshan_applicant'] as const)
    await expect(revealAccount(ctxOf(db, key), supervisor)).rejects.toThrow('not found')
  const looks = await db.client.auditEntry.findMany({
    where: { act: { in: ['user.reveal', 'enterprise.reveal'] } },
    orderBy: { id: 'asc' },
  })
  expect(looks.map(({ act, actorId, dossier }) => [act, actorId, dossier])).toEqual([
    ['user.reveal', 'user-sys_admin', `user:${supervisor}`],
    ['enterprise.reveal', 'user-kunshan_handler', 'enterprise:enterprise-kunshan'],
  ])
})

eachDialect(
  'applicants with one telephone find each other although it is sealed, under each key',
  async (db) => {
    await seedCast(db)
    const same = () =>
      db.client.enterprise.count({ where: { contactPhoneMark: { in: phoneMarks('13800000000') } } })
    const all = await db.client.enterprise.count()
    expect(await same()).toBe(all)
    const first = env.fieldKey
    try {
      env.fieldKey = `${randomBytes(32).toString('base64')} ${first}`
      const id = 'enterprise-kunshan'
      const reach = { contactPhone: '13800000000', contactEmail: '' }
      await db.client.enterprise.update({ where: { id }, data: sealedReach(id, reach) })
      expect(await same()).toBe(all)
      held(await resealAll(ctxOf(db, 'system')))
      env.fieldKey = env.fieldKey.split(' ')[0] ?? ''
      expect(await same()).toBe(all)
    } finally {
      env.fieldKey = first
    }
  },
)
