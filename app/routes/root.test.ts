import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { aPerson, pageText, testSite } from './testing.ts'

test('a page carries its security headers, and its scripts the nonce of the policy', async () => {
  await using db = await testDb()
  const { requestAs } = await testSite(db)
  const response = await requestAs(null, '/sign-in')
  const policy = response.headers.get('Content-Security-Policy') ?? ''
  const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1]
  expect(nonce).toBeTruthy()
  expect(policy).not.toContain("script-src 'self' 'unsafe")
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(response.headers.get('Strict-Transport-Security')).toBeTruthy()
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  const scripts = (await response.text()).match(/<(script|style)\b[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThan(2)
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
})

test.each([
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['another host of the same site', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://qixiang.test' }, 403],
  ['another origin', { Origin: 'https://evil.test' }, 403],
  ['an opaque origin', { Origin: 'null' }, 403],
  ['nowhere', {}, 403],
  ['this origin', { Origin: 'https://qixiang.test' }, 302],
  ['this page', { 'Sec-Fetch-Site': 'same-origin' }, 302],
] satisfies [string, Record<string, string>, number][])('a post from %s', async (_, headers, status) => {
  await using db = await testDb()
  const { requestAs } = await testSite(db)
  const body = new URLSearchParams({ locale: 'en', next: '/' })
  const answer = await requestAs(null, '/language', { method: 'POST', headers, body })
  expect(answer.status).toBe(status)
})

test('every unsafe method of any address is checked, data requests and unknown addresses too', async () => {
  await using db = await testDb()
  const { requestAs } = await testSite(db)
  for (const path of ['/sign-out', '/language.data', '/work', '/no/such/page'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await requestAs(null, path, { method, body: 'a=1' })).status, `${method} ${path}`).toBe(403)
})

test('ten megabytes of text get an answer in words', async () => {
  await using db = await testDb()
  const person = await aPerson(db)
  const { requestAs } = await testSite(db)
  const answer = await requestAs(person, '/password', {
    method: 'POST',
    headers: { Origin: 'https://qixiang.test', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `current=${'x'.repeat(10 * 1024 * 1024)}`,
  })
  expect(answer.status).toBe(413)
  expect(await pageText(answer)).toContain('一次提交的文字不能超过 2.0 MB')
})

test('the character NUL is a mistake of the sender on both databases, wherever it stands', async () => {
  for (const dialect of ['sqlite', 'postgres'] as const) {
    await using db = await testDb(dialect)
    const person = await aPerson(db)
    const { requestAs, postAs } = await testSite(db)
    for (const path of ['/guidelines/%00', '/v/%00', '/applications/a%00b'])
      expect((await requestAs(person, path)).status, path).toBe(404)
    for (const path of ['/?q=%00', '/search?q=a%00b'])
      expect((await requestAs(person, path)).status, path).toBe(400)
    expect((await postAs(null, '/sign-in', { login: 'a\0', password: 'b' })).status).toBe(400)
    const save = (body: string) =>
      requestAs(person, '/applications/x/save', {
        method: 'POST',
        headers: { Origin: 'https://qixiang.test', 'Content-Type': 'application/json' },
        body,
      })
    expect((await save('{"patch":{"project.name":"a\\u0000"}}')).status).toBe(400)
    expect((await save('{"patch":{"project.name":"\\\\u0000 %00"},"baseRevision":0}')).status).not.toBe(400)
  }
})

test('an unknown address is 404 in the reader’s language', async () => {
  await using db = await testDb()
  const { requestAs } = await testSite(db)
  const answer = await requestAs(null, '/no/such/page', { headers: { Cookie: 'locale=en' } })
  expect(answer.status).toBe(404)
  expect(await pageText(answer)).toContain('This page or record was not found')
})

test('whoever is signed in stays in the frame at an unknown address, with the way to the desk', async () => {
  await using db = await testDb()
  const person = await aPerson(db, { name: 'Inside' })
  const { requestAs } = await testSite(db)
  const answer = await requestAs(person, '/no/such/page', { headers: { Cookie: 'locale=en' } })
  expect(answer.status).toBe(404)
  const html = await answer.text()
  for (const part of ['id="navigation"', 'role="search"', 'action="/language"', 'id="main"'])
    expect(html).toContain(part)
  expect(html).toMatch(/<main id="main"[\s\S]*This page or record was not found[\s\S]*href="\/work"/)
  const missing = await requestAs(person, '/applications/missing', { headers: { Cookie: 'locale=en' } })
  expect(missing.status).toBe(404)
  expect(await mainText(missing)).toBe(await mainText(new Response(html)))
})

test('strangers, and who has a password to change, get no frame at an unknown address', async () => {
  await using db = await testDb()
  const { requestAs } = await testSite(db)
  const person = await aPerson(db)
  const inside = await requestAs(person, '/no/such/page')
  expect(await inside.text()).toContain('id="navigation"')
  await db.client.user.update({ where: { id: person.id }, data: { passwordOneTime: true } })
  for (const who of [null, person]) {
    const answer = await requestAs(who, '/no/such/page')
    expect(answer.status).toBe(404)
    const html = await answer.text()
    expect(html).not.toContain('id="navigation"')
    expect(html).toContain('没有找到这个页面或记录')
  }
})

test.each([
  ['multipart/form-data; boundary=x', 'no form at all'],
  ['multipart/form-data', 'no boundary'],
  ['application/json', '{'],
])('a body of %s that cannot be read is 400, not a failure', async (type, body) => {
  await using db = await testDb()
  const { requestAs, log } = await testSite(db)
  const headers = { Origin: 'https://qixiang.test', 'Content-Type': type }
  const answer = await requestAs(null, '/sign-in', { method: 'POST', headers, body })
  expect(answer.status).toBe(400)
  expect(await pageText(answer)).toContain('提交的内容无法读取')
  expect(log.filter(({ level }) => level === 'error')).toEqual([])
})

test('one line is logged per request, without what was typed', async () => {
  await using db = await testDb()
  const { requestAs, log } = await testSite(db)
  await requestAs(null, '/sign-in?next=/work')
  expect(log).toMatchObject([{ msg: 'request', method: 'GET', path: '/sign-in', status: 200 }])
})

/** What a person reads beside the frame. */
async function mainText(answer: Response): Promise<string> {
  const [main = ''] = /<main[\s\S]*<\/main>/.exec(await answer.text()) ?? []
  return pageText(new Response(main))
}
