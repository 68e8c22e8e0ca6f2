import { expect, test } from 'vitest'
import { t, textOf } from './index.ts'
import { messagesOf } from './messages.ts'

function leaves(node: object, prefix = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : leaves(value, `${prefix}${key}.`),
  )
}

const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted().join(' ')

test('both languages have the same keys with the same places', () => {
  const shape = (locale: 'zh-CN' | 'en') =>
    leaves(messagesOf(locale))
      .map(([key, text]) => `${key} ${places(text)}`.trim())
      .toSorted()
  expect(shape('en')).toEqual(shape('zh-CN'))
})

test('no text is empty, but for acts without a consequence worth telling', () => {
  for (const locale of ['zh-CN', 'en'] as const)
    expect(
      leaves(messagesOf(locale)).filter(([key, text]) => !text.trim() && !key.endsWith('.effect')),
    ).toEqual([])
})

test('a place is filled, a missing value stays visible, an unknown key is null', () => {
  const zh = messagesOf('zh-CN')
  expect(t(zh, 'common.time.days', { days: 3 })).toBe('3 天')
  expect(t(zh, 'common.time.days')).toBe('{days} 天')
  expect(textOf(zh, 'refusal.no_such_code_at_all')).toBeNull()
  expect(textOf(zh, '__proto__.toString')).toBeNull()
})
