import { expect, test } from 'vitest'
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
