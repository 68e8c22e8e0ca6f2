import { expect } from 'vitest'
import { ownStaff } from '#app/db/staff.server.ts'
import { findSignedIn } from '#app/db/session.server.ts'
import { usersOf } from '#app/db/recipients.server.ts'
import { standingOf } from '#app/db/status.server.ts'
import { eachDialect, type TestDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { aQualified } from '#fixtures/scoring.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { held } from '#fixtures/held.ts'
import { typedRegistration } from '#fixtures/typed-forms.ts'
import { type Ctx } from '../context.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { createUser, setActive } from '../admin/users.server.ts'
import { signIn } from '../session.server.ts'
import { saveProfile } from './profile.server.ts'
import { registerEnterprise } from './register.server.ts'
import {
  appointPrincipal,
  namePrincipal,
  openColleague,
  resetColleague,
  setColleagueActive,
  stepDown,
} from './staff.server.ts'

const now = new Date('2025-03-10T02:00:00Z')
const visit = (db: TestDb) => ({ db, now, requestId: 'r', ip: '192.0.2.7', userAgent: 'test' })
const typed = { loginName: 'new.person', name: '新同事', email: 'new@example.com', phone: '' }
const colleague = { id: 'user-kunshan_colleague' }

const asOneOf = (ctx: Ctx, id: string): Ctx => ({ ...ctx, actor: { ...ctx.actor, id, principal: false } })

eachDialect(
  'the principal opens an account for a colleague, who applies and looks after nobody',
  async (db) => {
    await seedCast(db)
    const ctx = ctxOf(db, 'kunshan_applicant')
    const { id, password } = held(await openColleague(ctx, typed))
    expect(await openColleague(ctx, typed)).toMatchObject({ refusal: { code: 'login_taken', status: 409 } })
    const { actor } = held(await signIn(visit(db), { loginName: typed.loginName, password }))
    expect(actor).toMatchObject({
      roles: ['applicant'],
      enterpriseId: 'enterprise-kunshan',
      principal: false,
    })
    const own = asOneOf(ctx, id)
    held(await saveProfile(own, { patch: { 'enterprise.address': '一号路' }, baseRevision: 0, editor: '' }))
    for (const refused of [
      await openColleague(own, { ...typed, loginName: 'another' }),
      await setColleagueActive(own, { ...colleague, active: false }),
      await resetColleague(own, colleague),
      await appointPrincipal(own, colleague),
      await stepDown(own),
    ])
      expect(refused).toMatchObject({ refusal: { code: 'not_principal', status: 403 } })
    expect((await ownStaff(own)).map(({ loginName }) => loginName)).toEqual([
      'kunshan_applicant',
      'kunshan_colleague',
      'new.person',
    ])
  },
)

eachDialect(
  'a colleague who left is signed out at once, and comes back by the principal alone',
  async (db) => {
    await seedCast(db)
    const ctx = ctxOf(db, 'kunshan_applicant')
    const { password } = held(await resetColleague(ctx, colleague))
    const { actor } = held(await signIn(visit(db), { loginName: 'kunshan_colleague', password }))
    const find = () => findSignedIn(db, { sessionId: actor.session ?? '', now, idleBefore: new Date(0) })
    expect(await find()).not.toBeNull()
    held(await setColleagueActive(ctx, { ...colleague, active: false }))
    expect(await find()).toBeNull()
    expect(await resetColleague(ctx, colleague)).toMatchObject({ refusal: { code: 'account_closed' } })
    held(await setColleagueActive(ctx, { ...colleague, active: true }))
    expect(await setColleagueActive(ctx, { id: ctx.actor.id, active: false })).toMatchObject({
      refusal: { code: 'principal_own_account' },
    })
  },
)

eachDialect('it is handed over in two acts, and somebody always has it', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  expect(await stepDown(ctx)).toMatchObject({ refusal: { code: 'last_principal' } })
  held(await appointPrincipal(ctx, colleague))
  expect(await appointPrincipal(ctx, colleague)).toMatchObject({ refusal: { code: 'principal_already' } })
  const told = await db.client.notice.findMany({ where: { userId: colleague.id } })
  expect(told).toMatchObject([{ kind: 'principal_appointed', link: '/enterprise/staff' }])
  const both = await Promise.all([stepDown(ctx), stepDown(ctxOf(db, 'kunshan_colleague'))])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await db.client.user.count({ where: { enterpriseId: 'enterprise-kunshan', principal: true } })).toBe(
    1,
  )
})

eachDialect('people of another enterprise, and offices, find no account of it', async (db) => {
  await seedCast(db)
  for (const key of ['jiangning_applicant', 'kunshan_handler', 'province_handler', 'sys_admin'] as const) {
    const ctx = ctxOf(db, key)
    await expect(setColleagueActive(ctx, { ...colleague, active: false })).rejects.toThrow('not found')
    await expect(resetColleague(ctx, colleague)).rejects.toThrow('not found')
    await expect(appointPrincipal(ctx, colleague)).rejects.toThrow('not found')
  }
  await expect(openColleague(ctxOf(db, 'kunshan_handler'), typed)).rejects.toThrow('not found')
  await expect(ownStaff(ctxOf(db, 'kunshan_handler'))).rejects.toThrow('not found')
})

eachDialect('no more accounts are open than the setting says, not even at the same instant', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const most = env.enterpriseAccounts
  env.enterpriseAccounts = 4
  try {
    const results = await Promise.all(
      ['aaaa', 'bbbb', 'cccc', 'dddd'].map((loginName) => openColleague(ctx, { ...typed, loginName })),
    )
    expect(results.filter(({ ok }) => ok)).toHaveLength(2)
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      refusal: { code: 'staff_full', params: { most: 4 } },
    })
  } finally {
    env.enterpriseAccounts = most
  }
})

eachDialect(
  'who registers is principal, and so is the first account that an administrator opens',
  async (db) => {
    await seedCast(db)
    const { userId } = held(await registerEnterprise(visit(db), typedRegistration))
    const principal = async (id: string) =>
      (await db.client.user.findUniqueOrThrow({ where: { id } })).principal
    expect(await principal(userId)).toBe(true)
    const sys = ctxOf(db, 'sys_admin')
    const office = { officeCode: '', uscc: '91320102MADEM0070K', expertId: '' }
    const second = held(await createUser(sys, { ...typed, ...office }))
    expect(await principal(second.id)).toBe(false)
    held(await setActive(sys, { id: 'user-luhe_applicant', active: false }))
    const third = held(await createUser(sys, { ...typed, ...office, loginName: 'third' }))
    expect(await principal(third.id)).toBe(true)
    held(await namePrincipal(sys, { id: second.id }))
    expect(await principal(second.id)).toBe(true)
    await expect(namePrincipal(sys, { id: 'user-leader' })).rejects.toThrow('not found')
    await expect(namePrincipal(ctxOf(db, 'suzhou_sys_admin'), colleague)).rejects.toThrow('not found')
  },
)

eachDialect('what is said to an enterprise is said to all who have an open account', async (db) => {
  await seedCast(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const id = await aQualified(db, await anOpenGuideline(db), 'kunshan')
  const opened = held(await openColleague(ctx, typed))
  held(await setColleagueActive(ctx, { ...colleague, active: false }))
  const application = await db.client.application.findUniqueOrThrow({ where: { id } })
  const people = await db.transact(async (tx) => ({
    ok: true as const,
    value: await usersOf(tx, 'applicant', standingOf(application), ctx.now),
  }))
  expect(held(people).map((one) => one.id)).toEqual([opened.id, ctx.actor.id].toSorted())
})
