import { mkdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { seedCast } from '#fixtures/world.ts'
import { axeProblems, desktop, phone, signInAs, testBrowser } from './browser.ts'
import { startSite } from './site.ts'

const shots = 'build/shots/ties'

test('an expert types posts and shareholdings as rows; a wrong code is said at its cell and nothing is lost', async () => {
  await using db = await testDb()
  await seedCast(db)
  await using site = await startSite({ databaseUrl: db.url })
  await using browser = await testBrowser()
  await mkdir(shots, { recursive: true })
  const { page, problems } = await browser.open(site.url, desktop)
  await signInAs(page, 'expert_jin', demoPassword)
  await page.goto('/scoring/profile')
  const cell = (path: string) => page.locator(`[id="${path}"]`)

  await cell('history[0].orgName').fill('南京理工大学')
  await page.getByRole('button', { name: '增加一行' }).first().click()
  for (const [column, value] of [
    ['orgName', '南京机床厂'],
    ['uscc', '91320102MADEMX0113'],
    ['role', '顾问'],
    ['from', '2021年3月'],
  ])
    await cell(`history[2].${column}`).fill(value ?? '')
  await cell('shareholdings[0].orgName').fill('某某股份')
  await cell('shareholdings[0].percent').fill('0.5%')
  await cell('shareholdings[0].listed').selectOption('yes')
  await page.getByRole('button', { name: '保存资料' }).click()
  await page.locator('.qx-message[data-tone="bad"]').waitFor()
  expect(await page.locator('.qx-message[data-tone="bad"] li').allInnerTexts()).toEqual([
    expect.stringContaining('任职经历（近三年用于回避） · 第 1 行 职务'),
    expect.stringContaining('第 1 行 起'),
    expect.stringContaining('第 3 行 统一社会信用代码'),
  ])
  expect(await cell('history[2].uscc').getAttribute('aria-invalid')).toBe('true')
  expect(await axeProblems(page)).toEqual([])
  await page.screenshot({ path: `${shots}/refused.png`, fullPage: true })
  await page.setViewportSize(phone)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.screenshot({ path: `${shots}/refused-phone.png`, fullPage: true })
  await page.setViewportSize(desktop)

  await page.getByRole('button', { name: '删除第 1 行' }).first().click()
  expect(await cell('history[1].uscc').getAttribute('aria-invalid')).toBe('true')
  expect(await cell('history[2].uscc').count()).toBe(0)
  await cell('history[1].uscc').fill('91320102MADEMX0112')
  await page.getByRole('button', { name: '保存资料' }).click()
  await page.getByText('资料已保存。').waitFor()
  await expect.poll(() => cell('history[0].from').inputValue()).toBe('2021-03')
  expect(await cell('shareholdings[0].percent').inputValue()).toBe('0.5')
  const row = await db.client.expert.findUniqueOrThrow({ where: { id: 'expert-expert_jin' } })
  expect(JSON.parse(row.history)).toEqual([
    { orgName: '南京机床厂', uscc: '91320102MADEMX0112', role: '顾问', from: '2021-03', to: '' },
  ])
  await db.client.expert.update({ where: { id: row.id }, data: { status: 'removed' } })
  await page.reload()
  expect(await axeProblems(page)).toEqual([])
  await page.screenshot({ path: `${shots}/read.png`, fullPage: true })
  expect(problems.filter((problem) => !problem.includes('422'))).toEqual([])
}, 120_000)
