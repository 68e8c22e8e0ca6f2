import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const as = (key: string) => ({ id: `user-${key}` })
const fund = {
  act: 'create',
  code: 'ZZQS-2027',
  name: '制造强省',
  nameEn: '',
  year: '2027',
  budgetWan: '80000',
}

test('a new installation sets up a fund and a category, and a guideline can be drafted in it', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const handler = as('province_handler')
  expect(await pageText(await requestAs(handler, '/guidelines/new'))).toContain('请先设立专项资金')
  const made = await postAs(handler, '/funds', fund)
  expect(made.status).toBe(302)
  const address = made.headers.get('Location') ?? ''
  expect(address).toMatch(/^\/funds\?view=2027&done=create&fund=/)
  const fundId = new URL(address, 'http://site').searchParams.get('fund') ?? ''
  const category = { act: 'category', fundId, code: 'A', name: '技术创新', nameEn: '', budgetWan: '100' }
  expect((await postAs(handler, '/funds?view=2027', category)).status).toBe(302)
  const { id } = await db.client.fundCategory.findFirstOrThrow()
  const change = { act: 'budget', fundId, target: id, [`was.${id}`]: '100000000', budgetWan: '120' }
  expect((await postAs(handler, '/funds?view=2027', { ...change, reason: '追加' })).status).toBe(302)
  expect(await pageText(await requestAs(handler, '/guidelines/new'))).toContain('制造强省 2027 · 技术创新')
  const page = await pageText(await requestAs(handler, '/funds?view=2027'))
  expect(page).toContain('预算变动记录（3）')
  expect(page).toMatch(/周明\s+调整预算\s+技术创新\s+100\.00\s+120\.00\s+追加/)
})

test('bad input answers 422, keeps what was typed and says at the field what is wrong', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { postAs } = await testSite(db)
  const answer = await postAs(as('province_handler'), '/funds', { ...fund, budgetWan: '八亿' })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toMatch(/<input(?=[^>]*aria-invalid)(?=[^>]*value="八亿")[^>]*>/)
  expect(html).toMatch(/<input(?=[^>]*value="制造强省")[^>]*>/)
  expect(html).toContain('请填写数字')
})

test('leaders, finance, supervision and audit read it without forms; for others it is absent', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  for (const key of ['leader', 'province_approver', 'finance', 'supervisor', 'auditor']) {
    const answer = await requestAs(as(key), '/funds')
    expect([key, answer.status]).toEqual([key, 200])
    expect(await pageText(answer)).not.toContain('设立专项资金')
    expect((await postAs(as(key), '/funds', fund)).status).toBe(403)
    expect(await pageText(await requestAs(as(key), '/guidelines'))).toContain('专项资金与类别')
  }
  for (const key of ['organiser', 'suzhou_handler', 'kunshan_applicant', 'sys_admin'])
    expect([key, (await requestAs(as(key), '/funds')).status]).toEqual([key, 404])
})
