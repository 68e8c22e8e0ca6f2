import { expect, test } from 'vitest'
import { render } from '../testing.tsx'
import { ApplicantActs } from './acts.tsx'

const recommended = {
  id: 'a1',
  name: '智能工厂建设项目',
  version: 3,
  own: true,
  actions: ['withdraw'],
  recallRefused: null,
  consents: false,
  appealUntil: null,
}
const asked = { reason: '暂缓实施', at: new Date('2026-03-17T01:00:00Z') }

test('once the recommender agreed, the applicant is told that the withdrawal is theirs to finish', () => {
  const withdrawal = { recommendedAt: 'city_review', asked, answer: 'pass' as const }
  const html = render(<ApplicantActs {...recommended} withdrawal={withdrawal} />)
  expect(html).toContain('推荐单位已同意撤销，由本单位在此办理')
})

test('what was asked in Chinese is marked on an English page', () => {
  const withdrawal = { recommendedAt: 'city_review', asked, answer: null }
  const html = render(<ApplicantActs {...recommended} withdrawal={withdrawal} />, { locale: 'en' })
  expect(html).toContain('<span lang="zh-CN">暂缓实施</span>')
})

test('after closing a recall is refused in its own words', () => {
  const withdrawal = { recommendedAt: null, asked: null, answer: null }
  const recallRefused = { code: 'after_apply_end', params: {}, status: 409 } as const
  const html = render(
    <ApplicantActs {...recommended} withdrawal={withdrawal} recallRefused={recallRefused} />,
  )
  expect(html).toContain('不能再撤回修改')
})
