import { expect, test } from 'vitest'
import { render } from '../testing.tsx'
import { History, type HistoryRow } from './history.tsx'

function row(act: string, at: string): HistoryRow {
  return {
    id: act,
    act,
    at: new Date(at),
    to: null,
    reason: null,
    person: '沈佳',
    office: null,
    place: null,
    leaf: '',
  }
}

test('a step took as long as passed since the step shown before it, whatever was attached meanwhile', () => {
  const rows = [
    row('start', '2026-03-02T01:00:00Z'),
    row('attach', '2026-03-05T01:00:00Z'),
    row('submit', '2026-03-06T01:00:00Z'),
    row('return', '2026-03-06T01:05:00Z'),
  ]
  const html = render(
    <History rows={rows} holder={null} status="returned" due={null} final={false} coming={[]} own />,
  )
  expect([...html.matchAll(/用时 ([^<]*)/g)].map(([, took]) => took)).toEqual(['5 分钟', '4 天'])
})
