import { expect, test } from 'vitest'
import { Acts } from './act-panel.tsx'
import { BarChart } from './cockpit.tsx'
import { ListPage, type ListPageProps } from './list-page.tsx'
import { RefusalMessage } from './messages.tsx'
import { render } from './testing.tsx'
import { Amount, Countdown, DiffValue } from './values.tsx'

type Row = { id: string; name: string }

const list: ListPageProps<Row> = {
  title: 'A list',
  columns: [
    { key: 'name', label: 'Name', cell: (row) => row.name, sort: true },
    { key: 'sum', label: 'Sum', number: true, cell: () => '1.00', sum: '2.00' },
  ],
  rows: [
    { id: '1', name: 'one' },
    { id: '2', name: 'two' },
  ],
  keyOf: (row) => row.id,
  sort: { by: 'name', descending: false },
  page: { number: 2, size: 2, count: 6 },
  empty: 'nothing here',
}

const linksIn = (html: string) =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => (href ?? '').replaceAll('&amp;', '&'))

test('a list keeps its filters when it is sorted or paged, and starts again at page one', () => {
  const html = render(<ListPage {...list} />, { at: '/list?q=x&page=2' })
  expect(linksIn(html)).toEqual([
    '/list?q=x&sort=-name',
    '/list?q=x&page=1',
    '/list?q=x&page=1',
    '/list?q=x&page=2',
    '/list?q=x&page=3',
    '/list?q=x&page=3',
  ])
  expect(html).toContain('aria-sort="ascending"')
  expect(html).toContain('第 3–4 条，共 6 条')
  expect(html).toContain('合计')
})

test('a filter chip takes its own parameter out of the address', () => {
  const chips = [{ name: 'city', label: 'Suzhou' }]
  const html = render(<ListPage {...list} page={{ number: 1, size: 50, count: 2 }} chips={chips} />, {
    at: '/list?view=mine&city=3205&q=x&page=2',
  })
  expect(linksIn(html)).toContain('/list?view=mine&q=x')
  expect(linksIn(html)).toContain('/list?view=mine')
})

test('an empty list says why', () => {
  expect(render(<ListPage {...list} rows={[]} page={{ number: 1, size: 50, count: 0 }} />)).toContain(
    'nothing here',
  )
})

test('an act posts its name and version, says its consequence, and asks for the reason it needs', () => {
  const html = render(
    <Acts
      acts={[{ name: 'return', label: 'Return', version: 7, consequence: 'five days', reason: 'required' }]}
      closed={[{ label: 'Reject', why: 'no opinion yet' }]}
    />,
  )
  expect(html).toContain('name="act" value="return"')
  expect(html).toContain('name="version" value="7"')
  expect(html).toContain('five days')
  expect(html).toMatch(/<textarea[^>]*name="reason"[^>]*required=""/)
  expect(html).toContain('no opinion yet')
})

test('an act that is no longer open leaves why it was refused', () => {
  const refusal = { code: 'wrong_state', params: {}, status: 422, words: '状态已变化' } as const
  const act = { name: 'return', label: 'Return', version: 7 }
  const told = (html: string) => html.split('状态已变化').length - 1
  expect(told(render(<Acts acts={[]} refusal={refusal} />))).toBe(1)
  expect(told(render(<Acts acts={[{ ...act, refusal }]} refusal={refusal} />))).toBe(1)
})

test('a deadline is amber within two days and red when it has passed', () => {
  const at = (due: string) => render(<Countdown due={due} />)
  expect(at('2026-03-25T09:00:00Z')).not.toContain('data-tone')
  expect(at('2026-03-19T09:00:00Z')).toContain('data-tone="wait">还有 1 天')
  expect(at('2026-03-18T08:00:00Z')).toContain('data-tone="bad">已超期 1 小时')
})

test('amounts and differences are said with words', () => {
  expect(render(<Amount fen={1_250_000_000n} />)).toContain('1,250.00 万元')
  expect(render(<Amount fen={1_250_000_000n} />, { locale: 'en' })).toContain('1,250.00 × 10,000 yuan')
  expect(render(<DiffValue before="" after="a" />)).toContain('<del aria-label="修改前">未填写</del>')
})

test('a problem leads to its field', () => {
  const fields = [{ path: 'a.b', code: 'required', params: {} }]
  const refusal = { code: 'form_has_problems', params: {}, status: 422 as const, fields }
  expect(render(<RefusalMessage refusal={refusal} />)).toContain('href="#a.b"')
})

test('a bar is a link to its rows, called by its label and number as they are seen', () => {
  const html = render(
    <BarChart
      caption="Applications by state"
      columns={['State', 'Count']}
      bars={[
        { label: 'County review', value: 6, text: '6', to: '/applications?status=county_review' },
        { label: 'Approved', value: 3, text: '3' },
      ]}
    />,
  )
  const said = html.replace(/<details[\s\S]*/, '').replace(/<[^>]+>/g, '')
  expect(said).toContain('County review 6')
  expect(html).toContain('width="75%"')
  expect(html).toContain('width="37.5%"')
  expect(html).not.toContain('aria-label="County review')
})
