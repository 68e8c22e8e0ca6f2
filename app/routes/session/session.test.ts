import { expect, test } from 'vitest'
import { testDb, type TestDb } from '#app/db/testing.ts'
import {
  absoluteLimit,
  idleLimit,
  signIn as openSession,
  signOut,
  whoIs,
} from '#app/services/session.server.ts'
import { aPerson, pageText, testSite } from '../testing.ts'

const password = 'Qixiang-2026'

async function signIn(db: TestDb, fields: Record<string, string>, path = '/sign-in') {
  const { postAs } = await testSite(db)
  return postAs(null, path, fields)
}

test('signing in opens a hashed, host-bound session and goes on to where the person wanted', async () => {
  await using db = await testDb()
  const { id, loginName } = await aPerson(db, { password })
  const answer = await signIn(db, { loginName, password }, '/sign-in?next=%2Fpassword')
  expect(answer.status).toBe(302)
  expect(answer.headers.get('Location')).toBe('/password')
  const [cookie = ''] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^__Host-qixiang=[\w-]{43}; Path=\/; Max-Age=43200; SameSite=Lax; Secure; HttpOnly$/)

  const token = /=([\w-]{43});/.exec(cookie)?.[1] ?? ''
  const session = await db.client.session.findFirstOrThrow({ where: { userId: id } })
  expect(session.id).toMatch(/^[0-9a-f]{64}$/)
  expect(session.id).not.toContain(token)
  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { actorId: id } })
  expect(entry.act).toBe('session.opened')
})

test.each(['//evil.test', 'https://evil.test', '/\\evil.test', 'work'])(
  '%s is no place to go on to',
  async (next) => {
    await using db = await testDb()
    const { loginName } = await aPerson(db, { password })
    const answer = await signIn(db, { loginName, password }, `/sign-in?next=${encodeURIComponent(next)}`)
    expect(answer.headers.get('Location')).toBe('/work')
  },
)

test('unknown name, wrong password and inactive account read the same', async () => {
  await using db = await testDb()
  const { loginName } = await aPerson(db, { password })
  const inactive = await aPerson(db, { password, active: false })
  const answers = await Promise.all([
    signIn(db, { loginName: 'nobody', password }),
    signIn(db, { loginName, password: 'wrong' }),
    signIn(db, { loginName: inactive.loginName, password }),
  ])
  for (const answer of answers) {
    expect(answer.status).toBe(422)
    expect(await pageText(answer)).toContain('用户名或密码不正确')
  }
  expect(await db.client.session.count()).toBe(0)
  expect(await db.client.auditEntry.count({ where: { result: 'refused' } })).toBe(3)
})

test('the eleventh attempt has to wait, even with the right password', async () => {
  await using db = await testDb()
  const { loginName } = await aPerson(db, { password })
  for (let n = 0; n < 10; n++) await signIn(db, { loginName, password: 'wrong' })
  const answer = await signIn(db, { loginName, password })
  expect(answer.status).toBe(429)
  expect(await pageText(answer)).toContain('尝试次数过多，请在 15 分钟后再试')
})

test('a session ends by sign-out, by idling and by age', async () => {
  await using db = await testDb()
  const { loginName } = await aPerson(db, { password })
  const start = new Date('2026-03-18T00:00:00Z')
  const visit = { db, requestId: 'r', ip: '192.0.2.9', userAgent: '' }
  const opened = await openSession({ ...visit, now: start }, { loginName, password })
  if (!opened.ok) throw new Error('refused')
  const { token } = opened.value
  const after = (ms: number) => whoIs({ db, now: new Date(start.getTime() + ms) }, token)

  expect(await after(idleLimit - 1)).not.toBeNull()
  expect(await after(2 * idleLimit)).toBeNull()
  for (let at = idleLimit; at < absoluteLimit; at += idleLimit / 2) expect(await after(at)).not.toBeNull()
  expect(await after(absoluteLimit)).toBeNull()
  await signOut({ ...visit, now: new Date(start.getTime() + absoluteLimit - 1) }, token)
  expect(await after(absoluteLimit - 1)).toBeNull()
})

test('a changed password ends the other sessions and asks for strength', async () => {
  await using db = await testDb()
  const person = await aPerson(db, { password })
  const { postAs, requestAs } = await testSite(db)
  await requestAs(person, '/work')
  const change = (wanted: string, again = wanted) =>
    postAs(person, '/password', { current: password, wanted, again })
  expect(await pageText(await change('short1'))).toContain('新密码至少 10 个字')
  expect(await pageText(await change('long-enough-2026', 'other'))).toContain('两次输入的新密码不一致')
  expect((await change('long-enough-2026')).status).toBe(200)
  expect(await db.client.session.count({ where: { userId: person.id, endedAt: null } })).toBe(1)
  expect((await signIn(db, { loginName: person.loginName, password })).status).toBe(422)
})

test('who signed in with a one-time password is told to change it, and led on afterwards', async () => {
  await using db = await testDb()
  const person = await aPerson(db, { password })
  await db.client.user.update({ where: { id: person.id }, data: { passwordOneTime: true } })
  const { postAs, requestAs } = await testSite(db)
  expect(await pageText(await requestAs(person, '/password'))).toContain('您用的是一次性密码')
  const wanted = 'long-enough-2026'
  const changed = await pageText(
    await postAs(person, '/password', { current: password, wanted, again: wanted }),
  )
  expect(changed).toContain('进入工作台')
  expect(changed).not.toContain('您用的是一次性密码')
})

test('the language is kept in a cookie and with the person', async () => {
  await using db = await testDb()
  const person = await aPerson(db)
  const { postAs } = await testSite(db)
  const answer = await postAs(person, '/language', { locale: 'en', next: '/password' })
  expect(answer.headers.get('Location')).toBe('/password')
  expect(answer.headers.getSetCookie()).toEqual(['locale=en; Path=/; Max-Age=31536000; SameSite=Lax; Secure'])
  expect(await db.client.user.findUnique({ where: { id: person.id } })).toMatchObject({ locale: 'en' })
})

test('demo accounts are offered only on a demo site', async () => {
  await using db = await testDb()
  const { loginName } = await aPerson(db, { name: '演示员' })
  const shown = await testSite(db, { demo: true })
  const hidden = await testSite(db, { demo: false })
  expect(await pageText(await shown.requestAs(null, '/sign-in'))).toContain('演示员')
  const page = await pageText(await hidden.requestAs(null, `/sign-in?as=${loginName}`))
  expect(page).not.toContain('演示员')
  expect(page).not.toContain(password)
})
