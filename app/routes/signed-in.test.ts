import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
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
