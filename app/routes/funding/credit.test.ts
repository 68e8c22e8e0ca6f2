import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { giveCreditFile } from '#app/services/funding/of-credit.server.ts'
import {
  anOpenCredit,
  aProposedCredit,
  aRecordedCredit,
  creditDraft,
  creditVersion,
} from '#fixtures/credit.ts'
import { testFolder } from '#fixtures/folder.ts'
import { by, issuedAt } from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const as = (key: string) => ({ id: `user-${key}` })
const at = { now: issuedAt }
const library = '/enterprises/enterprise-kunshan'

test('until it is recorded a credit record is absent for everybody below, by page, list and enterprise', async () => {
  await using db = await testDb()
  const { id } = await aProposedCredit(db)
  const { requestAs, postAs } = await testSite(db)
  const path = `/funding/credits/${id}`
  const status = async (key: string) => (await requestAs(as(key), path, at)).status
  const read = async (key: string, page: string) => pageText(await requestAs(as(key), page, at))
  for (const key of ['province_handler', 'leader', 'finance', 'supervisor'])
    expect(await status(key)).toBe(200)
  const below = ['kunshan_applicant', 'kunshan_handler', 'kunshan_finance', 'suzhou_approver']
  for (const key of below) {
    expect([key, await status(key)]).toEqual([key, 404])
    expect(await read(key, '/funding/credits')).toContain('没有信用记录')
  }
  expect(await read('kunshan_handler', library)).not.toContain('项目被撤销')
  expect(
    (await postAs(as('leader'), path, { act: 'record', version: '2', confirmed: 'on' }, at)).status,
  ).toBe(302)
  for (const key of below) {
    expect([key, await status(key)]).toEqual([key, 200])
    expect(await read(key, '/funding/credits?view=standing&q=昆山')).toContain('已记录')
  }
  for (const text of ['项目被撤销', '2030-05-18'])
    expect(await read('kunshan_handler', library)).toContain(text)
  for (const key of ['jiangning_applicant', 'jiangning_handler', 'organiser', 'expert_jin'])
    expect([key, await status(key)]).toEqual([key, 404])
  expect(await read('kunshan_applicant', '/')).not.toContain('待决定')
})

test('begun by hand from the page of the enterprise, by the province alone; bad input answers at its field', async () => {
  await using db = await testDb()
  const { projectId } = await anOpenCredit(db)
  const { requestAs, postAs } = await testSite(db)
  const form = '/funding/credits/new?enterprise=enterprise-kunshan'
  for (const key of ['kunshan_handler', 'kunshan_applicant', 'supervisor'])
    expect([key, (await requestAs(as(key), form, at)).status]).toEqual([key, 404])
  const handler = as('province_handler')
  expect(await pageText(await requestAs(handler, library, at))).toContain('记入信用记录')
  expect((await requestAs(handler, form, at)).status).toBe(200)
  const other = await pageText(await requestAs(handler, '/enterprises/enterprise-jiangning', at))
  expect(other).not.toContain('记入信用记录')
  expect((await requestAs(handler, '/funding/credits/new', at)).status).toBe(404)
  const send = (typed: Record<string, string>) => postAs(handler, form, { project: projectId, ...typed }, at)
  for (const event of ['', 'nothing', 'revoked']) expect((await send({ event })).status).toBe(422)
  const begun = await send({ event: 'misuse' })
  expect(begun.status).toBe(302)
  expect((await send({ event: 'misuse' })).status).toBe(409)
  const path = (begun.headers.get('Location') ?? '').split('?')[0] ?? ''
  const draft = { act: 'propose', version: '0', ...creditDraft }
  expect((await postAs(handler, path, draft, at)).status).toBe(422)
  const file = { id: path.split('/').at(-1) ?? '', version: 0, name: '核查情况通报.pdf', content: aPdf }
  held(await giveCreditFile(by(db, 'province_handler'), { ...file, act: 'attach' }))
  expect((await postAs(handler, path, { ...draft, version: 'x' }, at)).status).toBe(400)
  expect((await postAs(handler, path, { ...draft, basisNo: '9' }, at)).status).toBe(422)
  expect((await postAs(handler, path, { ...draft, version: '1' }, at)).status).toBe(302)
  expect(await pageText(await requestAs(as('leader'), path, at))).toContain('挪用资金')
})

test('the enterprise uploads its evidence and asks for repair; the list goes to a workbook', async () => {
  await using db = await testDb()
  const { id } = await aRecordedCredit(db)
  const { requestAs, postAs } = await testSite(db)
  const path = `/funding/credits/${id}`
  const own = as('kunshan_applicant')
  const ask = { act: 'ask_repair', version: '3', reason: '已整改' }
  expect((await postAs(own, path, ask, at)).status).toBe(422)
  const upload = async (key: string, slot: string) => {
    const form = new FormData()
    form.set('version', String(await creditVersion(db, id)))
    form.set('file', new File([aPdf], '整改报告.pdf', { type: 'application/pdf' }))
    return (await postAs(as(key), `/files/credits/${id}/${slot}`, form, at)).status
  }
  expect(await upload('kunshan_applicant', 'basis')).toBe(409)
  expect(await upload('jiangning_applicant', 'evidence')).toBe(404)
  expect(await upload('kunshan_applicant', 'evidence')).toBe(200)
  expect((await postAs(own, path, { ...ask, version: '4' }, at)).status).toBe(302)
  expect(await pageText(await requestAs(as('province_handler'), path, at))).toContain('整改报告.pdf')
  const taken = await postAs(own, '/funding/credits/export?view=repairing', {}, at)
  const document = (taken.headers.get('Location') ?? '').split('/').at(-1) ?? ''
  const { model } = await db.client.document.findUniqueOrThrow({ where: { id: document } })
  for (const text of ['项目被撤销', '严重', '已申请修复']) expect(model).toContain(text)
})
