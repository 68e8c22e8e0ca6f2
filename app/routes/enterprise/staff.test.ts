import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const as = (key: string) => ({ id: `user-${key}` })

test('a principal looks after the accounts of colleagues on one page; a colleague reads who it is', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const page = '/enterprise/staff'
  const own = await pageText(await requestAs(as('kunshan_applicant'), page))
  for (const words of [
    '沈佳（本人）',
    '单位管理员',
    '顾维钧',
    '停用账号',
    '您是唯一的单位管理员',
    '开通经办人账号',
  ])
    expect(own).toContain(words)
  const theirs = await (await requestAs(as('kunshan_colleague'), page)).text()
  expect(theirs).toContain('账号由单位管理员管理：沈佳。')
  expect(theirs).not.toContain('name="act"')
  for (const key of ['kunshan_handler', 'province_handler', 'expert_jin', 'sys_admin'])
    expect((await requestAs(as(key), page)).status).toBe(404)

  const opened = await postAs(as('kunshan_applicant'), page, {
    act: 'open',
    loginName: 'new.person',
    name: '新同事',
    phone: '',
    email: '',
  })
  expect(await pageText(opened)).toContain('“new.person”的一次性密码如下')
  const wrong = await postAs(as('kunshan_applicant'), page, { act: 'open', loginName: 'x', name: '' })
  expect(await pageText(wrong)).toContain('有 2 处')
  const barred = await postAs(as('kunshan_colleague'), page, {
    act: 'close',
    staff: 'user-kunshan_applicant',
  })
  expect([barred.status, await pageText(barred)]).toEqual([
    403,
    expect.stringContaining('账号由本单位的单位管理员管理'),
  ])
  const foreign = { act: 'close', staff: 'user-jiangning_applicant' }
  expect((await postAs(as('kunshan_applicant'), page, foreign)).status).toBe(404)
}, 60_000)
