import { mkdir } from 'node:fs/promises'
import { PDFDocument } from 'pdf-lib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { enterprises } from '#fixtures/cast.ts'
import { putContent } from '#fixtures/content.ts'
import { aQualified, aSheet, commitAs, scoreAs } from '#fixtures/scoring.ts'
import { seedCast } from '#fixtures/world.ts'
import { axeProblems, desktop, phone, signInAs, testBrowser } from './browser.ts'
import { startSite } from './site.ts'

const shots = 'build/shots/scoring'
const days = 86_400_000

test('a panel is planned, drawn, scored and ranked in the browser', async () => {
  await using db = await testDb()
  await seedCast(db)
  const attachments = aConfiguration().attachments.map((slot, at) =>
    at === 0 ? { ...slot, key: 'filing', needSeal: false, hiddenInBlind: false } : slot,
  )
  const guidelineId = await anOpenGuideline(db, aConfiguration({ blindMode: 'double', attachments }))
  const applications = [
    await aQualified(db, guidelineId, 'kunshan'),
    await aQualified(db, guidelineId, 'jiangning'),
  ]
  await using site = await startSite({ databaseUrl: db.url, worker: true })
  env.dataDir = site.dataDir
  for (const id of applications) await aFileOf(db, id)
  // one browser a person: this Chromium runs as one process, and its contexts mix their cookies
  await using first = await testBrowser()
  await using second = await testBrowser()
  await using third = await testBrowser()
  await mkdir(shots, { recursive: true })
  const organiser = await first.open(site.url, desktop)
  const supervisor = await second.open(site.url, desktop)
  const expert = await third.open(site.url, desktop)
  await signInAs(organiser.page, 'organiser', demoPassword)
  await signInAs(supervisor.page, 'supervisor', demoPassword)

  const { page } = organiser
  await page.goto('/scoring')
  await shoot(page, 'list-empty')
  await page.getByRole('link', { name: '拟定评审组' }).click()
  await page.getByLabel('名称').fill('智能制造第一组')
  await page.locator('[name="seats.technical"]').fill('2')
  await page.locator('[name="substitutes.technical"]').fill('1')
  await page.locator('[name="substitutes.finance"]').fill('0')
  await page.locator('[name="cityShare"]').selectOption('none')
  const ticked = page.locator('[name="specialties"]:checked')
  while ((await ticked.count()) > 0) await ticked.first().uncheck()
  await shoot(page, 'new-panel')
  await page.getByRole('button', { name: '拟定评审组' }).click()
  await page.waitForURL('**/scoring/panels/0*')
  const panelId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.getByRole('button', { name: '固定候选名单' }).click()
  await page.waitForURL('**tab=pool')
  await shoot(page, 'pool')

  await supervisor.page.goto(`/scoring/panels/${panelId}?tab=draw`)
  await supervisor.page.getByLabel('监督数字').fill('314159265')
  await shoot(supervisor.page, 'draw-before')
  await supervisor.page.getByRole('button', { name: '见证抽取' }).click()
  await supervisor.page.getByText('系统已按公开数据复算').first().waitFor()
  await shoot(supervisor.page, 'draw')

  const seats = await db.client.panelSeat.findMany({ where: { panelId, status: 'invited' } })
  const [seat, ...others] = seats
  for (const { id } of others) await commitAs(db, id)
  const expertName = (seat?.expertId ?? '').replace('expert-', '')
  await signInAs(expert.page, expertName, demoPassword)
  await expert.page.goto('/scoring')
  await shoot(expert.page, 'invitation')
  await expert.page.getByRole('button', { name: '接受邀请' }).click()
  await expert.page.getByLabel('我已阅读并承诺遵守以上各条').check()
  await shoot(expert.page, 'commitment')
  await expert.page.getByRole('button', { name: '签署承诺书' }).click()
  await expert.page.getByText('请等待组织人开始打分').first().waitFor()

  await page.goto(`/scoring/panels/${panelId}?tab=seats`)
  await shoot(page, 'seats')
  const end = new Date(Date.now() + 3 * days + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  await page.locator('summary', { hasText: '开始打分' }).click()
  await page.getByLabel('打分截止时间').fill(end)
  await page.getByRole('button', { name: '开始打分' }).click()
  await page.waitForURL('**tab=progress')
  await shoot(page, 'progress')

  await expert.page.goto('/scoring/mine')
  await shoot(expert.page, 'mine')
  await expert.page.locator('a[href^="/scoring/sheets/"]').first().click()
  await expert.page.getByLabel('我与该项目及申报单位没有上述任何情形').waitFor()
  await shoot(expert.page, 'declaration')
  await expert.page.getByLabel('我与该项目及申报单位没有上述任何情形').check()
  await expert.page.getByRole('button', { name: '声明无利益冲突，查看材料' }).click()
  const score = expert.page.locator('[id="items.S1.score"]')
  await score.waitFor()
  for (const secret of Object.values(enterprises).flatMap(({ name, uscc }) => [name, uscc]))
    expect(await expert.page.content()).not.toContain(secret)
  await shoot(expert.page, 'sheet-empty')
  for (const [i, mark] of ['18', '22', '17', '16.5', '13'].entries())
    await expert.page.locator(`[id="items.S${i + 1}.score"]`).fill(mark)
  await expect
    .poll(() => expert.page.locator('.qx-scorebar strong').innerText(), { timeout: 10_000 })
    .toBe('86.50')
  await expert.page.getByRole('button', { name: '提交打分' }).click()
  await expert.page.locator('.qx-message[data-tone="bad"]').waitFor()
  await shoot(expert.page, 'sheet-incomplete')
  await expert.page.getByLabel('修改后支持').check()
  await expert.page.locator('[id="suggestedWan"]').fill('450')
  await expert.page
    .locator('[id="comment"]')
    .fill('该项目符合指南支持方向，技术路线清晰，实施方案可行。'.repeat(3))
  await expert.page.getByText('已保存').first().waitFor()
  await expert.page.locator('.qx-files button').first().click()
  await shoot(expert.page, 'sheet')
  await expert.page.getByRole('button', { name: '提交打分' }).click()
  await expert.page.getByText('已提交，不能修改').first().waitFor()

  const open = await db.client.scoreSheet.findMany({ where: { panelId, status: 'assigned' } })
  for (const sheet of open) await scoreAs(db, sheet.id, aSheet(['14', '18', '14', '14', '11']), new Date())
  await page.reload()
  await page.locator('summary', { hasText: '结束打分' }).click()
  await page.getByRole('button', { name: '结束打分' }).click()
  await page.getByText('待监督签字').first().waitFor()
  await supervisor.page.reload()
  await supervisor.page.locator('[name="confirmed"]').check()
  await supervisor.page.getByRole('button', { name: '监督签字封存' }).click()
  await supervisor.page.waitForURL('**tab=ranking*')
  await shoot(supervisor.page, 'ranking')
  await supervisor.page.goto(`/scoring/panels/${panelId}?tab=documents`)
  await expect.poll(() => supervisor.page.locator('.qx-job a').count(), { timeout: 30_000 }).toBe(9)
  await shoot(supervisor.page, 'documents')
  await page.goto('/scoring')
  await shoot(page, 'list')
  await page.goto('/experts')
  await shoot(page, 'experts')
  await page.goto('/experts/expert-expert_jin')
  await shoot(page, 'expert')
  await page.getByRole('button', { name: 'English' }).click()
  await page.locator('html[lang="en"]').waitFor()
  await shoot(page, 'expert-en')
  for (const [name, path] of [
    ['list-en', '/scoring'],
    ['draw-en', `/scoring/panels/${panelId}?tab=draw`],
    ['ranking-en', `/scoring/panels/${panelId}?tab=ranking`],
  ] as const) {
    await page.goto(path)
    await shoot(page, name)
  }
  await expert.page.getByRole('button', { name: 'English' }).click()
  await expert.page.locator('html[lang="en"]').waitFor()
  await shoot(expert.page, 'sheet-en')
  for (const reader of [organiser, supervisor, expert]) expect(reader.problems.filter(unexpected)).toEqual([])
}, 400_000)

/** A refused form answers 422, which the browser notes. */
function unexpected(problem: string): boolean {
  return !problem.includes('422')
}

/** Both sizes in Chinese, the desktop in English; and nothing serious for axe. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${shots}/${name}.png` })
  await page.setViewportSize(phone)
  await page.screenshot({ path: `${shots}/${name}-phone.png` })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  await page.setViewportSize(desktop)
  await page.evaluate(() => window.scrollTo(0, 0))
  expect.soft(overflow, `${name} overflows the phone`).toBeLessThanOrEqual(0)
  expect.soft(await axeProblems(page), name).toEqual([])
}

async function aFileOf(db: Db, applicationId: string): Promise<void> {
  const file = await db.client.storedFile.findFirstOrThrow({ where: { ownerId: applicationId } })
  const document = await PDFDocument.create()
  document.setAuthor(enterprises.kunshan.name)
  document.addPage([400, 300]).drawText('Filing certificate')
  await putContent(db, file.id, await document.save())
}
