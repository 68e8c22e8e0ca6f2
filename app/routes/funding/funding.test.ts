import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { proposeIssue } from '#app/services/funding/propose-issue.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { anIssuedPayment, aReward, by, issuedAt, issueForm, issueOf } from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const as = (key: string) => ({ id: `user-${key}` })
const at = { now: issuedAt }
const missing = '01990000-0000-7000-8000-000000000000'

test(
  'what is only proposed is the province’s own; payments of others are absent',
  { timeout: 60_000 },
  async () => {
    await using db = await testDb()
    const { id: projectId } = await aReward(db)
    const { requestAs, postAs } = await testSite(db)
    const { id } = held(await proposeIssue(by(db, 'province_handler'), await issueOf(db, [projectId])))
    const listed = await db.client.payment.findFirstOrThrow()
    const status = async (key: string, path: string) => (await requestAs(as(key), path, at)).status
    const paths = [`/funding/issues/${id}`, `/funding/${listed.id}`]
    for (const path of paths) expect(await status('finance', path)).toBe(200)
    for (const key of ['kunshan_finance', 'suzhou_handler', 'kunshan_applicant'])
      for (const path of paths) expect([key, await status(key, path)]).toEqual([key, 404])
    expect(await pageText(await requestAs(as('kunshan_handler'), '/funding', at))).not.toContain(
      issueForm.documentNo,
    )

    expect(
      (await postAs(as('finance'), `/funding/issues/${id}`, { act: 'issue', version: '0' }, at)).status,
    ).toBe(302)
    for (const key of ['kunshan_finance', 'suzhou_handler'])
      for (const path of paths) expect([key, await status(key, path)]).toEqual([key, 200])
    expect(await status('kunshan_applicant', paths[1] ?? '')).toBe(200)
    expect(await status('kunshan_applicant', paths[0] ?? '')).toBe(404)
    for (const key of ['jiangning_handler', 'park_applicant', 'sys_admin', 'expert_jin']) {
      for (const path of paths) expect([key, await status(key, path)]).toEqual([key, 404])
      const act = { act: 'confirm', version: '1', arrivedOn: '2025-05-19' }
      const own = await postAs(as(key), `/funding/${listed.id}`, act, at)
      const absent = await postAs(as(key), `/funding/${missing}`, act, at)
      expect([key, own.status, await pageText(own)]).toEqual([key, 404, await pageText(absent)])
    }
  },
)

test('bad input answers 422 at its field, keeps what was typed and shows no account again', async () => {
  await using db = await testDb()
  const { id: projectId } = await aReward(db)
  const id = await anIssuedPayment(db, projectId)
  const { requestAs, postAs } = await testSite(db)
  const purse = as('kunshan_finance')
  const receive = { act: 'receive', version: '1', receivedOn: '2025-05-19' }
  expect((await postAs(purse, `/funding/${id}`, { ...receive, version: 'x' }, at)).status).toBe(400)
  expect((await postAs(purse, `/funding/${id}`, { ...receive, act: 'issue' }, at)).status).toBe(400)
  expect((await postAs(purse, `/funding/${id}`, { ...receive, version: '0' }, at)).status).toBe(409)
  expect((await postAs(as('suzhou_finance'), `/funding/${id}`, receive, at)).status).toBe(422)
  expect((await postAs(purse, `/funding/${id}`, receive, at)).status).toBe(302)
  const pay = {
    act: 'pay',
    version: '2',
    paidOn: '2025-05-19',
    voucherNo: 'ZF-88',
    bank: '',
    account: '6222001234567890',
  }
  const refused = await postAs(purse, `/funding/${id}`, pay, at)
  const html = await refused.text()
  expect(refused.status).toBe(422)
  expect(html).toMatch(/<input(?=[^>]*value="ZF-88")[^>]*>/)
  expect(html).toContain('必填')
  expect(html).not.toContain('6222001234567890')
  expect((await requestAs(as('kunshan_applicant'), '/funding/issues/new', at)).status).toBe(404)
  const issue = { ...issueForm, subjectCode: '9', project: projectId }
  const { guidelineId } = await db.client.project.findFirstOrThrow()
  const path = `/funding/issues/new?guideline=${guidelineId}`
  expect((await postAs(as('kunshan_finance'), path, issue, at)).status).toBe(403)
  expect((await postAs(as('finance'), path, issue, at)).status).toBe(422)
})

test('the list goes to a workbook of exactly its rows, and the export is in the log', async () => {
  await using db = await testDb()
  const { id: projectId } = await aReward(db)
  await anIssuedPayment(db, projectId)
  const { postAs } = await testSite(db)
  const answer = await postAs(as('kunshan_finance'), '/funding/export?view=unpaid', {}, at)
  expect(answer.headers.get('Location')).toMatch(/^\/documents\//)
  const { model } = await db.client.document.findFirstOrThrow({ where: { kind: 'payment_list' } })
  expect(model).toContain('昆山市财政局')
  const empty = await postAs(as('kunshan_finance'), '/funding/export?view=confirmed', {}, at)
  const document = await db.client.document.findUniqueOrThrow({
    where: { id: (empty.headers.get('Location') ?? '').split('/').at(-1) ?? '' },
  })
  expect(document.model).not.toContain('昆山市财政局')
  expect(await db.client.auditEntry.count({ where: { act: 'payment.export', result: 'done' } })).toBe(2)
})
