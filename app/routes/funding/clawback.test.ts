import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { aNotifiedClawback, aProposedClawback, repay, repaymentForm } from '#fixtures/clawback.ts'
import { testFolder } from '#fixtures/folder.ts'
import { issuedAt } from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const as = (key: string) => ({ id: `user-${key}` })
const at = { now: issuedAt }

test('until it is decided a clawback is absent for everybody below, by page and by list', async () => {
  await using db = await testDb()
  const { id } = await aProposedClawback(db)
  const { requestAs, postAs } = await testSite(db)
  const status = async (key: string) => (await requestAs(as(key), `/funding/clawbacks/${id}`, at)).status
  for (const key of ['province_handler', 'leader', 'supervisor']) expect(await status(key)).toBe(200)
  const below = ['kunshan_applicant', 'kunshan_handler', 'kunshan_finance', 'suzhou_approver']
  for (const key of below) {
    expect([key, await status(key)]).toEqual([key, 404])
    expect((await requestAs(as(key), '/funding/clawbacks', at)).status).toBe(200)
  }
  const act = { act: 'decide', version: '2', confirmed: 'on' }
  expect((await postAs(as('leader'), `/funding/clawbacks/${id}`, act, at)).status).toBe(302)
  for (const key of below) expect([key, await status(key)]).toEqual([key, 200])
  for (const key of ['jiangning_applicant', 'jiangning_handler', 'organiser', 'expert_jin'])
    expect([key, await status(key)]).toEqual([key, 404])
})

test('the list of a view goes to a workbook of what the reader sees, and that is in the log', async () => {
  await using db = await testDb()
  await aNotifiedClawback(db)
  const { postAs } = await testSite(db)
  const taken = async (key: string, view: string) => {
    const answer = await postAs(as(key), `/funding/clawbacks/export?view=${view}`, {}, at)
    const id = (answer.headers.get('Location') ?? '').split('/').at(-1) ?? ''
    return (await db.client.document.findUniqueOrThrow({ where: { id } })).model
  }
  for (const text of ['260.00', '待缴回']) expect(await taken('kunshan_finance', 'due')).toContain(text)
  expect(await taken('kunshan_finance', 'overdue')).not.toContain('260.00')
  expect(await taken('jiangning_handler', 'all')).not.toContain('260.00')
  expect(await db.client.auditEntry.count({ where: { act: 'clawback.export', result: 'done' } })).toBe(4)
})

test('what came back is on its page and on that of the project; bad input answers at its field', async () => {
  await using db = await testDb()
  const { id, projectId } = await aNotifiedClawback(db)
  const { requestAs, postAs } = await testSite(db)
  const path = `/funding/clawbacks/${id}`
  const finance = as('kunshan_finance')
  const typed = { act: 'repay', version: '4', ...repaymentForm }
  expect((await postAs(finance, path, { ...typed, version: 'x' }, at)).status).toBe(400)
  expect((await postAs(finance, path, { ...typed, amountYuan: '9,999,999' }, at)).status).toBe(422)
  expect((await postAs(as('suzhou_finance'), path, typed, at)).status).toBe(422)
  held(await repay(db, id))
  const read = async (page: string) => pageText(await requestAs(as('kunshan_applicant'), page, at))
  for (const text of ['部分缴回', '贰佰陆拾万元整', 'JK-2025-1', '苏工信函〔2025〕88号'])
    expect(await read(path)).toContain(text)
  expect(await read(`/projects/${projectId}?tab=funds`)).toContain('部分缴回')
  expect(await read('/funding/clawbacks?view=due')).toContain('260.00')
})
