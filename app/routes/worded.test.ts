import { expect, test } from 'vitest'
import { messagesOf } from '#app/i18n/messages.ts'
import { inWords } from './worded.server.ts'

const problem = { path: 'cover.name', code: 'required', params: {} }
const refusal = { code: 'form_has_problems', params: { count: 1 }, status: 422, fields: [problem] }

test.each([
  ['zh-CN', '1 处填写有误'],
  ['en', 'To be mended: 1'],
] as const)('a refusal leaves in the words of %s, with its problems', (locale, words) => {
  const said = inWords({ typed: 'x', refusal }, messagesOf(locale)).refusal as typeof refusal & {
    words?: string
  }
  expect(said.words).toContain(words)
  expect(said.fields[0]).toMatchObject({ ...problem, words: expect.stringMatching(/\S/) })
})

test('what refuses nothing stays the same object, dates and amounts too', () => {
  const answer = {
    rows: [{ at: new Date(0), fen: 5n, code: 'ZGSZ-2026' }],
    rule: { code: 'R01', params: {}, severity: 'block' },
    none: null,
  }
  expect(inWords(answer, messagesOf('zh-CN'))).toBe(answer)
})

test('several reasons in one answer each have their words, and the answer itself is not changed', () => {
  const answer = { closed: [{ act: 'return', refusal: { code: 'same_person', params: {}, status: 422 } }] }
  const said = inWords(answer, messagesOf('zh-CN'))
  expect(said.closed[0]?.refusal).toMatchObject({ words: expect.stringMatching(/\S/) })
  expect(answer.closed[0]?.refusal).not.toHaveProperty('words')
})
