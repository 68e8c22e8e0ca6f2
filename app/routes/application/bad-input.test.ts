import { beforeAll, expect, test } from 'vitest'
import { type TestDb, testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aPdf, aReadyDraft } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-03-10T02:00:00Z')
const applyEnd = new Date('2025-03-18T09:00:00Z')
const applicant = { id: 'user-kunshan_applicant' }
const stranger = { id: 'user-park_applicant' }
const json = {
  Accept: 'application/json',
  'Content-Type': 'application/json',
  Origin: 'https://qixiang.test',
}

async function aSite(db: TestDb) {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db)
  const id = await aReadyDraft(ctxOf(db, 'kunshan_applicant'), { guidelineId, key: 'kunshan' })
  const site = await testSite(db)
  const save = (person: { id: string } | null, body: unknown) =>
    site.requestAs(person, `/applications/${id}/save`, {
      method: 'POST',
      headers: json,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      now,
    })
  return { ...site, id, guidelineId, save }
}
const valueOf = async (db: TestDb, id: string, path: string): Promise<unknown> =>
  JSON.parse((await db.client.application.findUniqueOrThrow({ where: { id } })).form)[path]

test('fifty parallel posts of one submission: one application, one mail a person, the same receipt', async () => {
  await using db = await testDb()
  const { postAs, id } = await aSite(db)
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      postAs(applicant, `/applications/${id}/submit`, { act: 'submit', version: '0' }, { now }),
    ),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]))
  const places = answers.map(({ headers }) => headers.get('Location'))
  const submitted = places.filter((place) => place?.startsWith(`/applications/${id}?done=submit&receipt=`))
  expect(submitted).toHaveLength(1)
  const again = submitted[0]?.replace('=submit', '=already')
  expect(places.filter((place) => place === again)).toHaveLength(49)
  expect(await db.client.mail.count()).toBe(2)
  expect(await db.client.applicationSnapshot.count()).toBe(1)
})

test('a millisecond after the deadline nothing is submitted, and the page says why', async () => {
  await using db = await testDb()
  const { postAs, id } = await aSite(db)
  const late = new Date(applyEnd.getTime() + 1)
  const answer = await postAs(
    applicant,
    `/applications/${id}/submit`,
    { act: 'submit', version: '0' },
    { now: late },
  )
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('已超过申报截止时间')
  const inTime = await postAs(
    applicant,
    `/applications/${id}/submit`,
    { act: 'submit', version: '0' },
    { now: applyEnd },
  )
  expect(inTime.status).toBe(302)
})

test('a stale version is told, and both versions of a field come back', async () => {
  await using db = await testDb()
  const { postAs, save, id } = await aSite(db)
  const stale = await postAs(
    applicant,
    `/applications/${id}/submit`,
    { act: 'submit', version: '9' },
    { now },
  )
  expect(stale.status).toBe(409)
  expect(await stale.text()).toContain('此记录刚刚被他人或您的另一窗口更新')
  await save(
    { id: 'user-kunshan_colleague' },
    { patch: { 'project.site': '二号' }, baseRevision: 4, editor: 'b' },
  )
  const answer = await save(applicant, { patch: { 'project.site': '一号' }, baseRevision: 4, editor: 'a' })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    conflicts: [{ path: 'project.site', mine: '一号', theirs: '二号' }],
  })
})

test('a foreign id is missing, on every page and act', async () => {
  await using db = await testDb()
  const { requestAs, postAs, save, id } = await aSite(db)
  for (const path of ['', '/form', '/check', '/submit']) {
    for (const one of [id, newId(), 'no-id', '%00', '../x'])
      expect((await requestAs(stranger, `/applications/${one}${path}`, { now })).status).toBe(404)
  }
  expect((await save(stranger, { patch: {}, baseRevision: 0 })).status).toBe(404)
  const posts = { act: 'recall', version: '0' }
  expect((await postAs(stranger, `/applications/${id}`, posts, { now })).status).toBe(404)
  expect((await postAs(stranger, `/applications/${id}/submit`, posts, { now })).status).toBe(404)
  expect((await postAs(stranger, `/files/applications/${id}`, upload(aPdf, 'a.pdf'), { now })).status).toBe(
    404,
  )
})

test('a field that the form has not, and a body that is no patch', async () => {
  await using db = await testDb()
  const { save, id } = await aSite(db)
  const unknown = await save(applicant, {
    patch: { 'project.colour': 'x', 'project.site': 'y' },
    baseRevision: 0,
  })
  expect(unknown.status).toBe(422)
  expect(await unknown.json()).toMatchObject({ refusal: { fields: [{ path: 'project.colour' }] } })
  expect(await valueOf(db, id, 'project.site')).toBe('工业大道 1 号 3 号厂房')
  for (const body of [
    '{',
    '[]',
    '"x"',
    '{"patch":{"a":1},"baseRevision":0}',
    '{"patch":{},"baseRevision":-1}',
  ])
    expect((await save(applicant, body)).status).toBe(400)
  const wrongShape = await save(applicant, { patch: { equipment: 'x', 'project.site': [] }, baseRevision: 0 })
  expect(wrongShape.status).toBe(422)
})

test('a typed code comes back with what it is called, and one that means nothing without', async () => {
  await using db = await testDb()
  const { save } = await aSite(db)
  const named = async (location: string) => {
    const answer = await save(applicant, { patch: { 'project.location': location }, baseRevision: 0 })
    return (await answer.json()).names
  }
  const names = await named('320583')
  expect(names['320583']).toBe('苏州市昆山市（320583）')
  expect(await named('329999')).not.toHaveProperty('329999')
  expect(await named('昆山')).not.toHaveProperty('昆山')
})

test('ten megabytes of text are refused and nothing is lost', async () => {
  await using db = await testDb()
  const { save, id } = await aSite(db)
  const ten = await save(applicant, {
    patch: { 'project.site': 'x'.repeat(10 * 1024 * 1024) },
    baseRevision: 0,
  })
  expect(ten.status).toBe(413)
  const one = await save(applicant, { patch: { 'project.site': 'x'.repeat(1024 * 1024) }, baseRevision: 0 })
  expect(one.status).toBe(413)
  expect(await one.json()).toMatchObject({ refusal: { code: 'text_too_long' } })
  expect(await valueOf(db, id, 'project.site')).toBe('工业大道 1 号 3 号厂房')
})

test('uploads that are not what they say are refused with a reason', async () => {
  await using db = await testDb()
  const { postAs, id } = await aSite(db)
  const send = async (form: FormData) => {
    const answer = await postAs(applicant, `/files/applications/${id}`, form, { now })
    return [answer.status, (await answer.json()).refusal?.code]
  }
  expect(await send(upload(Buffer.from('<html>'), '报告.pdf'))).toEqual([415, 'file_content'])
  expect(await send(upload(Buffer.alloc(0), '报告.pdf'))).toEqual([422, 'file_empty'])
  expect(await send(upload(aPdf, '报告.exe'))).toEqual([415, 'file_format'])
  expect(await send(upload(Buffer.alloc(21 * 1024 * 1024), '报告.pdf'))).toEqual([413, 'file_too_large'])
  expect(await send(upload(aPdf, '报告.pdf', 'no_slot'))).toEqual([422, 'unknown_slot'])
  expect(await send(upload(aPdf, '再来.pdf', 'commitment'))).toEqual([422, 'too_many_files'])
  expect(await send(upload(aPdf, '../../报告.pdf'))).toEqual([200, undefined])
  expect(await db.client.storedFile.findFirst({ where: { name: '报告.pdf' } })).toMatchObject({
    size: aPdf.length,
  })
})

test('a session that ended while typing answers 401, and the same text is saved after signing in again', async () => {
  await using db = await testDb()
  const { save, id } = await aSite(db)
  const body = { patch: { 'project.site': '打了很久的字' }, baseRevision: 4, editor: 'a' }
  expect((await save(null, body)).status).toBe(401)
  expect((await save(applicant, body)).status).toBe(200)
  expect(await valueOf(db, id, 'project.site')).toBe('打了很久的字')
})

test('acts without a version or a name are mistakes of the sender', async () => {
  await using db = await testDb()
  const { postAs, id } = await aSite(db)
  const posts: Record<string, string>[] = [
    { act: 'destroy', version: '0' },
    { act: 'recall' },
    { version: '0' },
  ]
  for (const fields of posts)
    expect((await postAs(applicant, `/applications/${id}`, fields, { now })).status).toBe(400)
  const recall = await postAs(applicant, `/applications/${id}`, { act: 'recall', version: '0' }, { now })
  expect(recall.status).toBe(409)
})

test('a registration with a wrong code says what is wrong with it', async () => {
  await using db = await testDb()
  await seedCast(db)
  const { postAs } = await testSite(db)
  const register = async (uscc: string) => (await postAs(null, '/register', { uscc })).text()
  expect(await register('9135010')).toContain('应为 18 位，现为 7 位')
  expect(await register('9132O102MADEMX0112')).toContain('第 5 位“O”不会出现')
  expect(await register('91350100M000100Y44')).toContain('校验不通过')
})

function upload(content: Uint8Array<ArrayBuffer>, name: string, slot = 'audit_report'): FormData {
  const form = new FormData()
  form.append('slot', slot)
  form.append('file', new File([content], name))
  return form
}
