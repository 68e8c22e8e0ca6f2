import { expect, test } from 'vitest'
import { testDb, type TestDb } from '#app/db/testing.ts'
import { drain } from '#workers/run.ts'
import { demoPassword } from '#fixtures/cast.ts'
import { seedCast } from '#fixtures/world.ts'
import { axeProblems, signInAs, testBrowser } from './browser.ts'
import { startSite } from './site.ts'

const tick = 1500

async function aFund(db: TestDb): Promise<void> {
  await seedCast(db)
  await db.client.fund.create({
    data: { id: 'fund', code: 'F', name: '专项资金', nameEn: 'Fund', year: 2027, budgetFen: 10_000_000_000n },
  })
  await db.client.fundCategory.create({
    data: {
      id: 'category',
      fundId: 'fund',
      code: 'A',
      name: '技术创新',
      nameEn: 'Innovation',
      budgetFen: 10_000_000_000n,
    },
  })
}

test('a handler builds a call in the Studio, a leader publishes it, everybody reads it', async () => {
  await using db = await testDb()
  await aFund(db)
  await using site = await startSite({ databaseUrl: db.url })
  await using browser = await testBrowser()
  const { page, problems } = await browser.open(site.url)
  const year = new Date().getFullYear() + 1

  await signInAs(page, 'province_handler', demoPassword)
  await page.goto('/guidelines/new')
  await page.locator('[name=title]').fill('工业互联网示范项目')
  await page.locator('[name=code]').fill('GYHL-01')
  await Promise.all([
    page.waitForURL('**/studio?part=basics'),
    page.locator('.qx-main form .qx-button').click(),
  ])

  await page.locator('#supportDirection').fill('支持工业互联网平台建设。')
  await page.locator('#eligibilityText').fill('在本省注册的企业。')
  await page.locator('#issuedBy').fill('江苏省工业和信息化厅\n江苏省财政厅')
  await page.locator('#ratio').fill('12.05')
  await page.locator('#batch').fill('两')
  await page.locator('#budgetWan').fill('3000')
  await page.locator('#contacts > .qx-button').click()
  await page.locator('[id="contacts[0].section"]').fill('综合处')
  await page.locator('[id="contacts[0].phone"]').fill('025-00000000')
  await page.waitForTimeout(tick)
  await page.reload()
  expect(await page.locator('#ratio').inputValue()).toBe('12.05')
  expect(await page.locator('#batch').inputValue()).toBe('两')
  await page.locator('#batch').fill('2')

  await page.locator('.qx-problems a[href*="deadlines.applyEnd"]').first().click()
  await page.waitForFunction(() => document.activeElement?.id === 'deadlines.applyEnd')
  const ends = ['applyStart', 'applyEnd', 'townEnd', 'countyEnd', 'cityEnd', 'provinceCheckEnd']
  for (const [month, name] of ends.entries())
    await page.locator(`[id="deadlines.${name}"]`).fill(`${year}-0${month + 1}-18T17:00`)
  // saved and checked again, which takes a busy machine more than a moment
  await expect.poll(() => page.locator('.qx-problems li').allInnerTexts(), { timeout: 20_000 }).toEqual([])
  expect(await axeProblems(page)).toEqual([])

  await Promise.all([
    page.waitForURL(/guidelines\/[^/]+$/),
    page.locator('.qx-pageheader .qx-button').click(),
  ])
  const record = page.url()
  await Promise.all([page.waitForURL('**?done=submit'), page.locator('.qx-acts .qx-button').click()])

  await using beside = await testBrowser()
  const finance = await beside.open(site.url)
  await signInAs(finance.page, 'finance', demoPassword)
  await finance.page.goto(record)
  const coSign = finance.page.locator('.qx-act', { has: finance.page.locator('[value=co_sign]') })
  await coSign.locator('summary').click()
  await coSign.locator('[name=confirmed]').check()
  expect(await axeProblems(finance.page)).toEqual([])
  await Promise.all([finance.page.waitForURL('**?done=co_sign'), coSign.locator('.qx-button').click()])

  await using second = await testBrowser()
  const leader = await second.open(site.url)
  await signInAs(leader.page, 'leader', demoPassword)
  await leader.page.goto(record)
  const publish = leader.page.locator('.qx-act', { has: leader.page.locator('[value=publish]') })
  await publish.locator('summary').click()
  await publish.locator('[name=confirmed]').check()
  await Promise.all([leader.page.waitForURL('**?done=publish*'), publish.locator('.qx-button').click()])

  await using third = await testBrowser()
  const reader = await third.open(site.url)
  await reader.page.goto('/?view=coming')
  await Promise.all([
    reader.page.waitForURL('**/call/GYHL-01'),
    reader.page.locator('.qx-callcard a').click(),
  ])
  expect(await reader.page.locator('#deadlines').innerText()).toContain(`${year}-02-18 17:00`)
  expect(await reader.page.locator('.qx-portalfacts').innerText()).toContain('财政部门会签')
  expect(await axeProblems(reader.page)).toEqual([])

  await drain(db, { now: () => new Date(`${year}-01-19T00:00:00Z`) })
  expect((await db.client.guideline.findFirstOrThrow()).status).toBe('open')
  expect([...problems, ...finance.problems, ...leader.problems, ...reader.problems]).toEqual([])
})
