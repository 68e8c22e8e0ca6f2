import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { keepWorkbook } from '#app/services/import-workbook.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aList, aListRow, importRows } from '#fixtures/listed-projects.ts'
import { aSubmission, handledBy, passedBy } from '#fixtures/review.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-03-10T02:00:00Z')
const person = (key: string) => ({ id: `user-${key}` })
const sameName = { project: '关于高端数控装备智能工厂改造', code: '', amount: 90 }

async function site(db: Db) {
  const { requestAs, postAs } = await testSite(db)
  return {
    get: (key: string, path: string) => requestAs(person(key), path, { now }),
    post: (key: string, path: string, fields: Record<string, string>) =>
      postAs(person(key), path, fields, { now }),
  }
}

/** An application at the province that a list names. */
async function listed(db: Db) {
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan', 'suzhou')
  await importRows(ctxOf(db, 'province_handler'), [aListRow('kunshan', sameName)])
  const { id: listedId } = await db.client.listedProject.findFirstOrThrow()
  return { id, check: `/review/${id}/check`, pair: `/review/${id}/listed/${listedId}` }
}

test('a list is tried with the problems of its rows, then imported and named by its source', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { get, post } = await site(db)
  const content = await aList([aListRow('kunshan'), aListRow('jiangning', { project: '' })])
  const { fileId: file } = held(
    await keepWorkbook(ctxOf(db, 'province_handler'), 'listed_projects', {
      name: '科技厅清单.xlsx',
      content,
    }),
  )
  expect(await pageText(await get('province_handler', '/review'))).toContain('其他部门项目清单')
  const trial = await pageText(await get('province_handler', `/review/listed?file=${file}`))
  expect(trial).toContain('检查结果：科技厅清单.xlsx')
  expect(trial).toContain('将新增 1 个项目，更新 0 个；0 个已在清单中')
  expect(trial).toContain('第 4 行： 项目名称: 必填，请填写')
  const done = await pageText(await post('province_handler', '/review/listed', { file }))
  expect(done).toContain('已新增 1 个项目')
  expect(done).toMatch(/省科技厅\s*2024\s*1\s*120.50/)
})

test('a wrong list is withdrawn with its reason, and the page says by whom', async () => {
  await using db = await testDb()
  const { check } = await listed(db)
  const { get, post } = await site(db)
  const { fileId: list } = await db.client.importedList.findFirstOrThrow()
  const path = `/review/listed?withdraw=${list}`
  const asked = await pageText(await get('province_handler', path))
  for (const words of ['撤回《立项清单.xlsx》', '清单共 1 个项目']) expect(asked).toContain(words)
  expect((await post('province_handler', path, { act: 'withdraw', list, reason: ' ' })).status).toBe(422)
  for (const key of ['leader', 'province_approver', 'kunshan_applicant'])
    expect((await post(key, path, { act: 'withdraw', list, reason: '发错' })).status).toBe(404)
  const answer = await post('province_handler', path, { act: 'withdraw', list, reason: '发错了清单' })
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/review/listed?withdrawn=1'])
  for (const key of ['province_handler', 'leader']) {
    const page = await pageText(await get(key, path))
    for (const words of ['清单已撤回', '周明', '发错了清单']) expect(page).toContain(words)
    expect(page).not.toContain('撤回《')
  }
  expect(await pageText(await get('province_handler', check))).not.toContain('省科技厅 2024')
})

test('whoever reads plans sees which lists there are, but imports none; others find no page', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { get, post } = await site(db)
  for (const key of ['province_approver', 'leader']) {
    const html = await (await get(key, '/review/listed')).text()
    expect(html).toContain('还没有导入过清单')
    expect(html).not.toContain('type="file"')
    expect((await post(key, '/review/listed', { file: 'x' })).status).toBe(404)
  }
  for (const key of ['suzhou_handler', 'kunshan_applicant', 'organiser'])
    expect((await get(key, '/review/listed')).status).toBe(404)
  expect(await pageText(await get('suzhou_handler', '/review'))).not.toContain('其他部门项目清单')
})

test('the formal review ranks it, compares it line by line and keeps what the reviewer decides', async () => {
  await using db = await testDb()
  const { id, check, pair } = await listed(db)
  const { get, post } = await site(db)
  const side = await pageText(await get('province_handler', check))
  expect(side).toContain('省科技厅 2024 重点研发计划 · 90.00 万元')
  expect(side).toContain('名称相似 100%')
  expect(side).toContain('尚未认定')
  const compared = await pageText(await get('province_handler', pair))
  for (const words of [
    '高端数控装备智能工厂改造项目',
    '关于高端数控装备智能工厂改造',
    '《立项清单.xlsx》第 3 行',
  ])
    expect(compared).toContain(words)

  const decision = { version: '1', otherSnapshot: '1', conclusion: 'content_overlap', reason: '产线相同' }
  const refused = await post('province_handler', pair, { ...decision, overlapWan: '' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('产线相同')
  const answer = await post('province_handler', pair, { ...decision, overlapWan: '45' })
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, `${pair}?done=1`])
  for (const path of [check, `${pair}?done=1`, `/applications/${id}?tab=opinions`]) {
    const page = await pageText(await get('province_handler', path))
    expect(page).toContain('建议扣减 45.00 万元')
    expect(page).toContain('周明')
  }
  for (const key of ['suzhou_handler', 'kunshan_applicant', 'organiser', 'leader']) {
    expect((await get(key, pair)).status).toBe(404)
    expect((await post(key, pair, { ...decision, overlapWan: '45' })).status).toBe(404)
  }
})

test('whoever confirms the formal review is told of it', async () => {
  await using db = await testDb()
  const { id, pair } = await listed(db)
  await handledBy(db, id, 'province')
  const { get } = await site(db)
  const html = await (await get('province_approver', `/applications/${id}/qualify`)).text()
  expect(html).toContain('有 1 份相近申报或其他部门项目尚未认定')
  expect(html).toContain(`href="${pair}"`)
})
