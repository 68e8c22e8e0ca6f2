import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { generateSheet } from '#app/services/review/sheet.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { aQuota, aSubmission, handledBy, passedBy, versionOf } from '#fixtures/review.ts'
import { ctxOf } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-03-10T02:00:00Z')
const person = (key: string) => ({ id: `user-${key}` })

async function site(db: Db) {
  const { requestAs, postAs } = await testSite(db)
  return {
    get: (key: string, path: string) => requestAs(person(key), path, { now }),
    post: (key: string, path: string, fields: Record<string, string> | FormData) =>
      postAs(person(key), path, fields, { now }),
  }
}

test('the desk of a county: what waits, for whom, with the sum requested', async () => {
  await using db = await testDb()
  await aSubmission(db)
  const { get } = await site(db)
  const handlers = await pageText(await get('kunshan_handler', '/review'))
  expect(handlers).toContain('高端数控装备智能工厂改造项目')
  expect(handlers).toContain('未签收')
  expect(handlers).toMatch(/合计\n600\.00/)
  expect(handlers).toMatch(/总投资[^\n]*\n10,000\.00/)
  const approvers = await pageText(await get('kunshan_approver', '/review'))
  expect(approvers).toContain('没有需要您办理的申报')
  expect(await pageText(await get('kunshan_approver', '/review?view=waiting'))).toContain('未签收')
})

test('from signing to recommendation by form posts, each answered with its record', async () => {
  await using db = await testDb()
  const { id, guidelineId } = await aSubmission(db)
  await aQuota(db, { guidelineId, level: 'county', unitCode: '320583', limit: 3 })
  const { get, post } = await site(db)
  const record = await pageText(await get('kunshan_handler', `/applications/${id}`))
  expect(record).toContain('签收后申报单位不能再撤回')
  const signed = await post('kunshan_handler', `/applications/${id}/open`, { version: '1' })
  expect([signed.status, signed.headers.get('Location')]).toEqual([302, `/applications/${id}?done=open`])
  const opinion = { version: '2', conclusion: 'pass', text: '材料齐全' }
  expect((await post('kunshan_handler', `/applications/${id}/handle`, opinion)).status).toBe(302)
  const approving = await pageText(await get('kunshan_approver', `/applications/${id}/recommend`))
  expect(approving).toContain('名额 3 个，已用 0 个，还剩 3 个')
  expect(approving).toContain('转入：市级审核，应于 2025-03-25 17:00 前办理')
  expect(approving).toContain('材料齐全')
  expect((await post('kunshan_approver', `/applications/${id}/recommend`, { version: '3' })).status).toBe(302)
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'city_review',
  })
})

test('another county finds neither record, act, page, list nor document: the same as missing', async () => {
  await using db = await testDb()
  const { id, guidelineId } = await aSubmission(db)
  await passedBy(db, id, 'kunshan')
  const sheet = held(await generateSheet(ctxOf(db, 'kunshan_handler'), { guidelineId, order: [] }))
  const [receipt] = await db.client.document.findMany({ where: { kind: 'receipt' } })
  const [file] = await db.client.storedFile.findMany({ where: { ownerId: id } })
  const [print] = await db.client.document.findMany({ where: { ownerId: sheet.id } })
  const { get, post } = await site(db)
  const foreign = [
    `/applications/${id}`,
    `/applications/${id}/recommend`,
    `/applications/${id}/return`,
    `/review/${id}/check`,
    `/recommendations/${sheet.id}`,
    `/documents/${receipt?.id}`,
    `/documents/${print?.id}`,
    `/files/${file?.id}`,
  ]
  const missing = '01990000-0000-7000-8000-000000000000'
  for (const path of foreign) {
    const answers = await Promise.all(
      [path, path.replace(/[0-9a-f-]{36}/, missing)].map(async (address) => {
        const answer = await get('park_handler', address)
        return [answer.status, (await pageText(answer)).replaceAll(/\s+/g, ' ')]
      }),
    )
    expect([path, answers[0]?.[0]]).toEqual([path, 404])
    expect(answers[0]).toEqual(answers[1])
  }
  const acts = [
    'open',
    'handle',
    'recuse',
    'recommend',
    'return',
    'return-down',
    'reject',
    'qualify',
    'reopening',
  ]
  for (const act of acts) {
    const answer = await post('park_handler', `/applications/${id}/${act}`, { version: '1', text: 'x' })
    expect([act, answer.status]).toEqual([act, 404])
  }
  expect(
    (await post('park_approver', `/recommendations/${sheet.id}`, { act: 'file', version: '0' })).status,
  ).toBe(404)
  const list = await pageText(await get('park_handler', '/review?view=all'))
  expect(list).not.toContain('昆山')
  expect(await pageText(await get('park_handler', '/recommendations'))).not.toContain('昆山')
})

test('a stale version shows both: what is there now, and what had been typed', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  await handledBy(db, id, 'kunshan')
  const { post } = await site(db)
  const typed = '写了很久的另一份意见'
  const answer = await post('kunshan_handler', `/applications/${id}/handle`, {
    version: '1',
    conclusion: 'reject',
    text: typed,
  })
  expect(answer.status).toBe(409)
  const page = await pageText(answer)
  expect(page).toContain('此记录刚刚被他人或您的另一窗口更新')
  expect(page).toContain('材料齐全，同意推荐。')
  expect(page).toContain(typed)
})

test('whoever declares a conflict says on which ground, and finds no act there any more', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  await handledBy(db, id, 'kunshan')
  const { get, post } = await site(db)
  const record = await pageText(await get('kunshan_handler', `/applications/${id}`))
  expect(record).toContain('回避后您不再办理本项目')
  const reason = '配偶任该公司财务负责人'
  const answer = await post('kunshan_handler', `/applications/${id}/recuse`, {
    version: '2',
    kind: '',
    reason,
  })
  expect(answer.status).toBe(422)
  const refused = await pageText(answer)
  expect(refused).toContain('请选择回避情形')
  expect(refused).toContain(reason)
  const fields = { version: '2', kind: 'C04', reason }
  const done = await post('kunshan_handler', `/applications/${id}/recuse`, fields)
  expect(done.headers.get('location')).toContain(`/applications/${id}?done=recuse`)
  const after = await pageText(await get('kunshan_handler', `/applications/${id}?done=recuse`))
  expect(after).toContain('本项目由同事办理')
  expect(after).not.toContain('可办理事项')
  const late = await post('kunshan_handler', `/applications/${id}/handle`, {
    version: '3',
    conclusion: 'pass',
    text: '同意',
  })
  expect(late.status).toBe(403)
  expect(await pageText(late)).toContain('您已对该项目申请回避')
  const read = await pageText(await get('kunshan_approver', `/applications/${id}?tab=opinions`))
  expect(read).toContain('与申报单位负责人有亲属关系')
  expect(read).not.toContain(reason)
  expect(await pageText(await get('kunshan_applicant', `/applications/${id}?tab=opinions`))).not.toContain(
    '亲属',
  )
})

test('what had been typed into a return is shown again with the mistake at its field', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { get, post } = await site(db)
  const empty = await pageText(await get('kunshan_handler', `/applications/${id}/return`))
  expect(empty).toContain('退回后企业有 5 个工作日补正')
  expect(empty).toContain('本级最多退回 2 次，已退回 0 次')
  const form = new FormData()
  for (const [name, value] of [
    ['version', '1'],
    ['field', 'project.site'],
    ['problem', '请写明厂房编号'],
    ['field', 'equipment'],
    ['problem', '第 2 行缺合同'],
    ['until', '明天下午'],
    ['reason', ''],
  ] as const)
    form.append(name, value)
  const answer = await post('kunshan_handler', `/applications/${id}/return`, form)
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('请写明厂房编号')
  expect(page).toContain('第 2 行缺合同')
  expect(page).toContain('明天下午')
  expect(page).toMatch(/<option value="equipment" selected=""/)
  form.set('until', '2025-03-17 17:00')
  expect((await post('kunshan_handler', `/applications/${id}/return`, form)).status).toBe(302)
  expect(await db.client.correctionItem.count({ where: { applicationId: id } })).toBe(2)
})

test('quota + 1 recommendations at once: one is refused in words, none with a fault', async () => {
  await using db = await testDb('postgres')
  const first = await aSubmission(db, { key: 'jiangning' })
  const { guidelineId } = first
  const second = await aSubmission(db, { key: 'luhe', guidelineId })
  await db.client.application.updateMany({ data: { unitCode: '320115' } })
  await aQuota(db, { guidelineId, level: 'county', unitCode: '320115', limit: 1 })
  for (const { id } of [first, second]) await handledBy(db, id, 'jiangning')
  const { post } = await site(db)
  const answers = await Promise.all(
    [first, second].map(({ id }) =>
      post('jiangning_approver', `/applications/${id}/recommend`, { version: '2' }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([302, 422])
  const refused = answers.find(({ status }) => status === 422)
  expect(await pageText(refused ?? new Response())).toContain('推荐名额（1 个）已用完')
})

test('formal review beside the material, second check, and what is not open says why', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  await passedBy(db, id, 'kunshan', 'suzhou')
  const { get, post } = await site(db)
  const page = await pageText(await get('province_handler', `/review/${id}/check`))
  expect(page).toContain('核对清单')
  expect(page).toContain('五轴加工中心')
  const version = String(await versionOf(db, id))
  const answer = await post('province_handler', `/review/${id}/check`, {
    version,
    conclusion: 'pass',
    text: '符合要求',
  })
  expect(answer.headers.get('Location')).toBe(`/applications/${id}?done=handle`)
  const record = await pageText(await get('province_approver', `/applications/${id}`))
  expect(record).toContain('形审通过')
  expect(record).toContain('经办人尚未提出“不通过”意见')
  const next = String(await versionOf(db, id))
  expect((await post('province_approver', `/applications/${id}/qualify`, { version: next })).status).toBe(302)
  expect(await pageText(await get('suzhou_handler', `/applications/${id}/recommend`))).toContain(
    '此事当前不能由您办理',
  )
})

test('a list is made in the order typed, numbered, stamped and filed', async () => {
  await using db = await testDb()
  const { id, guidelineId } = await aSubmission(db)
  await passedBy(db, id, 'kunshan')
  const { get, post } = await site(db)
  expect(await pageText(await get('kunshan_handler', '/recommendations'))).toContain('生成推荐汇总表')
  const made = await post('kunshan_handler', `/recommendations/new?guideline=${guidelineId}`, {
    [`order.${id}`]: '1',
  })
  const address = (made.headers.get('Location') ?? '').replace('?done=generate', '')
  expect(address).toMatch(/^\/recommendations\/[0-9a-f-]{36}$/)
  const wrong = await post('kunshan_handler', address, {
    act: 'set_number',
    version: '0',
    documentNo: '昆工信[2025]12号',
  })
  expect(wrong.status).toBe(422)
  expect(await pageText(wrong)).toContain('昆工信〔2025〕12号')
  const numbered = { act: 'set_number', version: '0', documentNo: '昆工信〔2025〕12号' }
  expect((await post('kunshan_handler', address, numbered)).status).toBe(302)
  const scan = new FormData()
  scan.append('version', '1')
  scan.append('file', new File([new Uint8Array(aPdf)], '推荐文件.pdf', { type: 'application/pdf' }))
  const uploaded = await post('kunshan_handler', `/files${address}`, scan)
  expect([uploaded.status, await uploaded.json()]).toMatchObject([200, { file: { name: '推荐文件.pdf' } }])
  expect((await post('kunshan_approver', address, { act: 'file', version: '2' })).status).toBe(302)
  expect(await pageText(await get('suzhou_handler', '/recommendations'))).not.toContain('昆工信')
  expect(await pageText(await get('province_handler', '/recommendations'))).toContain('昆工信〔2025〕12号')
})

test('places: the county sees its own, the city those below, the province all', async () => {
  await using db = await testDb()
  const { guidelineId } = await aSubmission(db)
  for (const unitCode of ['320583', '320115', '320576'])
    await aQuota(db, { guidelineId, level: 'county', unitCode, limit: 7 })
  await db.client.quota.updateMany({ data: { used: 1 } })
  const { get } = await site(db)
  const county = await pageText(await get('kunshan_handler', '/quotas'))
  expect(county).toContain('昆山市')
  expect(county).not.toContain('江宁')
  const city = await pageText(await get('suzhou_handler', '/quotas'))
  expect(city).toContain('苏州工业园区')
  expect(city).not.toContain('江宁')
  expect(await pageText(await get('province_handler', '/quotas'))).toContain('江宁')
})

test('applicants have no such pages, and a version that is none is a bad request', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { get, post } = await site(db)
  expect((await get('kunshan_applicant', `/applications/${id}/recommend`)).status).toBe(404)
  expect((await get('kunshan_applicant', `/review/${id}/check`)).status).toBe(404)
  expect((await get('kunshan_applicant', '/review?view=all')).headers.get('Location')).toBe('/applications')
  expect((await post('kunshan_handler', `/applications/${id}/open`, { version: 'x' })).status).toBe(400)
})

test('several are recommended from the list: first what would happen, then what became of each', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  await handledBy(db, id, 'kunshan')
  const { get, post } = await site(db)
  expect(await (await get('kunshan_approver', '/review')).text()).toContain('批量推荐所选')
  expect(await (await get('kunshan_handler', '/review')).text()).not.toContain('批量推荐所选')
  const chosen = await post('kunshan_approver', '/review', { id })
  expect([chosen.status, chosen.headers.get('Location')]).toEqual([302, `/review/recommend?id=${id}`])
  const dry = await pageText(await get('kunshan_approver', `/review/recommend?id=${id}`))
  expect(dry).toContain('转入市级审核')
  expect(await versionOf(db, id)).toBe(2)
  const item = `${id} ${await versionOf(db, id)}`
  const done = await pageText(
    await post('kunshan_approver', `/review/recommend?id=${id}`, { item, text: '' }),
  )
  expect(done).toContain('已推荐 1 个，未推荐 0 个')
  expect(await pageText(await post('kunshan_approver', '/review/recommend', {}))).toContain(
    '没有选中任何申报',
  )
})
