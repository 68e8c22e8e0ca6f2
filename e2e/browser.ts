import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright-core'

/** Made for machines without processes to spare: in one process readers share their cookies, and closing one ends all. */
const unwanted = ['--single-process', '--disable-web-security']

export const desktop = { width: 1366, height: 768 }
export const phone = { width: 390, height: 844 }

export type TestBrowser = AsyncDisposable & {
  browser: Browser
  /** A reader of their own: cookies, language of the browser, size of the window. Console errors end up in `problems`. */
  open(base: string, size?: { width: number; height: number }): Promise<Reader>
}
export type Reader = { context: BrowserContext; page: Page; problems: string[] }

/** The Chromium that came with npm, with the Chinese fonts that came with npm. `await using`. */
export async function testBrowser(): Promise<TestBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'qixiang-browser-'))
  const fonts = join(folder, 'fonts.conf')
  await writeFile(fonts, fontConfiguration(folder))
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((arg) => !unwanted.includes(arg)),
    headless: true,
    env: { ...process.env, FONTCONFIG_FILE: fonts },
  })
  return {
    browser,
    async open(base, size = desktop) {
      const context = await browser.newContext({ baseURL: base, viewport: size, locale: 'zh-CN' })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', (line) => line.type() === 'error' && problems.push(line.text()))
      page.on('pageerror', (error) => problems.push(String(error)))
      return { context, page, problems }
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Signs in through the page, as people do. */
export async function signInAs(page: Page, loginName: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('#loginName').fill(loginName)
  await page.locator('#password').fill(password)
  await Promise.all([page.waitForURL('**/work'), page.locator('form:has(#password) button').click()])
}

/** Somebody else sits down at the same browser. The page is left first: what it still asks would find nobody signed in. */
export async function becomeAnother(page: Page, loginName: string, password: string): Promise<void> {
  await page.goto('about:blank')
  await page.context().clearCookies()
  await signInAs(page, loginName, password)
}

/** What axe calls serious or critical, one line per rule and place; empty when the page holds. */
export async function axeProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))
}

function fontConfiguration(cache: string): string {
  const folder = dirname(
    import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json').replace('file://', ''),
  )
  const faces = ['400Regular', '600SemiBold'].map((face) => `<dir>${join(folder, face)}</dir>`).join('')
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${faces}<cachedir>${join(cache, 'cache')}</cachedir>
<match target="pattern"><edit name="family" mode="append" binding="weak"><string>Noto Sans SC</string></edit></match>
</fontconfig>`
}
