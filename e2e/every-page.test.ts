import { mkdir } from 'node:fs/promises'
import { PDFDocument } from 'pdf-lib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { seedCast } from '#fixtures/world.ts'
import { seedPopulation } from '#prisma/demo/population.ts'
import { playSeason } from '#prisma/demo/season.ts'
import { axeProblems, desktop, phone, signInAs, testBrowser } from './browser.ts'
import { atRest, startSite } from './site.ts'

const shots = 'build/shots/every-page'
const readers = [
  'province_handler',
  'leader',
  'kunshan_applicant',
  'jiangning_applicant',
  'kunshan_handler',
  'suzhou_handler',
  'suzhou_approver',
  'organiser',
  'supervisor',
  'province_approver',
  'finance',
  'auditor',
  'sys_admin',
  'suzhou_sys_admin',
  'suzhou_sec_admin',
  'sec_admin',
  'audit_admin',
] as const

/** Records that offer different acts in different states: so many of them are asked for the links they have. */
const several = { kinds: /^\/(?:applications|projects)\/:id$/, most: 8 }

/** Beside Chinese on a desk's screen, which each page is opened in. */
const otherViews = [
  { locale: 'zh-CN', size: phone, suffix: 'zh-phone' },
  { locale: 'en', size: desktop, suffix: 'en-desktop' },
  { locale: 'en', size: phone, suffix: 'en-phone' },
] as const

/** Things that are downloads or acts, not pages. */
const noPage =
  /^\/(files|documents|sign-out|language|session|log\/|help\/[^/]+\/diagram)|\.(json|pdf|xlsx|tlog-proof)$|\/(proof|export|save)$/
const ids =
  /[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\/quotas\/[^/]+\/)\d{6}|(?<=\/(?:call|v)\/)[^/?]+|(?<=\/admin\/offices\/)\d+|enterprise-[\w-]+|user-[\w-]+|expert-[\w-]+/g

/** What kind of page an address is: ids left out, of the query only what chooses a tab. */
function kindOf(href: string): string {
  const { pathname, searchParams } = new URL(href, 'http://site')
  const tab = ['tab', 'part'].map((name) => searchParams.get(name) ?? '').join(' ')
  return `${pathname.replace(ids, ':id')} ${tab}`.trim()
}

/** Where the links of a page lead, as the server wrote it. */
function linksOf(html: string, at: string): string[] {
  return [...html.matchAll(/<a\b[^>]*?\shref="([/?][^"]*)"/g)]
    .map(([, href = '']) => new URL(href.replaceAll('&amp;', '&'), new URL(at, 'http://site')))
    .map(({ pathname, search }) => pathname + search)
    .filter((href) => !noPage.test(href.split('?')[0] ?? ''))
}

/** An application at the formal review that shares a text with another; the demo's lists name both of them. */
async function copied({ client }: Db): Promise<string> {
  const shared = await client.textBand.groupBy({
    by: ['hash'],
    having: { applicationId: { _count: { gt: 1 } } },
  })
  const { applicationId } = await client.textBand.findFirstOrThrow({
    where: { hash: { in: shared.map(({ hash }) => hash) }, application: { status: 'province_check' } },
  })
  return applicationId
}

/** Pages to which forms lead, and no link of a reader's first records: who sees them, and where they are. */
async function behindForms({ client }: Db): Promise<Map<string, string[]>> {
  const inCounty = (handlerId: null | { not: null }) =>
    client.application.findFirstOrThrow({ where: { status: 'county_review', handlerId } })
  const [fresh, handled] = [await inCounty(null), await inCounty({ not: null })]
  const report = await client.progressReport.findFirstOrThrow({ where: { status: 'accepted' } })
  const project = await client.project.findUniqueOrThrow({ where: { id: report.projectId } })
  const who = async (unitCode: string, roles: string) =>
    (await client.user.findFirstOrThrow({ where: { org: { code: unitCode }, roles } })).loginName
  const acts = (id: string, names: readonly string[]) => names.map((name) => `/applications/${id}/${name}`)
  return new Map([
    [await who(fresh.unitCode, 'handler'), acts(fresh.id, ['handle', 'return'])],
    [await who(handled.unitCode, 'approver'), acts(handled.id, ['recommend', 'reject', 'recuse'])],
    [
      'province_handler',
      [`/projects/${report.projectId}/reports/${report.id}`, `/enterprises/${project.enterpriseId}`],
    ],
  ])
}

/** Words of ours that no reader should see. */
const stages = Object.keys(messagesOf('zh-CN')).join('|')
const leaks = new RegExp(
  `\\bundefined\\b|\\[object |\\bNaN\\b|(?<![\\w@.])(?:${stages})\\.[a-z]\\w*(?:\\.\\w+)*(?![\\w.])`,
)

async function findingsOn(page: Page): Promise<string[]> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  const leak = leaks.exec(await page.locator('body').innerText())
  const alarms = await page.locator('.qx-alarm').allInnerTexts()
  return [
    ...(wider > 0 ? [`${wider} px too wide`] : []),
    ...(leak ? [`shows ${leak[0]}`] : []),
    ...alarms.map((alarm) => `warns ${alarm}`),
  ]
}

/** Chinese that an English page does not mark as such, so that it would be read aloud as English. */
async function unmarkedOn(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const lang = node.parentElement?.closest('[lang]')?.getAttribute('lang')
      const hidden = node.parentElement?.closest('script, style, textarea')
      if (!hidden && lang === 'en' && /\p{Script=Han}/u.test(node.textContent ?? ''))
        found.push(node.textContent ?? '')
    }
    return found
  })
  return texts.map((text) => `does not mark ${text.trim().slice(0, 30)} as Chinese`)
}

/** KiB of compressed scripts that a page may ask for: a list the least, one that is written on the most. */
const most = { written: 151, read: 127, list: 116 }

async function weightOn(page: Page): Promise<string[]> {
  const has = async (part: string) => (await page.locator(part).count()) > 0
  const kind = (await has('.qx-form, .qx-sides'))
    ? 'written'
    : (await has('.qx-onerow')) && !(await has('.qx-recordmain'))
      ? 'list'
      : 'read'
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming && entry.name.endsWith('.js'))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  )
  const weight = Math.round(bytes / 1024)
  return weight > most[kind] ? [`weighs ${weight} KiB`] : []
}

/** What a page still shows of its controls when it is printed on A4, and what does not fit there. */
async function printedOn(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 680, height: 960 })
  await page.emulateMedia({ media: 'print' })
  const found = await page.evaluate(() => {
    const main = document.querySelector('.qx-main:has(.qx-onerow, .qx-recordmain)')
    if (!main) return []
    const controls = [
      ...main.querySelectorAll('button, select, input, nav, summary'),
      document.querySelector('.qx-nav'),
    ]
    const left = controls
      .filter((control) => control?.checkVisibility())
      .map((control) => control?.tagName ?? '')
    const wider = document.documentElement.scrollWidth > 680 && !main.querySelector('.qx-onerow')
    return [...new Set(left), ...(wider ? ['more than fits'] : [])]
  })
  if ((await page.locator('.qx-home').count()) > 0) {
    const desk = await PDFDocument.load(await page.pdf({ preferCSSPageSize: true }))
    if (desk.getPageCount() > 1) found.push(`the desk on ${desk.getPageCount()} sheets`)
  }
  await page.emulateMedia({ media: 'screen' })
  return found.map((what) => `prints ${what}`)
}

test('every page that the cast can reach by links opens, fits both sizes and reads well', async () => {
  await mkdir(shots, { recursive: true })
  env.dataDir = await testFolder('files')
  await using db = await testDb()
  await seedCast(db)
  await seedPopulation(db)
  await playSeason(db, new Date())
  const scoring = await db.client.scoreSheet.findFirstOrThrow({
    where: { status: 'assigned' },
    include: { expert: { include: { user: true } } },
  })
  const consulted = await db.client.user.findFirstOrThrow({
    where: { expert: { consultations: { some: { status: 'asked' } } } },
  })
  await using site = await startSite({
    databaseUrl: db.url,
    worker: true,
    env: { DATA_DIR: env.dataDir },
  })
  await atRest(db)
  const alike = await copied(db)
  const hidden = await behindForms(db)
  await using browser = await testBrowser()

  const seen = new Set<string>()
  const findings: string[] = []
  const everybody = new Set([
    null,
    ...readers,
    scoring.expert.user?.loginName ?? '',
    consulted.loginName,
    ...hidden.keys(),
  ])
  for (const reader of everybody) {
    const { page, problems, context } = await browser.open(site.url)
    if (reader) await signInAs(page, reader, demoPassword)
    const queue = [reader ? '/work' : '/']
    if (reader === 'province_handler') queue.push(`/applications/${alike}`)
    queue.push(...(hidden.get(reader ?? '') ?? []))
    const own = new Map<string, number>()
    for (let href = queue.shift(); href; href = queue.shift()) {
      const kind = kindOf(href)
      const asked = own.get(kind) ?? 0
      if (asked >= (several.kinds.test(kind) ? several.most : 1)) continue
      own.set(kind, asked + 1)
      const note = (found: string[]) =>
        findings.push(...found.map((line) => `${reader ?? 'public'} ${href}: ${line}`))
      const response = await page.request.get(href)
      const landed = kindOf(response.url())
      const first = !seen.has(landed)
      seen.add(landed)
      if (response.status() >= 400) note([`answers ${response.status()}`])
      queue.push(...linksOf(await response.text(), href))
      if (first) {
        await page.goto(href, { waitUntil: 'load' })
        note(await findingsOn(page))
        note(await weightOn(page))
        note(await axeProblems(page))
        const name = landed.replaceAll(/[^\w]+/g, '_')
        await page.screenshot({ path: `${shots}/${name}.png` })
        note(await printedOn(page))
        for (const { locale, size, suffix } of otherViews) {
          await context.addCookies([{ name: 'locale', value: locale, url: site.url }])
          await page.setViewportSize(size)
          await page.reload({ waitUntil: 'load' })
          note((await findingsOn(page)).map((line) => `${line} (${suffix})`))
          if (suffix === 'en-desktop') note(await unmarkedOn(page))
          await page.screenshot({ path: `${shots}/${name}-${suffix}.png` })
        }
        await context.addCookies([{ name: 'locale', value: 'zh-CN', url: site.url }])
        await page.setViewportSize(desktop)
      }
      note(problems.splice(0))
    }
    await context.close()
  }
  console.info(`${seen.size} kinds of pages`)
  expect(findings).toEqual([])
  for (const kind of [
    '/applications/new',
    '/funding/credits/new',
    '/review/:id/duplicates/:id',
    '/review/:id/listed/:id',
    '/review/listed',
    ...['handle', 'return', 'recommend', 'reject', 'recuse'].map((act) => `/applications/:id/${act}`),
    '/projects/:id/reports/:id',
    '/evaluations/:id/experts',
    '/consultations/:id',
  ])
    expect([...seen]).toContain(kind)
  expect(
    await db.client.job.findMany({ where: { state: { in: ['retryable', 'cancelled', 'discarded'] } } }),
  ).toEqual([])
}, 1_200_000)
