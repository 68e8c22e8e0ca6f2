import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { aSentEvaluation, evaluatedOn } from '#fixtures/evaluation.ts'
import { testFolder } from '#fixtures/folder.ts'
import { testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const as = (key: string) => ({ id: `user-${key}` })
const at = { now: evaluatedOn }

/** What the address answers, without what every answer has of its own. */
function plain(html: string): string {
  const [, request = ''] = /"request-id" content="([^"]+)"/.exec(html) ?? []
  return html.replaceAll(request, '').replaceAll(/nonce="[^"]*"/g, '')
}

const title =
  'the province asks an expert, who declares before reading; county, city and enterprise read the same pages as before'

test(title, { timeout: 120_000 }, async () => {
  await using db = await testDb()
  const id = await aSentEvaluation(db)
  const { projectId } = await db.client.evaluation.findUniqueOrThrow({ where: { id } })
  const { requestAs, postAs } = await testSite(db)
  const page = `/evaluations/${id}`
  const get = async (key: string, path: string) => requestAs(as(key), path, at)
  const read = async (key: string, path: string) => (await get(key, path)).text()
  const post = async (key: string, path: string, fields: Record<string, string>) =>
    postAs(as(key), path, fields, at)

  const below = ['kunshan_applicant', 'kunshan_handler', 'suzhou_handler']
  const looked = [page, '/work', '/notices', '/acts', `/projects/${projectId}?tab=evaluation`]
  const seen = async () => {
    const answers: Record<string, string> = {}
    for (const key of below)
      for (const path of looked) answers[`${key} ${path}`] = plain(await read(key, path))
    return answers
  }
  const before = await seen()

  expect(await read('province_handler', page)).toContain(`href="${page}/experts"`)
  for (const key of [...below, 'expert_jin'])
    expect([key, (await get(key, `${page}/experts`)).status]).toEqual([key, 404])
  const form = await read('province_handler', `${page}/experts`)
  expect(form).toContain('value="expert-expert_jin"')
  const asking = { act: 'ask', version: '0', expert: 'expert-expert_jin', reason: '长期从事智能制造评价。' }
  expect((await post('suzhou_handler', `${page}/experts`, asking)).status).toBe(403)
  const wordless = await post('province_handler', `${page}/experts`, { ...asking, reason: '' })
  expect(wordless.status).toBe(422)
  expect((await post('province_handler', `${page}/experts`, asking)).status).toBe(302)
  for (const key of ['province_handler', 'supervisor', 'auditor']) {
    expect(await read(key, `${page}/experts`)).toContain('长期从事智能制造评价。')
    expect(await read(key, page)).toMatch(/待提出意见：专家[^]*金教授/)
  }
  expect(await read('auditor', `${page}/experts`)).not.toContain('name="expert"')

  const { id: asked } = await db.client.consultation.findFirstOrThrow()
  const request = `/consultations/${asked}`
  expect(await read('expert_jin', '/work')).toContain(`href="${request}"`)
  expect(await read('expert_jin', '/scoring/mine')).toContain(`href="${request}"`)
  for (const key of [...below, 'expert_bai', 'province_handler'])
    expect([key, (await get(key, request)).status]).toEqual([key, 404])
  const first = await read('expert_jin', request)
  expect(first).toContain('利益冲突声明')
  expect(first).not.toMatch(/目标完成。|name="score"/)
  expect((await get('expert_jin', page)).status).toBe(404)
  expect((await post('expert_jin', request, { act: 'declare', version: '0' })).status).toBe(422)
  const declare = { act: 'declare', version: '0', confirmed: '1' }
  expect((await post('expert_jin', request, declare)).status).toBe(302)
  const opened = await read('expert_jin', request)
  expect(opened).toContain('目标完成。')
  expect(opened).toContain('name="score"')
  const said = { act: 'advise', version: '1', score: '191.25', text: '指标口径清楚。' }
  const wrong = await post('expert_jin', request, said)
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('value="191.25"')
  expect((await post('expert_jin', request, { ...said, score: '91.25' })).status).toBe(302)
  expect(await read('expert_jin', request)).toContain('指标口径清楚。')
  expect(await read('province_handler', page)).toMatch(/指标口径清楚。[^]*金教授/)

  const after = await seen()
  for (const [key, answer] of Object.entries(after))
    expect([key, answer === before[key]]).toEqual([key, true])
})

test('a conflict ends the request; a request that was not answered can be withdrawn', async () => {
  await using db = await testDb()
  const id = await aSentEvaluation(db)
  const { requestAs, postAs } = await testSite(db)
  const page = `/evaluations/${id}/experts`
  const post = async (key: string, path: string, fields: Record<string, string>) =>
    (await postAs(as(key), path, fields, at)).status
  for (const expert of ['expert-expert_jin', 'expert-expert_bai'])
    expect(await post('province_handler', page, { act: 'ask', version: '0', expert, reason: '对口' })).toBe(
      302,
    )
  const [jin, bai] = await db.client.consultation.findMany({ orderBy: { expertId: 'desc' } })
  const conflict = { act: 'recuse', version: '0', kind: 'C09', text: '两家单位有诉讼。' }
  expect(await post('expert_jin', `/consultations/${jin?.id}`, conflict)).toBe(302)
  expect((await requestAs(as('expert_jin'), `/consultations/${jin?.id}`, at)).status).toBe(404)
  expect(await (await requestAs(as('province_handler'), page, at)).text()).toContain('两家单位有诉讼。')
  const withdrawal = { act: 'withdraw', version: '0', consultation: bai?.id ?? '', reason: '不再需要' }
  expect(await post('auditor', page, withdrawal)).toBe(403)
  expect(await post('province_handler', page, withdrawal)).toBe(302)
  expect((await requestAs(as('expert_bai'), `/consultations/${bai?.id}`, at)).status).toBe(404)
})
