import { expect } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { changeContact } from './contact.server.ts'

eachDialect(
  'a person changes their own contact, an administrator anybody’s; the log keeps commitments',
  async (db) => {
    await seedCast(db)
    const own = ctxOf(db, 'supervisor')
    const typed = { id: own.actor.id, phone: ' 025-83000001 ', email: 'supervisor@example.com' }
    held(await changeContact(own, typed))
    held(await changeContact(own, typed))
    expect(await db.client.user.findUnique({ where: { id: own.actor.id } })).toMatchObject({
      phone: '025-83000001',
      email: 'supervisor@example.com',
    })
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
