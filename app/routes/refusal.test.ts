import { RouterContextProvider } from 'react-router'
import { expect, test } from 'vitest'
import { pageContext } from './context.server.ts'
import { refusedPage } from './refusal.server.ts'

test.each([
  ['zh-CN', '20,000'],
  ['en', '20,000'],
] as const)('a refusal that takes the place of the page is said in %s already', (locale, most) => {
  const context = new RouterContextProvider()
  context.set(pageContext, { locale, nonce: '' })
  const refusal = { code: 'too_many_entries', params: { most }, status: 422 } as const
  const { data, init } = refusedPage(context, refusal, { list: '/projects?q=1' })
  expect(init?.status).toBe(422)
  expect(data.list).toBe('/projects?q=1')
  expect(data.words).toContain(most)
  expect(/\p{Script=Han}/u.test(data.words ?? '')).toBe(locale === 'zh-CN')
})
