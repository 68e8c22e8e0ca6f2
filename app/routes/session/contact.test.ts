import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

test('a person mends their own telephone; what is wrong stays on the page with its mend', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const person = { id: 'user-supervisor' }
  const wrong = await postAs(person, '/contact', { phone: '110110', email: 'a@example.com' })
  expect(wrong.status).toBe(422)
  const html = await wrong.text()
  for (const words of ['value="110110"', '请填写手机或固定电话号码']) expect(html).toContain(words)
  expect(await pageText(await postAs(person, '/contact', { phone: '025-83000001', email: '' }))).toContain(
    '联系方式已保存',
  )
  expect(await (await requestAs(person, '/contact')).text()).toContain('value="025-83000001"')
})

test('the administrator of accounts changes it on the account; others do not', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const path = '/admin/users/user-supervisor'
  const typed = { act: 'contact', phone: '025-83000002', email: '' }
  expect((await postAs({ id: 'user-sec_admin' }, path, typed)).status).toBe(404)
  expect(await pageText(await postAs({ id: 'user-sys_admin' }, path, typed))).toContain('已保存')
  expect(await (await requestAs({ id: 'user-sys_admin' }, path)).text()).toContain('value="025****0002"')
})
