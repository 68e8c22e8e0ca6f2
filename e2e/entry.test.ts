import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { sequenceAll } from '#workers/audit/sequencer.ts'
import { recordEvents, testSigner } from '#workers/audit/testing.ts'
import { testBrowser } from './browser.ts'
import { startSite } from './site.ts'

test('the browser checks an entry again by itself, and what was printed beside it', async () => {
  await using db = await testDb()
  await recordEvents(db, 30)
  await sequenceAll(db, { signer: testSigner })
  await using site = await startSite({ databaseUrl: db.url })
  await using browser = await testBrowser()
  const { page, problems } = await browser.open(site.url)
  const verdicts = async (address: string) => {
    await page.goto('about:blank')
    await page.goto(site.url + address)
    const checks = page.locator('[data-verdict]')
    await checks.first().waitFor()
    return checks.evaluateAll((all) => all.map((check) => check.getAttribute('data-verdict')))
  }

  expect(await verdicts('/v/20')).toEqual(['unknown', 'right', 'right'])
  const leaf = await page.locator('dd code').nth(1).innerText()
  expect(await verdicts(`/v/20#${leaf}`)).toEqual(['right', 'right', 'right'])
  expect(await verdicts(`/v/21#${leaf}`)).toEqual(['wrong', 'right', 'right'])
  expect(problems).toEqual([])

  await page.route('**/v/20', async (route) => {
    const response = await route.fetch()
    const forged = leaf.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))
    await route.fulfill({ response, body: (await response.text()).replaceAll(leaf, forged) })
  })
  expect(await verdicts('/v/20')).toEqual(['unknown', 'wrong', 'right'])
})
