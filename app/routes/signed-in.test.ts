import { expect, test } from 'vitest'
import { logAlarm } from '#app/db/shell.server.ts'
import { testDb } from '#app/db/testing.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { sequenceAll } from '../../workers/audit/sequencer.ts'
import { recordEvents, testSigner } from '../../workers/audit/testing.ts'
import { aPerson, pageText, testSite } from './testing.ts'

test('nobody is sent to sign in, with the way back', async () => {
  await using db = await testDb()
  const { requestAs } = await testSite(db)
  const answer = await requestAs(null, '/password?a=1')
  expect(answer.status).toBe(302)
  expect(answer.headers.get('Location')).toBe('/sign-in?next=%2Fpassword%3Fa%3D1')
})

test('a data request for the child alone does not pass the guard', async () => {
  await using db = await testDb()
  const { requestAs } = await testSite(db)
  const answer = await requestAs(null, '/work.data?_routes=routes/office/home')
  expect(answer.status).toBe(202)
  expect(await answer.text()).toContain('/sign-in')
})

test('what a script sends after the session ended is answered 401, not led away', async () => {
  await using db = await testDb()
  const { requestAs, postAs } = await testSite(db)
  const read = await requestAs(null, '/session/alive', { headers: { Accept: 'application/json' } })
  expect(read.status).toBe(401)
  expect((await postAs(null, '/password', { current: 'x' })).status).toBe(401)
})

test('a person sees the frame with their own office and stages', async () => {
  await using db = await testDb()
  const person = await aPerson(db, { name: '陈静', roles: 'organiser', level: 'province' })
  const { requestAs } = await testSite(db)
  const answer = await requestAs(person, '/work')
  expect(answer.status).toBe(200)
  const page = await pageText(answer)
  expect(page).toContain('陈静')
  expect(page).toContain('专家评审')
  expect(page).not.toContain('企业库')
})

test('staff are warned when the audit log stands still, in their language, and nobody else', async () => {
  await using db = await testDb()
  await seedCast(db)
  await recordEvents(db, 30)
  const { requestAs } = await testSite(db)
  const made = new Date('2026-03-18T09:00:00Z').getTime()
  const warned = async (key: string, minutes: number, language = 'zh-CN') => {
    const answer = await requestAs({ id: `user-${key}` }, '/work', {
      now: new Date(made + minutes * 60_000),
      headers: { Cookie: `locale=${language}` },
    })
    return /超过 10 分钟没有发布|published nothing for more than 10/.exec(await pageText(answer))?.[0] ?? null
  }
  expect(await warned('kunshan_handler', 9)).toBe(null)
  for (const key of ['kunshan_handler', 'organiser', 'sys_admin', 'auditor'])
    expect([key, await warned(key, 11)]).toEqual([key, '超过 10 分钟没有发布'])
  expect(await warned('auditor', 11, 'en')).toContain('published nothing')
  for (const key of ['kunshan_applicant', 'expert_jin'])
    expect([key, await warned(key, 11)]).toEqual([key, null])

  const later = ctxOf(db, 'auditor', { now: new Date(made + 11 * 60_000) })
  expect([await logAlarm(later, 60), await logAlarm(later, 700), await logAlarm(later, 0)]).toEqual([
    1,
    null,
    null,
  ])
  await sequenceAll(db, { signer: testSigner })
  expect(await warned('auditor', 11)).toBe(null)
})
