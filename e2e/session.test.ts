import { mkdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { aPerson } from '#app/routes/testing.ts'
import { seedCast } from '#fixtures/world.ts'
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

  await page.goto('/sign-in#2062b88600ad40d2')
  await page.locator('.qx-language button').click()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh-CN')
  expect(new URL(page.url()).hash).toBe('#2062b88600ad40d2')
  expect(problems).toEqual([])
})

test('what was typed survives the end of the session: sign in beside it, and go on', async () => {
  await using db = await testDb()
  const person = await aPerson(db, { loginName: 'sz.handler', password: demoPassword })
  await using site = await startSite({ databaseUrl: db.url })
  await using browser = await testBrowser()
  const { page, context } = await browser.open(site.url)
  await signInAs(page, 'sz.handler', demoPassword)
  await page.locator('.qx-person summary').click()
  await page.getByRole('link', { name: '修改密码' }).click()
  await page.getByLabel('当前密码').fill(demoPassword)
  await page.getByLabel('新密码', { exact: true }).fill('a longer one 2026')
  await page.getByLabel('再输一遍新密码').fill('a longer one 2026')
  await db.client.session.updateMany({ where: { userId: person.id }, data: { endedAt: new Date() } })

  await page.getByRole('button', { name: '修改密码' }).click()
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: '在新窗口重新登录' }).click()
  const beside = await opened
  await beside.locator('#loginName').fill('sz.handler')
  await beside.locator('#password').fill(demoPassword)
  await beside.locator('form:has(#password) button').click()
  await beside.getByText('可以关闭本窗口').waitFor()
  await page.getByRole('button', { name: '我已登录，继续' }).click()
  await page.getByText('密码已修改').waitFor()
})

test('the keyboard reaches everything: search by a slash, menus closed by Escape, the content after a link', async () => {
  await using db = await testDb()
  await seedCast(db)
  await using site = await startSite({ databaseUrl: db.url })
  await using browser = await testBrowser()
  const { page, problems } = await browser.open(site.url)
  await signInAs(page, 'organiser', demoPassword)
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('/')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q')

  await page.getByRole('link', { name: '专家评审' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/scoring')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')

  await page.getByRole('link', { name: '专家库' }).click()
  await page.waitForURL('**/experts')
  await page.waitForLoadState('networkidle')
  const titles = page.getByRole('columnheader', { name: '工作单位' })
  const menu = page.locator('.qx-columns summary')
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: '工作单位' }).uncheck()
  await page.keyboard.press('Escape')
  expect(await page.locator('.qx-columns').getAttribute('open')).toBeNull()
  expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await titles.isVisible()).toBe(false)
  await page.reload()
  expect(await titles.isVisible()).toBe(false)
  expect(await axeProblems(page)).toEqual([])
  expect(problems).toEqual([])
})

test('a page weighs little', async () => {
  await using db = await testDb()
  await aPerson(db, { loginName: 'sz.handler', password: demoPassword })
  await using site = await startSite({ databaseUrl: db.url })
  await using browser = await testBrowser()
  const { page } = await browser.open(site.url)
  const sizes: string[] = []
  let sum = 0
  page.on('requestfinished', async (request) => {
    if (request.resourceType() !== 'script') return
    const { responseBodySize } = await request.sizes()
    sizes.push(`${responseBodySize} ${request.url()}`)
    sum += responseBodySize
  })
  await signInAs(page, 'sz.handler', demoPassword)
  await page.waitForLoadState('networkidle')
  expect(sum, sizes.join('\n')).toBeGreaterThan(50 * 1024)
  expect(sum, sizes.join('\n')).toBeLessThan(120 * 1024)
})
