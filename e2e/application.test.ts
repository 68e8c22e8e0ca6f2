import { mkdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { type TestDb, testDb } from '#app/db/testing.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { seedCast } from '#fixtures/world.ts'
import { axeProblems, signInAs, testBrowser } from './browser.ts'
import { startSite } from './site.ts'

const shots = 'build/shots'
const day = 86_400_000

/** Waits as long as a busy machine needs. */
function eventually<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { timeout: 20_000 })
}

async function anOpenCall(db: TestDb): Promise<string> {
  const at = (ms: number) =>
    new Date(Date.now() + ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  const { deadlines } = aConfiguration()
  return anOpenGuideline(
    db,
    aConfiguration({ deadlines: { ...deadlines, applyStart: at(-day), applyEnd: at(9 * day) } }),
  )
}

test('an accountant fills a form: pasted rows, sums, attachments, and nothing lost when the session ends', async () => {
  await using db = await testDb()
  await seedCast(db)
  await anOpenCall(db)
  await using site = await startSite({ databaseUrl: db.url })
  await using browser = await testBrowser()
  await mkdir(shots, { recursive: true })
  const { page, context, problems } = await browser.open(site.url)
  await signInAs(page, 'kunshan_applicant', demoPassword)

  await page.goto('/applications')
  await page.getByRole('main').getByRole('link', { name: '开始申报' }).first().click()
  await page.getByRole('button', { name: '开始申报' }).click()
  await page.waitForURL('**/form')
  await eventually(() => page.locator('#cover\\.applicant').inputValue()).toBe('昆山精锐数控装备有限公司')
  await page.getByLabel('项目名称').fill('五轴加工中心智能产线')
  await eventually(() => page.locator('.qx-saved').innerText()).toContain('已保存')

  await page.getByRole('link', { name: /7 设备软件清单/ }).click()
  await page.getByRole('button', { name: '增加一行' }).click()
  await page.getByLabel('第 1 行 名称').focus()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '加工中心\tDMU-80\t4\t1,000\t4,000\r\n软件\tMES\t1\t3,000\t3,000\r\n')
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await eventually(() => page.locator('.qx-edittable tfoot').innerText()).toContain('7,000.00')
  await page.screenshot({ path: `${shots}/application-table.png` })
  expect(await axeProblems(page)).toEqual([])

  await page.getByRole('link', { name: /^附件/ }).click()
  await page
    .locator('#attachments\\.business_licence input[type=file]')
    .setInputFiles({ name: '营业执照.pdf', mimeType: 'application/pdf', buffer: aPdf })
  await page.getByRole('link', { name: '营业执照.pdf' }).waitFor()
  await page
    .locator('#attachments\\.commitment input[type=file]')
    .setInputFiles({ name: '承诺书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') })
  await page.getByText('文件内容与扩展名“pdf”不符').waitFor()

  await page.getByRole('link', { name: /4 项目情况/ }).click()
  await db.client.session.updateMany({ data: { endedAt: new Date() } })
  await page.getByLabel('建设内容与规模').fill('登录过期时正在填写的内容')
  const dialog = page.getByRole('dialog', { name: '登录已过期' })
  await dialog.waitFor()
  const [beside] = await Promise.all([
    context.waitForEvent('page'),
    dialog.getByRole('link', { name: '在新窗口重新登录' }).click(),
  ])
  await beside.locator('#loginName').fill('kunshan_applicant')
  await beside.locator('#password').fill(demoPassword)
  await beside.locator('form:has(#password) button').click()
  await beside.waitForURL(({ pathname }) => pathname === '/signed-in-again')
  await dialog.getByRole('button', { name: '我已登录，继续' }).click()
  await eventually(() => page.locator('.qx-saved').innerText()).toContain('已保存')
  const row = await db.client.application.findFirstOrThrow()
  expect(JSON.parse(row.form)).toMatchObject({
    'project.content': '登录过期时正在填写的内容',
    'cover.project_name': '五轴加工中心智能产线',
    equipment: [
      { name: '加工中心', amount: '4,000' },
      { name: '软件', amount: '3,000' },
    ],
  })
  expect(problems.filter((line) => !/40[19]|41[35]/.test(line))).toEqual([])
})

test('two colleagues at the same field: both versions are shown, and one is chosen', async () => {
  await using db = await testDb()
  await seedCast(db)
  await anOpenCall(db)
  await using site = await startSite({ databaseUrl: db.url })
  await using browser = await testBrowser()
  const { page } = await browser.open(site.url)
  await signInAs(page, 'kunshan_applicant', demoPassword)
  await page.goto('/applications/new')
  await page.getByRole('button', { name: '开始申报' }).click()
  await page.waitForURL('**/form')
  const { page: other } = await browser.open(site.url)
  await signInAs(other, 'kunshan_colleague', demoPassword)
  await other.goto(page.url())

  await other.getByLabel('项目名称').fill('同事写的名称')
  await eventually(() => other.locator('.qx-saved').innerText()).toContain('已保存')
  await page.getByLabel('项目名称').fill('我写的名称')
  await page.getByText('已被同事修改，请选择保留哪一个').waitFor()
  await page.getByRole('button', { name: '用我的' }).click()
  await eventually(() => page.getByText('请选择保留哪一个').count()).toBe(0)
  const form = async () => JSON.parse((await db.client.application.findFirstOrThrow()).form)
  await eventually(async () => (await form())['cover.project_name']).toBe('我写的名称')

  await page.getByLabel('联合申报单位').fill('无')
  await eventually(() => page.locator('.qx-saved').innerText()).toContain('已保存')
  await other.getByLabel('联合申报单位').click()
  await other.getByLabel('密级').selectOption('none')
  await eventually(() => other.getByLabel('联合申报单位').inputValue()).toBe('无')
})

test('what is typed and chosen before the scripts of the page have arrived is kept', async () => {
  await using db = await testDb()
  await seedCast(db)
  await anOpenCall(db)
  await using site = await startSite({ databaseUrl: db.url })
  await using browser = await testBrowser()
  const { page, problems } = await browser.open(site.url)
  await signInAs(page, 'kunshan_applicant', demoPassword)
  await page.goto('/applications/new')
  await page.getByRole('button', { name: '开始申报' }).click()
  await page.waitForURL('**/form')

  const scripts = Promise.withResolvers<void>()
  await page.route('**/*.js', async (route) => {
    await scripts.promise
    await route.continue()
  })
  await page.goto(page.url(), { waitUntil: 'commit' })
  await page.getByLabel('项目名称').fill('五轴加工中心智能产线')
  await page.locator('#cover\\.secrecy').selectOption('none')
  scripts.resolve()
  await eventually(() => page.locator('.qx-saved').innerText()).toContain('已保存')
  await page.reload()
  expect(await page.getByLabel('项目名称').inputValue()).toBe('五轴加工中心智能产线')
  expect(await page.locator('#cover\\.secrecy').inputValue()).toBe('none')
  expect(problems).toEqual([])
})
