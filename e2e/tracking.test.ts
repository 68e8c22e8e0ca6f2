import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { env } from '#app/platform/env.server.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { testFolder } from '#fixtures/folder.ts'
import { anArrivedPayment } from '#fixtures/funding.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { aProject } from '#fixtures/tracking.ts'
import { axeProblems, becomeAnother, desktop, phone, testBrowser } from './browser.ts'
import { startSite } from './site.ts'

const shots = 'build/shots/tracking'

test('a project is contracted, reported on, accepted and evaluated in the browser', async () => {
  env.dataDir = await testFolder('files')
  await using db = await testDb()
  const { id } = await aProject(db)
  await db.client.project.updateMany({ data: { endOn: '2099-12-31' } })
  await using site = await startSite({ databaseUrl: db.url, worker: true })
  await using browser = await testBrowser()
  const { page, problems } = await browser.open(site.url, desktop)
  await mkdir(shots, { recursive: true })

  const become = (person: CastKey) => becomeAnother(page, person, demoPassword)
  async function act(label: string, path?: string, fill?: () => Promise<void>) {
    if (path) await page.goto(path)
    const summary = page.locator('details.qx-act > summary', { hasText: label })
    if (await summary.count()) await summary.first().click()
    await fill?.()
    const confirm = page.locator('input[name="confirmed"]:visible')
    if (await confirm.count()) await confirm.first().check()
    await page.locator('button:visible', { hasText: label }).first().click()
    await page.waitForURL(/done=/)
  }
  const contract = `/projects/${id}/contract`

  await become('kunshan_applicant')
  await page.goto('/projects')
  await shoot(page, 'projects')
  await page.goto(contract)
  await shoot(page, 'contract')
  await act('乙方签署')
  await become('kunshan_approver')
  await act('丙方签署', contract)
  await become('province_approver')
  await act('甲方签署', contract)
  await shoot(page, 'contract-signed')

  await become('province_handler')
  await page.goto(`/projects/${id}`)
  await shoot(page, 'project')
  await act('布置进展报告')

  await become('kunshan_applicant')
  await page.goto(`/projects/${id}?tab=reports`)
  await shoot(page, 'project-reports')
  await page.getByRole('link', { name: /半年/ }).click()
  await page.waitForURL(/reports/)
  await page.setViewportSize(phone)
  await page.locator('#stage').fill('两条产线完成安装')
  await page.locator('#separateLedger').selectOption('yes')
  await page.locator('[id="milestones[0].actualOn"]').fill('2025-01-20')
  await page.locator('[id="items[1].period"]').fill('1,200')
  await page.locator('[id="items[1].cumulative"]').fill('1,300')
  await page.getByRole('button', { name: '增加一行' }).click()
  for (const [column, value] of Object.entries({ name: '五轴加工中心', count: '2', amount: '960' }))
    await page.locator(`[id="equipment[0].${column}"]`).fill(value)
  await page.locator('[id="output.jobs"]').fill('6')
  await page
    .locator('#papers-part input[type="file"]')
    .setInputFiles({ name: '现场照片.pdf', mimeType: 'application/pdf', buffer: aPdf })
  await page.locator('.qx-files', { hasText: '现场照片.pdf' }).waitFor()
  await page.locator('#arrivedWan').fill('380')
  await page.locator('#usedWan').fill('400')
  for (const i of [0, 1]) await page.locator(`[id="indicators[${i}].actual"]`).fill('2')
  await page.locator('#fillerName').fill('沈佳')
  await page.locator('#fillerPhone').fill('13800000000')
  await page.locator('.qx-saved', { hasText: '已保存' }).waitFor()
  await page.locator('button', { hasText: '提交进展报告' }).click()
  await page.locator('[role="alert"]', { hasText: '相差 100' }).waitFor()
  await page.setViewportSize(desktop)
  await shoot(page, 'report-problems')
  await page.locator('[id="items[1].cumulative"]').fill('1,200')
  await page.locator('#usedWan').fill('200')
  await page.locator('[id="milestones[0].reason"]').fill('进口设备晚到')
  await act('提交进展报告')
  const report = page.url().replace(/\?.*$/, '')
  await become('kunshan_handler')
  await page.goto(report)
  await shoot(page, 'report-review')
  await act('审核通过')
  await become('suzhou_handler')
  await act('审结', report)

  await become('kunshan_applicant')
  await page.goto(`/projects/${id}/acceptance`)
  await page.locator('#summary').fill('四条产线全部改造完成并投产。')
  await page.locator('#fundsReport').fill('省级资金专款专用，单独核算。')
  await page.locator('#actualWan').fill('8,000')
  await page.locator('#auditedBaseWan').fill('6,900')
  await page.locator('#contentFinished').selectOption('yes')
  await page.locator('[id="indicators[0].actual"]').fill('4')
  await page.locator('[id="indicators[1].actual"]').fill('8600')
  await page.locator('.qx-saved', { hasText: '已保存' }).waitFor()
  await page
    .locator('#audit_report input[type="file"]')
    .setInputFiles({ name: '专项审计报告.pdf', mimeType: 'application/pdf', buffer: aPdf })
  await page.locator('.qx-files', { hasText: '专项审计报告.pdf' }).waitFor()
  await shoot(page, 'acceptance-form')
  await act('申请验收')
  await become('suzhou_handler')
  await act('组织验收', `/projects/${id}/acceptance`)
  await become('suzhou_approver')
  await page.goto(`/projects/${id}/acceptance`)
  await page.locator('select[name="outcome"]').selectOption('passed')
  await shoot(page, 'acceptance-conclusion')
  for (const [i, name] of ['金教授', '白研究员', '唐会计师'].entries())
    await page.locator('[name="member_name"]').nth(i).fill(name)
  await page.locator('[name="recognisedWan"]').fill('300')
  await page.locator('[name="opinion"]').fill('指标全部完成，同意通过验收。')
  await act('作出结论')
  await page.locator('.qx-job a').waitFor({ timeout: 30_000 })
  await shoot(page, 'acceptance-concluded')

  await anArrivedPayment(db, id)
  await become('province_handler')
  await act('布置绩效自评', `/projects/${id}`)
  await become('kunshan_applicant')
  await page.goto('/evaluations')
  await shoot(page, 'evaluations')
  await page.locator('.qx-list tbody a').first().click()
  await page.waitForURL(/evaluations\//)
  await page.locator('[id="rows[0].actual"]').fill('4')
  await page.locator('[id="rows[1].actual"]').fill('7,000')
  await page.locator('#summary').fill('目标基本完成。')
  await page.locator('.qx-total', { hasText: '95.78' }).waitFor()
  await shoot(page, 'evaluation-form')
  await page.locator('[id="rows[1].reason"]').fill('市场回落')
  await page.locator('[id="rows[1].improvement"]').fill('拓展客户')
  await act('提交自评')
  const evaluation = page.url().replace(/\?.*$/, '')
  await become('kunshan_handler')
  await act('审核通过', evaluation)
  await become('province_handler')
  await page.goto(evaluation)
  await shoot(page, 'evaluation-review')
  await act('确认等级')
  await page.goto(`/projects/${id}?tab=history`)
  await shoot(page, 'project-history')
  expect(await page.locator('h1').textContent()).toContain('已结项')
  expect(await db.client.evaluation.findFirstOrThrow()).toMatchObject({
    grade: 'excellent',
    scoreCenti: 9578,
  })
  expect(problems.filter((line) => !line.includes('status of 422'))).toEqual([])
}, 400_000)

/** The page as it is, at both sizes and in both languages; axe has nothing serious to say. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const [label, size] of Object.entries({ desktop, phone })) {
    await page.setViewportSize(size)
    await page.screenshot({ path: `${shots}/${name}-${label}.png`, fullPage: true })
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(wide, `${name} is wider than the ${label}`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize(desktop)
  expect(await axeProblems(page), name).toEqual([])
}
