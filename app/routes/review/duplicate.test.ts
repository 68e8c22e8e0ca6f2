import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { printTexts } from '#app/services/review/text-prints.server.ts'
import { twoAlike } from '#fixtures/duplicates.ts'
import { testFolder } from '#fixtures/folder.ts'
import { handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-03-10T02:00:00Z')
const person = (key: string) => ({ id: `user-${key}` })

async function site(db: Db) {
  const { id, otherId } = await twoAlike(db)
  await passedBy(db, id, 'kunshan', 'suzhou')
  await printTexts(ctxOf(db, 'province_handler'))
  const { requestAs, postAs } = await testSite(db)
  return {
    id,
    check: `/review/${id}/check`,
    pair: `/review/${id}/duplicates/${otherId}`,
    otherId,
    get: (key: string, path: string) => requestAs(person(key), path, { now }),
    post: (key: string, path: string, fields: Record<string, string>) =>
      postAs(person(key), path, fields, { now }),
  }
}

const decision = {
  version: '1',
  otherSnapshot: '1',
  conclusion: 'content_overlap',
  overlapWan: '120.5',
  reason: '产线改造内容相同',
}

test('the formal review lists what is alike, compares it, and keeps what the reviewer decides', async () => {
  await using db = await testDb()
  const { id, check, pair, get, post } = await site(db)
  const side = await pageText(await get('province_handler', check))
  expect(side).toContain('与其他申报或项目相近')
  expect(side).toContain('南京江宁智能传感有限公司')
  expect(side).toMatch(/文字相似 8\d%/)
  expect(side).toContain('尚未认定')

  const compared = await get('province_handler', pair)
  const html = await compared.clone().text()
  expect(html).toMatch(/<mark class="qx-same">[^]{0,80}项目拟对现有三号厂房/)
  expect(await pageText(compared)).toContain('昆山精锐数控装备有限公司')

  const answer = await post('province_handler', pair, decision)
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, `${pair}?done=1`])
  expect(await pageText(await get('province_handler', `${pair}?done=1`))).toContain('认定已记录')
  for (const path of [check, pair, `/applications/${id}?tab=opinions`]) {
    const page = await pageText(await get('province_handler', path))
    expect(page).toContain('内容部分重复')
    expect(page).toContain('建议扣减 120.50 万元')
    expect(page).toContain('周明')
  }
})

test('whoever confirms the formal review is told what nobody decided; its sheet lists decisions', async () => {
  await using db = await testDb()
  const { id, otherId, pair, get, post } = await site(db)
  await handledBy(db, id, 'province')
  for (const path of [`/applications/${id}/qualify`, `/applications/${id}`]) {
    const html = await (await get('province_approver', path)).text()
    expect(html).toContain('有 1 份相近申报或其他部门项目尚未认定')
    expect(html).toContain(`href="${pair}"`)
  }
  expect(await pageText(await get('province_handler', `/applications/${id}`))).not.toContain('份相近申报或')

  await post('province_handler', pair, decision)
  expect(await pageText(await get('province_approver', `/applications/${id}/qualify`))).not.toContain(
    '份相近申报或',
  )
  const version = String(await versionOf(db, id))
  const qualified = await post('province_approver', `/applications/${id}/qualify`, { version, text: '' })
  expect(qualified.status).toBe(302)
  const document = await db.client.document.findFirstOrThrow({ where: { kind: 'formal_review' } })
  expect(document.unitCode).toBe('320000')
  const other = await db.client.application.findUniqueOrThrow({ where: { id: otherId } })
  const { sections } = JSON.parse(document.model)
  expect(sections.at(-2).heading).toBe('查重认定')
  expect(sections.at(-2).blocks[0].rows).toEqual([
    {
      serial: '1',
      other: `${other.applicantName}“${other.projectName}” ${other.receiptNo}`,
      alike: expect.stringMatching(/^9\d$/),
      conclusion: '内容部分重复',
      overlap: '120.50',
      reason: '产线改造内容相同',
      by: '周明 2025-03-10 10:00',
    },
  ])
  for (const [key, status] of [
    ['province_handler', 200],
    ['suzhou_handler', 404],
    ['kunshan_applicant', 404],
  ] as const)
    expect((await get(key, `/documents/${document.id}`)).status).toBe(status)
})

test('what was typed stays when the decision is not complete', async () => {
  await using db = await testDb()
  const { pair, post } = await site(db)
  const refused = await post('province_handler', pair, { ...decision, overlapWan: '', reason: '只有理由' })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('只有理由')
  expect(page).toMatch(/value="content_overlap"[^>]*checked|checked[^>]*value="content_overlap"/)
})

test('nobody but the province finds the comparison, and pages of others say nothing of it', async () => {
  await using db = await testDb()
  const { id, check, pair, get, post } = await site(db)
  await post('province_handler', pair, decision)
  for (const key of ['suzhou_handler', 'kunshan_applicant', 'jiangning_applicant', 'organiser', 'leader']) {
    expect((await get(key, pair)).status).toBe(404)
    expect((await post(key, pair, decision)).status).toBe(404)
  }
  for (const path of [`/applications/${id}?tab=opinions`, check]) {
    const page = await pageText(await get('suzhou_handler', path))
    expect(page).not.toContain('与其他申报或项目相近')
    expect(page).not.toContain('南京江宁智能传感有限公司')
  }
  expect(await pageText(await get('kunshan_applicant', `/applications/${id}?tab=opinions`))).not.toContain(
    '内容相近',
  )
})

test('an expert finds neither list nor comparison', async () => {
  await using db = await testDb()
  const { check, pair, get } = await site(db)
  const expert = await db.client.user.findFirstOrThrow({ where: { expertId: { not: null } } })
  for (const path of [check, pair]) expect((await get(expert.id.slice(5), path)).status).toBe(404)
})
