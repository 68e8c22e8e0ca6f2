import { expect, test } from 'vitest'
import { openedEnterprise } from '#app/db/contact.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { signIn } from '../session.server.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { saveProfile } from './profile.server.ts'
import { registerEnterprise } from './register.server.ts'
import { held } from '#fixtures/held.ts'
import { typedRegistration as typed } from '#fixtures/typed-forms.ts'

const visitor = { now: new Date('2025-03-10T02:00:00Z'), requestId: 'r', ip: '127.0.0.1' }

eachDialect('a registered enterprise signs in at once', async (db) => {
  await seedCast(db)
  held(await registerEnterprise({ db, ...visitor }, { ...typed, uscc: ' 91350100m000100y43 ' }))
  const session = await signIn(
    { db, ...visitor, userAgent: 'test' },
    { loginName: 'xinchuang', password: typed.password },
  )
  expect(held(session).actor).toMatchObject({ roles: ['applicant'], orgName: '苏州新创智能有限公司' })
  expect(await db.client.enterprise.findUnique({ where: { uscc: typed.uscc } })).toMatchObject({
    unitCode: '320583',
    cityCode: '320500',
    origin: 'registered',
  })
})

test.each([
  ['9135010', 'uscc_length'],
  ['9132O102MADEMX0112', 'uscc_alphabet'],
  ['91350100M000100Y4Z', 'uscc_alphabet'],
  ['91350100M000100Y44', 'uscc_check'],
])('the code %s is refused for %s', async (uscc, code) => {
  await using db = await testDb()
  await seedCast(db)
  expect(await registerEnterprise({ db, ...visitor }, { ...typed, uscc })).toMatchObject({
    refusal: { code: 'registration_incomplete', fields: [{ path: 'uscc', code }] },
  })
})

test('every wrong field has its message', async () => {
  await using db = await testDb()
  await seedCast(db)
  const wrong = {
    contactPhone: '12',
    contactEmail: 'x',
    loginName: '李',
    password: 'short',
    unitCode: '110000',
  }
  const result = await registerEnterprise({ db, ...visitor }, { ...typed, ...wrong, name: ' ' })
  expect(result.ok ? [] : result.refusal.fields?.map(({ path }) => path).sort()).toEqual([
    'contactEmail',
    'contactPhone',
    'loginName',
    'name',
    'password',
    'passwordAgain',
    'unitCode',
  ])
})

test('an enterprise of the library is told whom to ask', async () => {
  await using db = await testDb()
  await seedCast(db)
  const again = { ...typed, uscc: '91320583MADEMX02XQ' }
  expect(await registerEnterprise({ db, ...visitor }, again)).toMatchObject({
    refusal: { code: 'enterprise_registered', status: 409 },
  })
  await db.client.user.updateMany({ where: { enterpriseId: 'enterprise-kunshan' }, data: { active: false } })
  expect(await registerEnterprise({ db, ...visitor }, again)).toMatchObject({
    refusal: { code: 'enterprise_known', params: { office: expect.stringContaining('昆山') } },
  })
})

eachDialect('registered five times at once, there is one enterprise', async (db) => {
  await seedCast(db)
  const results = await Promise.all(
    Array.from({ length: 5 }, (_, n) =>
      registerEnterprise({ db, ...visitor }, { ...typed, loginName: `user${n}` }),
    ),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
})

test('the profile keeps what was typed, and the library knows it', async () => {
  await using db = await testDb()
  await seedCast(db)
  const ctx = ctxOf(db, 'kunshan_applicant')
  const patch = { 'enterprise.bank_name': '中国银行', 'enterprise.contact_phone': '13911112222' }
  expect(held(await saveProfile(ctx, { patch, baseRevision: 0, editor: '' })).problems).toEqual([])
  const kept = await db.client.enterprise.findUniqueOrThrow({ where: { id: 'enterprise-kunshan' } })
  const row = openedEnterprise(kept)
  expect(row.contactPhone).toBe('13911112222')
  expect(`${kept.contactPhone} ${kept.profile}`).not.toMatch(/13911112222|中国银行/)
  expect(JSON.parse(row.profile)).toMatchObject({ bankName: '中国银行' })
  expect(
    await saveProfile(ctx, { patch: { 'enterprise.uscc': 'x' }, baseRevision: 1, editor: '' }),
  ).toMatchObject({
    refusal: { code: 'unknown_field' },
  })
})

eachDialect('a colleague who has not seen a change of the profile does not overwrite it', async (db) => {
  await seedCast(db)
  const [ctx, colleague] = [ctxOf(db, 'kunshan_applicant'), ctxOf(db, 'kunshan_colleague')]
  const save = (who: typeof ctx, patch: Record<string, string>, baseRevision: number) =>
    saveProfile(who, { patch, baseRevision, editor: who.actor.id })
  held(await save(ctx, { 'enterprise.bank_name': '中国银行' }, 0))
  const theirs = held(
    await save(colleague, { 'enterprise.bank_name': '工商银行', 'enterprise.address': '一号路' }, 0),
  )
  expect(theirs).toMatchObject({
    revision: 2,
    conflicts: [{ path: 'enterprise.bank_name', mine: '工商银行', theirs: '中国银行' }],
    news: {},
  })
  const mine = held(await save(ctx, { 'enterprise.contact_phone': '13911112222' }, 1))
  expect(mine).toMatchObject({ conflicts: [], news: { 'enterprise.address': '一号路' } })
  held(await save(colleague, { 'enterprise.bank_name': '工商银行' }, mine.revision))
  const kept = await db.client.enterprise.findUniqueOrThrow({ where: { id: 'enterprise-kunshan' } })
  const row = openedEnterprise(kept)
  expect(row).toMatchObject({ address: '一号路', contactPhone: '13911112222', version: 4 })
  expect(JSON.parse(row.profile)).toMatchObject({ bankName: '工商银行' })
})
