import { expect, test } from 'vitest'
import {
  counted,
  date,
  dateTime,
  deadline,
  duration,
  mostCounted,
  remaining,
  score,
  typedWan,
  wan,
  yuan,
} from './format.ts'
import { messagesOf } from './messages.ts'

const zh = messagesOf('zh-CN')
const en = messagesOf('en')

test('an instant is shown in Asia/Shanghai', () => {
  expect(dateTime(new Date('2026-03-18T09:00:00Z'))).toBe('2026-03-18 17:00')
  expect(deadline(new Date('2026-03-18T09:00:00Z'))).toBe('2026-03-18 17:00')
  expect(deadline(new Date('2026-02-28T16:00:00Z'))).toBe('2026-02-28 24:00')
  expect(date(new Date('2026-03-18T16:00:00Z'))).toBe('2026-03-19')
})

test.each([
  [1_250_000_000n, '1,250.00'],
  [98_765_432_100n, '98,765.43'],
  [5_000n, '0.01'],
  [4_999n, '0.00'],
  [-1_000_000n, '-1.00'],
  [0n, '0.00'],
])('%s fen are %s in units of 10,000 yuan', (fen, text) => expect(wan(fen)).toBe(text))

test.each([
  ['3000', '3,000.00'],
  ['1,250.5', '1,250.50'],
  ['五百', '五百'],
  ['', ''],
])('%s as typed is read as %s', (typed, read) => expect(typedWan(typed)).toBe(read))

test('a count says where counting ended', () => {
  expect([999, mostCounted, 1_234].map((value) => counted(value))).toEqual(['999', '1,000+', '1,234'])
  expect(counted(50, true)).toBe('50+')
})

test('yuan and points keep two places', () => {
  expect(yuan(123_456_789n)).toBe('1,234,567.89')
  expect(score(8767)).toBe('87.67')
})

test('time left is said in the two largest units', () => {
  const now = new Date('2026-03-18T00:00:00Z')
  expect(remaining(zh, new Date('2026-03-20T03:00:00Z'), now)).toBe('还有 2 天 3 小时')
  expect(remaining(en, new Date('2026-03-17T23:30:00Z'), now)).toBe('30 min overdue')
  expect(duration(zh, 10_000)).toBe('不到 1 分钟')
})
