import { Link } from 'react-router'
import { expect, test } from 'vitest'
import { MarkChinese } from './mark-chinese.tsx'
import { render } from './testing.tsx'

const row = (
  <MarkChinese>
    <tr>
      <td>{['Contract · ', '智能工厂']}</td>
      <td>
        <Link to="/a">智能工厂</Link> <small>ZZQS-1</small>
      </td>
    </tr>
  </MarkChinese>
)

test('Chinese names on an English page say that they are Chinese, whole elements where they are nothing else', () => {
  const html = render(row, { locale: 'en' })
  expect(html).toContain('<td>Contract · <span lang="zh-CN">智能工厂</span></td>')
  expect(html).toContain('<a lang="zh-CN" href="/a" data-discover="true">智能工厂</a> <small>ZZQS-1</small>')
})

test('on a Chinese page nothing is marked', () => {
  expect(render(row)).not.toContain('lang=')
})
