import { mkdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { aPerson } from '#app/routes/testing.ts'
import { axeProblems, desktop, phone, signInAs, testBrowser } from './browser.ts'
import { startSite } from './site.ts'

const shots = 'build/shots'

test('a person signs in, switches the language, and signs out', async () => {
  await using db = await testDb()
  await aPerson(db, {
    loginName: 'sz.handler',
    name: '陈静',
    roles: 'handler',
    level: 'city',
    password: demoPassword,
  })
  await using site = await startSite({ databaseUrl: db.url })
  await using browser = await testBrowser()
  await mkdir(shots, { recursive: true })
  const { page, problems } = await browser.open(site.url, desktop)

  await page.goto('/password')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await page.screenshot({ path: `${shots}/sign-in.png` })
  expect(await axeProblems(page)).toEqual([])

  await signInAs(page, 'sz.handler', demoPassword)
  expect(await page.locator('h1').innerText()).toBe('工作台')
  await page.screenshot({ path: `${shots}/shell.png` })
  expect(await axeProblems(page)).toEqual([])

  await page.setViewportSize(phone)
  await page.getByRole('button', { name: '打开或收起导航' }).click()
  await page.screenshot({ path: `${shots}/shell-phone.png` })
  await page.setViewportSize(desktop)

  await page.getByRole('button', { name: 'English' }).click()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('.qx-person summary').click()
  await page.screenshot({ path: `${shots}/shell-dark.png` })
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in*')
  await page.setViewportSize(phone)
  await page.screenshot({ path: `${shots}/sign-in-phone.png` })
  expect(problems).toEqual([])
})
