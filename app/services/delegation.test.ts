import { expect } from 'vitest'
import { delegationsOf } from '#app/db/office/delegation.server.ts'
import { actorAt } from '#app/db/session.server.ts'
import { eachDialect, type TestDb } from '#app/db/testing.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { askErasure, erasePersonal } from './admin/erasure.server.ts'
import { setRoles } from './admin/roles.server.ts'
import { moveUser, resetPassword, setActive } from './admin/users.server.ts'
import { setDelegation } from './delegation.server.ts'
import { endDelegation } from './end-delegation.server.ts'
import { tellDeputies } from './tell-deputies.server.ts'

/** 10 March 2025, 10:00 in Shanghai, as everywhere in the fixtures. */
const now = new Date('2025-03-10T02:00:00Z')
const away = { startsAt: '2025-03-11 08:30', endsAt: '2025-03-14 18:00', reason: '年休假' }
const typed = {
  ...away,
  absentId: 'user-province_approver',
  deputyId: 'user-province_handler_two',
  roles: ['approver'],
}
const later = { startsAt: '2025-03-17 08:30', endsAt: '2025-03-18 18:00', reason: '公务出差' }
const tuesday = new Date('2025-03-11T00:30:00Z')
const friday = new Date('2025-03-14T10:00:00Z')

const rolesAt = async (db: TestDb, at: Date, id = 'user-province_handler_two') =>
  (await actorAt(db, id, at, 'test'))?.roles.join()
const noticesTo = (db: TestDb, key: CastKey) =>
  db.client.notice.findMany({ where: { userId: `user-${key}` }, select: { kind: true } })

eachDialect('a person hands a role to a colleague for a period, to the minute', async (db) => {
  await seedCast(db)
  const { id } = held(await setDelegation(ctxOf(db, 'province_approver'), typed))
  expect(await rolesAt(db, new Date(tuesday.getTime() - 1))).toBe('handler')
  expect(await rolesAt(db, tuesday)).toBe('handler,approver')
  expect(await rolesAt(db, new Date(friday.getTime() - 1))).toBe('handler,approver')
  expect(await rolesAt(db, friday)).toBe('handler')
  expect(await rolesAt(db, tuesday, 'user-province_approver')).toBe('approver')
  expect(await actorAt(db, 'user-province_handler_two', tuesday, 'test')).toMatchObject({
    deputy: { ownRoles: ['handler'], standsIn: [{ id: 'user-province_approver', roles: ['approver'] }] },
  })
  expect(await noticesTo(db, 'province_handler_two')).toEqual([{ kind: 'delegation_set' }])
  expect(await noticesTo(db, 'province_approver')).toEqual([])
  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'delegation.set' } })
  const { after, object, reason } = JSON.parse(Buffer.from(entry.bytes).toString())
  expect(entry.dossier).toBe('user:user-province_approver')
  expect(object).toMatchObject({ type: 'delegation', id })
  expect(after).toEqual({
    absent: 'user-province_approver',
    deputy: 'user-province_handler_two',
    endsAt: friday.toISOString(),
    roles: ['approver'],
    startsAt: tuesday.toISOString(),
  })
  expect(reason).toHaveProperty('hmac')
})

eachDialect('the deputy is told when it begins, once', async (db) => {
  await seedCast(db)
  held(await setDelegation(ctxOf(db, 'province_approver'), typed))
  const at = (instant: Date) => tellDeputies(ctxOf(db, 'system', { now: instant }))
  expect(await at(now)).toBe(0)
  expect(await at(tuesday)).toBe(1)
  expect(await at(tuesday)).toBe(0)
  expect(await noticesTo(db, 'province_handler_two')).toEqual([
    { kind: 'delegation_set' },
    { kind: 'delegation_started' },
  ])
})

eachDialect('the security administrator sets it for somebody who is away, and says why', async (db) => {
  await seedCast(db)
  const sec = ctxOf(db, 'sec_admin')
  expect(await setDelegation(sec, { ...typed, reason: ' ' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  held(await setDelegation(sec, { ...typed, startsAt: '2025-03-10 08:00' }))
  expect(await rolesAt(db, now)).toBe('handler,approver')
  expect(await rolesAt(db, new Date(now.getTime() - 1))).toBe('handler')
  expect(await noticesTo(db, 'province_approver')).toEqual([{ kind: 'delegation_set' }])
  for (const key of ['sys_admin', 'province_handler', 'leader', 'province_handler_two'] as const)
    await expect(setDelegation(ctxOf(db, key), typed)).rejects.toThrow('not found')
})

eachDialect('what may not be handed over is refused with its reason', async (db) => {
  await seedCast(db)
  const approver = ctxOf(db, 'province_approver')
  const refusals: [Partial<typeof typed>, string][] = [
    [{ deputyId: 'user-suzhou_handler' }, 'deputy_elsewhere'],
    [{ deputyId: 'user-supervisor' }, 'roles_apart'],
    [{ deputyId: 'user-province_approver' }, 'deputy_is_oneself'],
    [{ deputyId: '' }, 'form_has_problems'],
    [{ roles: ['leader'] }, 'delegated_not_held'],
    [{ endsAt: '2025-03-10 09:00' }, 'form_has_problems'],
  ]
  for (const [wrong, code] of refusals)
    expect(await setDelegation(approver, { ...typed, ...wrong })).toMatchObject({ refusal: { code } })
  expect(await db.client.delegation.count()).toBe(0)

  held(await setDelegation(approver, typed))
  expect(await setDelegation(approver, typed)).toMatchObject({ refusal: { code: 'delegation_overlaps' } })
  const byDeputy = { ...typed, absentId: 'user-province_handler_two', deputyId: 'user-leader' }
  const deputy = { ...ctxOf(db, 'province_handler_two'), now: tuesday }
  const acting = (await actorAt(db, 'user-province_handler_two', tuesday, 'test')) ?? deputy.actor
  expect(await setDelegation({ ...deputy, actor: acting }, byDeputy)).toMatchObject({
    refusal: { code: 'delegated_not_held' },
  })
  const toWhoIsAway = {
    ...typed,
    absentId: 'user-leader',
    deputyId: 'user-province_approver',
    roles: ['leader'],
  }
  expect(await setDelegation(ctxOf(db, 'leader'), toWhoIsAway)).toMatchObject({
    refusal: { code: 'deputy_away', params: { name: '吴岚' } },
  })
})

eachDialect(
  'either person, or the security administrator with a reason, ends it early; others find none',
  async (db) => {
    await seedCast(db)
    const set = async () => held(await setDelegation(ctxOf(db, 'province_approver'), typed)).id
    for (const key of ['province_approver', 'province_handler_two', 'sec_admin'] as const) {
      const id = await set()
      for (const other of ['province_handler', 'sys_admin'] as const)
        await expect(endDelegation(ctxOf(db, other), { id, reason: 'x' })).rejects.toThrow('not found')
      const reason = key === 'sec_admin' ? '本人已回岗' : ''
      if (reason)
        expect(await endDelegation(ctxOf(db, key), { id, reason: '' })).toMatchObject({
          refusal: { code: 'reason_required' },
        })
      held(await endDelegation(ctxOf(db, key), { id, reason }))
      expect(await rolesAt(db, tuesday)).toBe('handler')
      expect(await endDelegation(ctxOf(db, key), { id, reason: 'x' })).toMatchObject({
        refusal: { code: 'delegation_over' },
      })
    }
    expect(await db.client.notice.count({ where: { kind: 'delegation_ended' } })).toBe(6)
  },
)

eachDialect(
  'it ends at once when an account is closed, moved or loses the role, and does not come back',
  async (db) => {
    await seedCast(db)
    const [sys, sec] = [ctxOf(db, 'sys_admin'), ctxOf(db, 'sec_admin')]
    const [absent, deputy] = [typed.absentId, typed.deputyId]
    const changes: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
      [
        'deputy_inactive',
        () => setActive(sys, { id: absent, active: false }),
        () => setActive(sys, { id: absent, active: true }),
      ],
      [
        'deputy_inactive',
        () => setActive(sys, { id: deputy, active: false }),
        () => setActive(sys, { id: deputy, active: true }),
      ],
      [
        'delegated_not_held',
        () => setRoles(sec, { id: absent, roles: ['leader'] }),
        () => setRoles(sec, { id: absent, roles: ['approver'] }),
      ],
      [
        'roles_apart',
        () => setRoles(sec, { id: deputy, roles: ['supervisor'] }),
        () => setRoles(sec, { id: deputy, roles: ['handler'] }),
      ],
      [
        'deputy_elsewhere',
        () => moveUser(sys, { id: absent, officeCode: '320500' }),
        () => moveUser(sys, { id: absent, officeCode: '320000' }),
      ],
    ]
    for (const [cause, change, back] of changes) {
      held(await setDelegation(ctxOf(db, 'province_approver'), typed))
      await change()
      await back()
      expect(await rolesAt(db, tuesday)).toBe('handler')
      const last = await db.client.auditEntry.findFirstOrThrow({
        where: { act: 'delegation.end' },
        orderBy: { id: 'desc' },
      })
      expect(JSON.parse(Buffer.from(last.bytes).toString()).after).toMatchObject({ cause })
    }
    expect(await db.client.delegation.count({ where: { endedAt: null } })).toBe(0)
  },
)

eachDialect(
  'an administrator below the province hands over no role that only a level above gives',
  async (db) => {
    await seedCast(db)
    const { actor } = ctxOf(db, 'suzhou_sec_admin')
    const newcomer = {
      id: 'user-newcomer',
      loginName: 'newcomer',
      name: '新同事',
      passwordHash: '',
      roles: '',
    }
    await db.client.user.create({ data: { ...newcomer, orgId: actor.orgId, createdAt: now } })
    const sec = ctxOf(db, 'suzhou_sec_admin')
    const forSys = {
      ...typed,
      absentId: 'user-suzhou_sys_admin',
      deputyId: newcomer.id,
      roles: ['sys_admin'],
    }
    expect(await setDelegation(sec, forSys)).toMatchObject({ refusal: { code: 'role_of_higher_level' } })
    await expect(setDelegation(sec, typed)).rejects.toThrow('not found')
    held(
      await setDelegation(sec, {
        ...typed,
        absentId: 'user-suzhou_approver',
        deputyId: 'user-suzhou_handler',
      }),
    )

    held(
      await setDelegation(sec, { ...typed, absentId: actor.id, deputyId: newcomer.id, roles: ['sec_admin'] }),
    )
    expect(await resetPassword(ctxOf(db, 'suzhou_sys_admin'), { id: newcomer.id })).toMatchObject({
      refusal: { code: 'account_of_higher_level' },
    })
  },
)

eachDialect(
  'nobody stands in for two who may not be one person, and no administrator for another',
  async (db) => {
    await seedCast(db)
    const newcomer = {
      id: 'user-newcomer',
      loginName: 'newcomer',
      name: '新同事',
      passwordHash: '',
      roles: '',
    }
    const { orgId } = ctxOf(db, 'leader').actor
    await db.client.user.create({ data: { ...newcomer, orgId, createdAt: now } })
    const to = (absentId: string, role: string) => ({
      ...typed,
      absentId,
      deputyId: newcomer.id,
      roles: [role],
    })
    held(await setDelegation(ctxOf(db, 'supervisor'), to('user-supervisor', 'supervisor')))
    expect(await setDelegation(ctxOf(db, 'leader'), to('user-leader', 'leader'))).toMatchObject({
      refusal: { code: 'roles_apart' },
    })
    const toOneself = { ...typed, deputyId: 'user-sec_admin' }
    expect(await setDelegation(ctxOf(db, 'sec_admin'), toOneself)).toMatchObject({
      refusal: { code: 'own_account' },
    })
  },
)

eachDialect('an account changed behind the services hands nothing over', async (db) => {
  await seedCast(db)
  held(await setDelegation(ctxOf(db, 'province_approver'), typed))
  await db.client.user.update({ where: { id: typed.absentId }, data: { roles: 'leader' } })
  expect(await rolesAt(db, tuesday)).toBe('handler')
  await db.client.user.update({ where: { id: typed.absentId }, data: { roles: 'approver', active: false } })
  expect(await rolesAt(db, tuesday)).toBe('handler')
})

eachDialect(
  'the page offers whom and what one may choose; a reason is for the person and the administrator',
  async (db) => {
    await seedCast(db)
    held(await setDelegation(ctxOf(db, 'province_approver'), typed))
    const own = await delegationsOf(ctxOf(db, 'province_approver'), typed.absentId)
    expect(own?.roles).toEqual(['approver'])
    const ids = own?.deputies.map(({ id }) => id) ?? []
    expect(ids).toContain('user-province_handler')
    for (const no of ['user-province_approver', 'user-supervisor', 'user-sec_admin', 'user-suzhou_handler'])
      expect(ids).not.toContain(no)
    expect(own?.given).toMatchObject([{ deputy: '冯洁', standing: 'coming', reason: '年休假' }])
    const deputys = await delegationsOf(ctxOf(db, 'province_handler_two'), typed.deputyId)
    expect(deputys?.held).toMatchObject([{ absent: '吴岚' }])
    expect(JSON.stringify(deputys)).not.toContain('年休假')
    expect(await delegationsOf(ctxOf(db, 'sec_admin'), typed.absentId)).toMatchObject({
      given: [{ reason: '年休假' }],
    })
    expect(await delegationsOf(ctxOf(db, 'sys_admin'), typed.absentId)).toBeNull()
  },
)

eachDialect('why somebody is away goes when the entry is erased; the delegation stays', async (db) => {
  await seedCast(db)
  held(await setDelegation(ctxOf(db, 'province_approver'), typed))
  const reasons = async () =>
    (await delegationsOf(ctxOf(db, 'province_approver'), typed.absentId))?.given.map(({ reason }) => reason)
  held(await setDelegation(ctxOf(db, 'province_approver'), { ...typed, ...later }))
  expect(await reasons()).toEqual(['公务出差', '年休假'])
  const [entry] = await db.client.auditEntry.findMany({
    where: { act: 'delegation.set' },
    orderBy: { id: 'asc' },
  })
  const asked = { kind: 'entry', target: entry?.id ?? '', reason: '本人申请' } as const
  const { id } = held(await askErasure(ctxOf(db, 'sec_admin'), asked))
  held(await erasePersonal(ctxOf(db, 'audit_admin'), { id }))
  expect(await reasons()).toEqual(['公务出差', ''])
  expect(await rolesAt(db, tuesday)).toBe('handler,approver')
})
