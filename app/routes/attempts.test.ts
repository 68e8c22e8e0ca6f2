import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { eventKindOf } from '#app/domain/audit/events.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aSubmission } from '#fixtures/review.ts'
import routes from '../routes.ts'
import { attemptOf, attempts } from './attempts.server.ts'
import { pageText, testSite } from './testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-03-10T02:00:00Z')
const person = (key: string) => ({ id: `user-${key}` })
const missing = '01990000-0000-7000-8000-000000000000'

/** What was refused since, oldest first: act, code, dossier, type and id of the object. */
async function refusals(db: Db) {
  const entries = await db.client.auditEntry.findMany({
    where: { result: 'refused' },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  return entries.map(({ bytes }) => {
    const { act, refusal, object, actor } = JSON.parse(Buffer.from(bytes).toString())
    return [actor.id, act, refusal, object.dossier, `${object.type} ${object.id}`]
  })
}

async function site(db: Db) {
  const { requestAs, postAs } = await testSite(db)
  return {
    requestAs,
    postAs,
    post: (key: string, path: string, fields: Record<string, string>, seconds = 0) =>
      postAs(person(key), path, fields, { now: new Date(now.getTime() + seconds * 1000) }),
  }
}

test('every route with an action says what it tries, or that it leaves nothing', async () => {
  const filesOf = (entry: RouteConfigEntry): string[] => [
    entry.file,
    ...(entry.children ?? []).flatMap(filesOf),
  ]
  const acting: string[] = []
  for (const file of (await routes).flatMap(filesOf)) {
    const source = await readFile(new URL(`../${file}`, import.meta.url), 'utf8')
    if (/^export (async )?function action\b/m.test(source)) acting.push(file.replace(/\.tsx?$/, ''))
  }
  expect(Object.keys(attempts).toSorted()).toEqual(acting.toSorted())
  const named = Object.values(attempts).flatMap((attempt) =>
    typeof attempt?.acts === 'string' ? [attempt.acts] : Object.values(attempt?.acts ?? {}),
  )
  expect(named.filter((act) => eventKindOf(act) === null)).toEqual([])
})

test('an attempt is named by the form, and its object by the form or by the address', () => {
  const tried = (route: string, fields: Record<string, string>, method = 'POST') => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const attempt = attempts[route]
    if (!attempt) throw new Error(route)
    const { act, object } = attemptOf(attempt, {
      method,
      params: { id: 'a', reportId: 'r', list: 'experts' },
      form,
    })
    return `${act} ${object.type} ${object.id}`
  }
  expect(tried('routes/application/show', { act: 'withdraw' })).toBe('application.withdraw application a')
  expect(tried('routes/application/submit', {})).toBe('application.submit application a')
  expect(tried('routes/application/upload', {}, 'DELETE')).toBe('application.detach application a')
  expect(tried('routes/tracking/report', { act: 'return' })).toBe('report.return report r')
  expect(tried('routes/scoring/panel', { act: 'unlock', sheet: 's' })).toBe('sheet.unlock sheet s')
  expect(tried('routes/scoring/panel', { act: 'draw' })).toBe('panel.draw panel a')
  expect(tried('routes/imports/upload', {})).toBe('expert.admit expert ')
  expect(tried('routes/guideline/show', { act: 'toString' })).toBe('session.request guideline a')
})

test('what a person may not do, or not on this record, leaves one event and changes nothing', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { post } = await site(db)
  const act = { version: '1', reason: 'x', ground: 'ineligible' }
  expect((await post('kunshan_applicant', `/applications/${id}/open`, act)).status).toBe(403)
  expect((await post('nanjing_handler', `/applications/${id}/open`, act)).status).toBe(404)
  expect((await post('nanjing_handler', `/applications/${missing}/return-down`, act)).status).toBe(404)
  const strange = `/applications/${encodeURIComponent('王五 13800138000')}/recommend`
  expect((await post('nanjing_approver', strange, act)).status).toBe(404)
  expect(await refusals(db)).toEqual([
    ['user-kunshan_applicant', 'application.open', 'not_yours', `application:${id}`, `application ${id}`],
    [
      'user-nanjing_handler',
      'application.open',
      'not_found',
      'refused:user-nanjing_handler',
      `application ${id}`,
    ],
    [
      'user-nanjing_handler',
      'application.return_down',
      'not_found',
      'refused:user-nanjing_handler',
      `application ${missing}`,
    ],
    [
      'user-nanjing_approver',
      'application.recommend',
      'not_found',
      'refused:user-nanjing_approver',
      'application ',
    ],
  ])
  expect(await db.client.application.findUniqueOrThrow({ where: { id } })).toMatchObject({ version: 1 })
})

test('of an act on several records each that is refused is an attempt', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { post } = await site(db)
  expect((await post('kunshan_approver', '/review/recommend', { item: `${id} 1` })).status).toBe(200)
  const [only, ...more] = await refusals(db)
  expect(only?.slice(0, 2)).toEqual(['user-kunshan_approver', 'application.recommend'])
  expect(only?.slice(3)).toEqual([`application:${id}`, `application ${id}`])
  expect(more).toEqual([])
})

test('the same refusal of the same person is one event a minute', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { post } = await site(db)
  const open = (key: string, seconds: number, of = id) =>
    post(key, `/applications/${of}/open`, { version: '1' }, seconds)
  for (let second = 0; second < 60; second += 10) await open('nanjing_handler', second)
  await open('nanjing_handler', 30, missing)
  expect(await refusals(db)).toHaveLength(1)
  await open('nanjing_approver', 30)
  await open('nanjing_handler', 60)
  expect(await refusals(db)).toHaveLength(3)
})

test('slips in forms, stale versions and what is saved while typing leave no event', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { post, requestAs } = await site(db)
  expect((await post('kunshan_handler', `/applications/${id}/open`, { version: '0' })).status).toBe(409)
  await post('kunshan_handler', `/applications/${id}/open`, { version: '1' })
  expect((await post('kunshan_handler', `/applications/${id}/return`, { version: '2' })).status).toBe(422)
  const typed = { loginName: 'x', name: '' }
  expect((await post('sys_admin', '/admin/users/new', typed)).status).toBe(422)
  const saved = await requestAs(person('nanjing_handler'), `/applications/${id}/save`, {
    now,
    method: 'POST',
    headers: { Origin: 'https://qixiang.test', 'Content-Type': 'application/json' },
    body: JSON.stringify({ patch: {}, baseRevision: 0 }),
  })
  expect(saved.status).toBe(404)
  const left = await refusals(db)
  expect(left.filter(([, act]) => act !== 'application.return')).toEqual([])
})

test('wrong passwords are events: to come in, and to change one; the new one may be mended silently', async () => {
  await using db = await testDb()
  await aSubmission(db)
  const { post, postAs } = await site(db)
  const enter = (loginName: string) => postAs(null, '/sign-in', { loginName, password: 'wrong' }, { now })
  for (const name of ['kunshan_handler', 'kunshan_handler', 'nobody', 'nobody']) await enter(name)
  const change = { current: 'wrong', wanted: 'short', again: 'short' }
  await post('suzhou_handler', '/password', change)
  await post('suzhou_handler', '/password', change)
  await post('suzhou_handler', '/password', { ...change, current: demoPassword }, 90)
  expect(await refusals(db)).toEqual([
    ['system', 'session.opened', 'session.wrong', 'user:user-kunshan_handler', 'user user-kunshan_handler'],
    ['system', 'session.opened', 'session.wrong', 'refused:system', 'user unknown'],
    [
      'user-suzhou_handler',
      'session.passwordChanged',
      'session.currentWrong',
      'user:user-suzhou_handler',
      'user user-suzhou_handler',
    ],
  ])
})

test('too many attempts from one place are one event a minute, whatever names are tried', async () => {
  await using db = await testDb()
  const { postAs } = await site(db)
  for (let n = 0; n < 14; n++)
    await postAs(null, '/sign-in', { loginName: 'x'.repeat(41), password: 'x' }, { now })
  expect((await refusals(db)).map(([, , code]) => code)).toEqual(['session.wrong', 'session.tooMany'])
})

test('a post from another site is an event, in the name of a person and of nobody', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { requestAs } = await site(db)
  const from = { now, method: 'POST', headers: { Origin: 'https://evil.test' } }
  for (const who of [null, person('kunshan_handler')]) {
    const body = new URLSearchParams({ version: '1' })
    expect((await requestAs(who, `/applications/${id}/open`, { ...from, body })).status).toBe(403)
  }
  expect(await refusals(db)).toEqual([
    ['system', 'session.request', 'foreign_origin', 'refused:public', 'user '],
    [
      'user-kunshan_handler',
      'session.request',
      'foreign_origin',
      'user:user-kunshan_handler',
      'user user-kunshan_handler',
    ],
  ])
  const entries = await db.client.auditEntry.findMany({
    where: { result: 'refused' },
    orderBy: { actorId: 'asc' },
  })
  const [nobody, event] = entries.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()))
  expect(nobody.after).toEqual({ method: 'POST', path: '/applications/:id/open' })
  expect(event.after).toEqual({ method: 'POST', path: `/applications/${id}/open` })
  expect(event.actor.session).toMatch(/^[0-9a-f]{64}$/)
})

test('a post of nobody is an event, that of a session which has ended is none', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { postAs } = await site(db)
  const path = `/applications/${id}/open`
  const times = { createdAt: now, lastSeenAt: now, expiresAt: now, endedAt: now }
  const session = { id: createHash('sha256').update('mine').digest('hex'), userId: 'user-kunshan_handler' }
  await db.client.session.create({ data: { ...session, ...times, ip: '', userAgent: '' } })
  const at = (seconds: number, cookie = '') => ({
    now: new Date(now.getTime() + seconds * 1000),
    headers: { Cookie: `__Host-qixiang=${cookie}` },
  })
  expect((await postAs(null, path, { version: '1' }, at(0, 'mine'))).status).toBe(401)
  expect(await refusals(db)).toEqual([])
  expect((await postAs(null, path, { version: '1' }, at(1, 'made-up'))).status).toBe(401)
  expect((await postAs(null, '/funds', { act: 'x' }, at(2))).status).toBe(401)
  expect(await refusals(db)).toEqual([['system', 'session.request', 'signed_out', 'refused:public', 'user ']])
})

test('what the public may not do leaves an event without a name', async () => {
  await using db = await testDb()
  const { postAs } = await site(db)
  const form = new FormData()
  form.set('name', '王五')
  const headers = { 'Content-Length': '300' }
  expect((await postAs(null, `/publicity/${missing}`, form, { now, headers })).status).toBe(404)
  expect(await refusals(db)).toEqual([
    ['system', 'objection.file', 'not_found', 'refused:public', `plan ${missing}`],
  ])
})

test('the applicant reads nothing of what others tried on the application', async () => {
  await using db = await testDb()
  const { id } = await aSubmission(db)
  const { post, requestAs } = await site(db)
  const read = async () =>
    pageText(await requestAs(person('kunshan_applicant'), `/applications/${id}`, { now }))
  const before = await read()
  const refused = await post('kunshan_approver', `/applications/${id}/recommend`, { version: '1' })
  expect(refused.status).toBe(422)
  expect(await refusals(db)).toHaveLength(1)
  expect(await read()).toBe(before)
})
