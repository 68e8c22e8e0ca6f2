import { expect, test } from 'vitest'
import { messagesOf } from './messages.ts'
import { noticeText } from './notice-words.ts'

const [zh, en] = [messagesOf('zh-CN'), messagesOf('en')]

test('a notice names a period in words', () => {
  const params = { project: '智能工厂', period: '2026Q3', deadline: '2026-10-10 24:00' }
  expect(noticeText(zh, 'report_due', params)).toContain('2026 年第三季度进展报告')
  expect(noticeText(en, 'report_due', params)).not.toContain('2026Q3')
})

test('a reason that ends with a full stop gets no second one', () => {
  const params = { project: '智能工厂', reason: '不属于支持方向。' }
  expect(noticeText(zh, 'application_rejected', params)).toContain('不属于支持方向。可以')
  expect(noticeText(en, 'application_rejected', params)).toContain('不属于支持方向。 You may')
  expect(noticeText(zh, 'no_such_kind', params)).toBeNull()
})
