import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { aConfiguration, anOpenGuideline, withFinance } from '#fixtures/application.ts'
import { aReviewed } from '#fixtures/approval.ts'
import { seedCast } from '#fixtures/world.ts'
import { axeProblems, desktop, phone, signInAs, testBrowser } from './browser.ts'
import { startSite } from './site.ts'

const shots = 'build/shots'

/** The page on a desk and on a phone, in both languages; axe finds nothing serious, nothing is wider than the window. */
async function look(page: Page, name: string, findings: string[]): Promise<void> {
  for (const language of ['zh-CN', 'en']) {
    await page.context().addCookies([{ name: 'locale', value: language, url: page.url() }])
    for (const [size, viewport] of [
      ['desk', desktop],
      ['phone', phone],
    ] as const) {
      await page.setViewportSize(viewport)
      await page.reload({ waitUntil: 'load' })
      if (name.endsWith('-open'))
        await page.evaluate(() =>
          document.querySelectorAll('.qx-plantable details').forEach((one) => one.setAttribute('open', '')),
        )
      await page.screenshot({ path: `${shots}/${name}-${language}-${size}.png`, fullPage: true })
      const found = await axeProblems(page)
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (wider > 0) found.push(`${wider} px too wide`)
      findings.push(...found.map((line) => `${name} ${language} ${size}: ${line}`))
    }
  }
  await page.context().addCookies([{ name: 'locale', value: 'zh-CN', url: page.url() }])
  await page.setViewportSize(desktop)
  await page.reload()
}

test('a plan is drawn up, decided, published, objected to and settled', async () => {
  await using db = await testDb()
  await seedCast(db)
  const guidelineId = await anOpenGuideline(
    db,
    aConfiguration({
      contacts: [{ section: '综合处', phone: '025-83279999' }],
      rules: [{ code: 'R10', severity: 'block', params: {} }],
      publicity: { n: 7, unit: 'calendar' },
      finance: withFinance,
    }),
  )
  const reviewed = [
    ['kunshan', 9240, 12_000, 1200, 'passed'],
    ['jiangning', 8810, 4300, 430, 'passed'],
    ['park', 8500, 15_000, 1500, 'passed'],
    ['luhe', 7960, 2600, 260, 'passed'],
    ['luhe', 5890, 9000, 900, 'failed'],
  ] as const
  for (const [at, [key, scoreCenti, equipmentWan, requestedWan, outcome]] of reviewed.entries())
    await aReviewed(db, guidelineId, key, { rank: at + 1, scoreCenti, equipmentWan, requestedWan, outcome })
  await using site = await startSite({ databaseUrl: db.url, worker: true })
  await using browser = await testBrowser()
  await mkdir(shots, { recursive: true })
  const findings: string[] = []
  const people = async (name: string) => {
    const reader = await browser.open(site.url)
    await signInAs(reader.page, name, demoPassword)
    return reader
  }

  const { page: handler, problems } = await people('province_handler')
  await handler.goto('/approval')
  await look(handler, 'approval', findings)
  await handler.getByRole('button', { name: /拟定安排方案/ }).click()
  await handler.getByText('方案已拟定').waitFor()
  const planUrl = new URL(handler.url()).pathname
  await look(handler, 'plan-draft', findings)
  await look(handler, 'plan-draft-open', findings)
  await handler.goto(`${planUrl}?tab=strategies`)
  await look(handler, 'plan-strategies', findings)
  await handler.goto(planUrl)

  const row = handler.locator('.qx-stepsrow').nth(1)
  await row.locator('summary').click()
  await row.getByLabel(/安排（万元）/).fill('431')
  await row.getByLabel(/理由/).fill('市级已补助')
  await row.getByRole('button', { name: '调整金额' }).click()
  await handler.getByText('申请金额为 430.00 万元，多出 1.00 万元').waitFor()
  expect(await row.getByLabel(/安排（万元）/).inputValue()).toBe('431')
  await row.getByLabel(/安排（万元）/).fill('299.999')
  await row.getByRole('button', { name: '调整金额' }).click()
  await handler.getByText('请改为 299.99 或 300.00 万元').waitFor()
  expect(await row.getByLabel(/理由/).inputValue()).toBe('市级已补助')
  await row.getByLabel(/安排（万元）/).fill('300')
  await row.getByRole('button', { name: '调整金额' }).click()
  await handler.getByText('已调整。').waitFor()
  await handler.goto(`${planUrl}?tab=history`)
  await handler.getByText('430.00 万元 → 300.00 万元').waitFor()
  await look(handler, 'plan-history', findings)
  await handler.goto(planUrl)
  await row.locator('summary').click()
  const amount = row.getByLabel(/安排（万元）/)
  const saved = await amount.inputValue()
  await amount.fill('299')
  await handler.locator('summary', { hasText: '提交集体决策' }).click()
  await handler.getByRole('button', { name: '提交集体决策' }).click()
  await handler.getByText('填写的金额或理由还没有保存').waitFor()
  expect(await amount.evaluate((input) => input === document.activeElement)).toBe(true)
  await amount.fill(saved)
  await handler.getByRole('button', { name: '提交集体决策' }).click()
  await handler.getByText('已提交集体决策，预算已占用').waitFor()

  const { page: finance } = await people('finance')
  await finance.goto('/work')
  await finance.getByText('待会审', { exact: true }).waitFor()
  await finance.goto(planUrl)
  await look(finance, 'plan-to-check', findings)
  await finance.locator('summary', { hasText: '会审同意' }).click()
  await finance.getByLabel(/我已核对/).check()
  await finance.getByRole('button', { name: '会审同意' }).click()
  await finance.getByText('会审意见已记录：同意。').waitFor()

  const { page: leader } = await people('leader')
  await leader.goto(planUrl)
  await leader.locator('summary', { hasText: '记录集体决策并公示' }).click()
  await leader.getByLabel(/会议纪要号/).fill('厅党组会纪要〔2026〕12号')
  await leader.getByLabel(/会议日期/).fill(shanghaiDay(new Date()))
  await leader.getByLabel(/参会人员/).fill('郑国强、吴岚、钱进')
  await leader.getByLabel(/我已核对/).check()
  await leader.getByRole('button', { name: '记录集体决策并公示' }).click()
  await leader.getByText('名单已开始公示').waitFor()
  await look(leader, 'plan-publicity', findings)
  await leader.goto(`${planUrl}?tab=documents`)
  await leader.getByText('下载').first().waitFor()
  await look(leader, 'plan-documents', findings)

  const { page: visitor, problems: outside } = await browser.open(site.url)
  await visitor.goto('/publicity')
  await look(visitor, 'publicity-list', findings)
  await visitor
    .getByRole('link', { name: /申报指南/ })
    .last()
    .click()
  await visitor.waitForURL('**/publicity/*')
  await look(visitor, 'publicity', findings)
  await visitor.getByLabel('个人').check()
  await visitor.getByLabel(/姓名或单位全称/).fill('匿名')
  await visitor.getByLabel(/联系方式/).fill('13912345678')
  const facts = '该项目所列的两台设备系 2019 年购置，不在申报期内，附有照片。'
  await visitor.getByLabel(/事实和依据/).fill(facts)
  await visitor.getByRole('button', { name: '提交异议' }).click()
  await visitor.getByText('匿名异议不予受理').waitFor()
  expect(await visitor.getByLabel(/事实和依据/).inputValue()).toBe(facts)
  await visitor.screenshot({ path: `${shots}/publicity-refused.png`, fullPage: true })
  await visitor.getByLabel(/姓名或单位全称/).fill('张建国')
  await visitor.getByRole('button', { name: '提交异议' }).click()
  await visitor.getByText('异议已收到').waitFor()

  const { page: supervisor } = await people('supervisor')
  await supervisor.goto('/approval/objections')
  await look(supervisor, 'objections', findings)
  await supervisor.locator('.qx-list tbody a').first().click()
  await supervisor.getByText('张建国').waitFor()
  await look(supervisor, 'objection', findings)
  await supervisor.locator('summary', { hasText: '受理异议' }).first().click()
  await supervisor.getByRole('button', { name: '受理异议' }).click()
  await supervisor.getByText('已受理，该项目暂停').waitFor()
  await supervisor.getByLabel(/调查经过/).fill('经查，发票日期为 2024 年，反映不实。')
  await supervisor.getByRole('button', { name: '提交调查结论' }).click()
  await supervisor.getByText('等待裁定').waitFor()

  await leader.goto(new URL(supervisor.url()).pathname)
  expect(await leader.getByText('张建国').count()).toBe(0)
  await look(leader, 'objection-to-resolve', findings)
  await leader.getByRole('combobox', { name: /^裁定/ }).selectOption('rejected')
  await leader.getByLabel(/裁定理由/).fill('异议不成立。')
  await leader.getByLabel(/我已阅读/).check()
  await leader.getByRole('button', { name: '裁定' }).click()
  await leader.getByText('已裁定').waitFor()

  const application = await db.client.application.findFirstOrThrow({ where: { rank: 5 } })
  await handler.goto(`/approval/applications/${application.id}`)
  await look(handler, 'approval-application', findings)
  const unexpected = [...problems, ...outside].filter((line) => !line.includes('status of 422'))
  expect({ findings, unexpected }).toEqual({ findings: [], unexpected: [] })
}, 300_000)
