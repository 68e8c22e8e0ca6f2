import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { everyAct, shapesOf } from '#app/domain/audit/events.ts'
import { documents } from '#app/domain/documents.ts'
import { actWord, changeWords, findIn, objectWord, refusalWord } from './audit-words.ts'

const languages = ['zh-CN', 'en'] as const

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

test.each(languages)('in %s everything that an event is about has its word', (locale) => {
  const sources = globSync(['app/{services,routes}/**/*.ts', 'workers/**/*.ts'], {
    exclude: (path) => path.endsWith('.test.ts') || path.endsWith('testing.ts'),
  })
  const named = sources.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\btype: '([a-z_]+)', id\b/g)].map(([, type = '']) => type),
  )
  const lists = Object.keys(documents).filter(
    (kind) => kind.endsWith('_list') && !/^(proposed|audit)/.test(kind),
  )
  expect(named).toContain('log_key')
  const wordless = [...named, ...lists].filter((type) => objectWord(findIn(locale), type) === type)
  expect([...new Set(wordless)]).toEqual([])
})

test('a refusal that no page shows has its word too', () => {
  const find = findIn('zh-CN')
  expect(refusalWord(find, 'foreign_origin')).toBe('请求不是从本系统页面发出的。')
  expect(refusalWord(find, 'not_found')).toBe('不存在，或不在其办理范围内。')
  expect(refusalWord(find, 'too_many_entries')).not.toMatch(/[{}]|too_many/)
})

test('amounts, instants and states are shown as people read them', () => {
  const find = findIn('zh-CN')
  const shown = (key: string, after: string) => changeWords(find, 'plan', { key, before: '', after }).after
  expect(shown('approvedFen', '1250000000')).toBe('1,250.00')
  expect(shown('openedAt', '2026-03-18T09:00:01.000Z')).toBe('2026-03-18 17:00:01')
  expect(shown('status', 'publicity')).toBe('公示中')
  expect(shown('minutesNo', '2026-3')).toBe('2026-3')
  expect(shown('late', 'true')).toBe('是')
})

test.each([
  ['roles', 'handler、sec_admin', '经办人、安全管理员'],
  ['grade', 'excellent', '优'],
  ['ground', 'policy', '不符合支持方向'],
  ['kind', 'extension', '延长实施期'],
  ['kind', 'abnormal_operation', '经营异常'],
  ['kind', 'technical', '技术'],
  ['outcome', 'rectify', '整改后复验'],
  ['suggested', 'passed', '验收通过'],
  ['strategy', 'tiered', '分档定额'],
  ['result', 'amount_changed', '调整金额，重新公示'],
  ['result', 'adjust', '属实，建议调整'],
  ['objectorType', 'individual', '个人'],
  ['conflict', 'C09', '与申报单位有竞争、纠纷或诉讼'],
  ['conclusion', 'hold', '缓拨资金'],
  ['conclusion', 'reject', '不同意'],
  ['fields', 'project.content、milestones', 'project.content、milestones'],
])('a choice in %s is shown as the pages call it: %s', (key, value, words) => {
  const find = findIn('zh-CN')
  expect(changeWords(find, 'plan', { key, before: '', after: value }).after).toBe(words)
})
