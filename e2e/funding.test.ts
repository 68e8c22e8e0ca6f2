import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { env } from '#app/platform/env.server.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aReward } from '#fixtures/funding.ts'
import { axeProblems, becomeAnother, desktop, phone, testBrowser } from './browser.ts'
import { startSite } from './site.ts'

test('money is issued by two people, received, paid and confirmed in the browser', async () => {
  env.dataDir = await testFolder('files')
  await using db = await testDb()
  const { id: projectId } = await aReward(db)
  await using site = await startSite({ databaseUrl: db.url, worker: true })
  await using browser = await testBrowser()
  const { page, problems } = await browser.open(site.url, desktop)

  const become = (person: CastKey) => becomeAnother(page, person, demoPassword)
  const act = async (label: string, fields: Record<string, string> = {}) => {
    await page.locator('.qx-act', { hasText: label }).first().waitFor()
    const summary = page.locator('details.qx-act > summary', { hasText: label })
    if (await summary.count()) await summary.first().click()
    for (const [name, value] of Object.entries(fields))
      await page.locator(`[name="${name}"]:visible`).fill(value)
    const confirm = page.locator('input[name="confirmed"]:visible')
    if (await confirm.count()) await confirm.check()
    await page.locator('button:visible', { hasText: label }).first().click()
  }

  await become('province_handler')
  await page.goto('/funding/issues/new')
  expect(await axeProblems(page)).toEqual([])
  await page.locator('[name="documentNo"]').fill('苏财工贸(2026)18号')
  await page.locator('[name="subjectCode"]').fill('2150517')
  await page.locator('button', { hasText: '提交下达' }).click()
  await page.locator('.qx-fielderror', { hasText: '苏财工贸〔2026〕18号' }).waitFor()
  expect(await page.locator('[name="subjectCode"]').inputValue()).toBe('2150517')
  await page.locator('[name="documentNo"]').fill('苏财工贸〔2026〕18号')
  await page.locator('button', { hasText: '提交下达' }).click()
  await page.waitForURL(/funding\/issues\/.*done=propose/)
  await page.locator('.qx-closedact', { hasText: '须由另一人批准' }).waitFor()

  await become('finance')
  await page.goto('/work')
  await page.locator('a', { hasText: '苏财工贸〔2026〕18号' }).first().click()
  await page.waitForURL(/funding\/issues/)
  await act('批准下达')
  await page.waitForURL(/done=issue/)
  await page.locator('.qx-job a').first().waitFor({ timeout: 30_000 })

  await become('kunshan_finance')
  await page.goto('/funding?view=mine')
  await page.locator('.qx-list tbody a').first().click()
  await page.waitForURL(/funding\/[0-9a-f-]+$/)
  const payment = page.url()
  await act('登记收到资金')
  await page.waitForURL(/done=receive/)
  await act('登记拨付', { voucherNo: 'ZF-88', bank: '建设银行昆山支行', account: '12' })
  await page.locator('.qx-fielderror', { hasText: '银行账号' }).waitFor()
  expect(await page.locator('[name="voucherNo"]:visible').inputValue()).toBe('ZF-88')
  await page.locator('[name="account"]:visible').fill('3200198643605250')
  await page.locator('button:visible', { hasText: '登记拨付' }).first().click()
  await page.waitForURL(/done=pay/)

  await become('kunshan_applicant')
  await page.setViewportSize(phone)
  await page.goto(payment)
  await page.locator('.qx-job a').first().waitFor({ timeout: 30_000 })
  expect(await page.locator('main').innerText()).toContain('**** 5250')
  expect(await axeProblems(page)).toEqual([])
  await act('确认到账')
  await page.waitForURL(/done=confirm/)
  await page.goto(`/projects/${projectId}?tab=funds`)
  await page.locator('.qx-badge', { hasText: '已到账' }).first().waitFor()
  expect(await db.client.project.findUniqueOrThrow({ where: { id: projectId } })).toMatchObject({
    status: 'paid',
  })
  expect(problems.filter((line) => !line.includes('422'))).toEqual([])
})
