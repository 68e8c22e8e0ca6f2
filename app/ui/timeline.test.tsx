import { expect, test } from 'vitest'
import { render } from './testing.tsx'
import { Timeline } from './timeline.tsx'

const entry = { id: '1', at: '2026-03-18T09:00:00Z', label: '确认', person: '李四' }

test('a deputy is named with those in whose place they acted, and nobody else', () => {
  expect(render(<Timeline entries={[{ ...entry, inPlaceOf: ['张三'] }]} />)).toContain('李四（代张三）')
  expect(render(<Timeline entries={[{ ...entry, inPlaceOf: [] }]} />)).not.toContain('代')
  expect(render(<Timeline entries={[{ ...entry, inPlaceOf: ['张三', '王五'] }]} />)).toContain(
    '李四（代张三、王五）',
  )
})
