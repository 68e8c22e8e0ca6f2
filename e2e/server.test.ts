import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { appendOnlyTriggers } from '#app/db/append-only.server.ts'
import { testDb } from '#app/db/testing.ts'
import { startSite } from './site.ts'

test('the server answers for itself, caches its assets, and refuses what no browser sends', async () => {
  await using db = await testDb()
  await using site = await startSite({ databaseUrl: db.url })
  expect(await (await fetch(`${site.url}/healthz`)).json()).toEqual({ ok: true })

  const page = await fetch(`${site.url}/sign-in`, { headers: { 'Accept-Encoding': 'br' } })
  expect(page.headers.get('Content-Encoding')).toBe('br')
  expect(page.headers.get('X-Powered-By')).toBeNull()
  expect(page.headers.get('Strict-Transport-Security')).toBeNull()
  const asset = /\/assets\/[\w.-]+\.js/.exec(await page.text())?.[0] ?? ''
  const script = await fetch(site.url + asset)
  expect(script.status).toBe(200)
  expect(script.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')

  expect((await fetch(`${site.url}/%E0%A4%A`)).status).toBe(404)
  const endless = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('a=1'))
      controller.close()
    },
  })
  const init = { method: 'POST', body: endless, duplex: 'half' as const, headers: { Origin: site.url } }
  expect((await fetch(`${site.url}/sign-in`, init)).status).toBe(411)
  const large = await fetch(`${site.url}/sign-in`, {
    method: 'POST',
    headers: { Origin: site.url },
    body: new URLSearchParams({ loginName: 'x'.repeat(10 * 1024 * 1024) }),
  })
  expect(large.status).toBe(413)
  expect(site.output()).not.toContain('"level":50')
})

test('neither server nor worker begins on a database that lost a trigger', async () => {
  await using db = await testDb()
  const [name = ''] = appendOnlyTriggers('sqlite').keys()
  await db.client.$executeRawUnsafe(`DROP TRIGGER "${name}"`)
  for (const program of ['server.ts', 'workers/main.ts']) {
    const run = promisify(execFile)(process.execPath, [program], {
      env: { ...process.env, DATABASE_URL: db.url },
      timeout: 30_000,
    })
    const { code, stderr } = await run.then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    )
    expect([program, code]).toEqual([program, 1])
    expect(stderr).toContain(`append-only is not enforced by the database: ${name}`)
  }
})
