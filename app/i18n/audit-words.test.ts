import { expect, test } from 'vitest'
import { everyAct, shapesOf } from '#app/domain/audit/events.ts'
import { actWord, changeWords } from './audit-words.ts'
import { textOf } from './index.ts'
import { messagesOf } from './messages.ts'

const languages = ['zh-CN', 'en'] as const
const findIn = (locale: (typeof languages)[number]) => (keys: readonly string[]) =>
  keys.map((key) => textOf(messagesOf(locale), key)).find((text) => text !== null) ?? keys.at(-1) ?? ''

test.each(languages)('in %s every act and every field of an event has its word', (locale) => {
  const find = findIn(locale)
  expect(everyAct().filter((act) => actWord(find, act) === act)).toEqual([])
  const fields = everyAct().flatMap((act) =>
    (shapesOf(act) ?? []).flatMap(({ before = {}, after = {}, refused = {} }) =>
      Object.keys({ ...before, ...after, ...refused }),
    ),
  )
  const wordless = fields.filter((key) => find([`events.keys.${key}`]) === `events.keys.${key}`)
  expect([...new Set(wordless)]).toEqual([])
})

test('amounts, instants and states are shown as people read them', () => {
  const find = findIn('zh-CN')
  const shown = (key: string, after: string) => changeWords(find, 'plan', { key, before: '', after }).after
  expect(shown('approvedFen', '1250000000')).toBe('1,250.00')
  expect(shown('openedAt', '2026-03-18T09:00:01.000Z')).toBe('2026-03-18 17:00:01')
  expect(shown('status', 'publicity')).toBe('公示中')
  expect(shown('minutesNo', '2026-3')).toBe('2026-3')
})
