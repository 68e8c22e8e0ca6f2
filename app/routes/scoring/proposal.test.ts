import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { typedProposal } from '#fixtures/typed-forms.ts'
import { seedCast } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

const now = new Date('2025-03-10T02:00:00Z')
const person = (key: string) => ({ id: `user-${key}` })

test('a county proposes on a page of its own; the organiser declines; no page of the pool opens', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { requestAs, postAs } = await testSite(db)
  const get = (key: string, path: string) => requestAs(person(key), path, { now })
  const read = async (key: string, path: string) => pageText(await get(key, path))
  expect(await read('kunshan_handler', '/review')).toContain('专家推荐')
  expect(await read('kunshan_approver', '/review')).not.toContain('专家推荐')
  expect(await read('kunshan_handler', '/experts/proposals')).toContain('本单位还没有推荐专家。')

  const path = '/experts/proposals/new'
  const { history: _history, shareholdings: _shareholdings, ...texts } = typedProposal
  const post = {
    'history[0].orgName': '昆山市机床厂',
    'history[0].role': '总工程师',
    'history[0].from': '2001',
  }
  const typed = { ...texts, ...post, 'history[0].to': '2019.6' }
  const refused = await postAs(person('kunshan_handler'), path, typed, { now })
  expect(refused.status).toBe(422)
  const kept = await refused.text()
  expect(kept).toContain('请先征得本人和所在单位同意')
  for (const value of ['魏高工', texts.idNo, texts.grounds, '昆山市机床厂', '2019.6'])
    expect(kept).toContain(value)
  const sent = await postAs(person('kunshan_handler'), path, { ...typed, consented: '1' }, { now })
  const record = sent.headers.get('Location') ?? ''
  expect(record).toMatch(/^\/experts\/proposals\/./)
  for (const value of ['137****1234', '昆山市机床厂', '2019-06'])
    expect(await read('kunshan_handler', record)).toContain(value)
  expect(await read('organiser', '/experts/proposals')).toContain('昆山市')

  const decline = { act: 'decline', version: '0', reason: '专业领域已有足够专家' }
  expect((await postAs(person('kunshan_handler'), record, decline, { now })).status).toBe(403)
  expect((await postAs(person('organiser'), record, decline, { now })).status).toBe(302)
  expect(await read('kunshan_handler', record)).toContain('专业领域已有足够专家')

  for (const key of ['park_handler', 'suzhou_handler', 'kunshan_approver', 'kunshan_applicant', 'expert_jin'])
    expect([key, (await get(key, record)).status]).toEqual([key, 404])
  for (const key of ['kunshan_approver', 'organiser', 'yushan_handler'])
    expect([key, (await get(key, path)).status]).toEqual([key, 404])
  expect(await read('leader', '/experts')).toContain('专家推荐')
  expect(await read('auditor', '/experts')).not.toContain('专家推荐')
  expect((await get('kunshan_handler', '/experts/expert-expert_jin')).status).toBe(404)
  expect(await read('kunshan_handler', '/experts')).not.toContain('金教授')
})
