import { expect, test } from 'vitest'
import { postsFromCell, readPosts, readShares, sharesFromCell, typedPosts, typedShares } from './ties.ts'

const post = { orgName: '南京机床厂', uscc: '91320102MADEMX0112', role: '顾问', from: '2021', to: '2023-06' }
const share = { orgName: '南京机床厂', uscc: '', percent: '3', listed: 'no' }
const none = { orgName: ' ', uscc: '', role: '', from: '', to: '' }

const wrong = ({ problems }: { problems: { path: string; code: string }[] }) =>
  problems.map(({ path, code }) => `${path} ${code}`)

test('a post is kept with its code and days in one form; empty rows are left out but count', () => {
  const typed = {
    ...post,
    orgName: ' 南京机床厂 ',
    uscc: '91320102mademx0112',
    from: '2021年3月',
    to: '至今',
  }
  expect(readPosts([none, typed, none])).toEqual({
    rows: [{ ...post, from: '2021-03', to: '' }],
    problems: [],
  })
  expect(wrong(readPosts([none, { ...typed, uscc: '91320102MADEMX0113' }]))).toEqual([
    'history[1].uscc uscc_check',
  ])
})

test.each([
  [{ orgName: '' }, ['orgName required']],
  [{ orgName: '厂'.repeat(201) }, ['orgName too_long']],
  [{ uscc: '' }, []],
  [{ uscc: '9132010' }, ['uscc uscc_length']],
  [{ role: '' }, ['role required']],
  [{ from: '' }, ['from day_required']],
  [{ from: '去年' }, ['from partial_day_format']],
  [{ to: '2023-13' }, ['to partial_day_format']],
  [{ to: '' }, []],
  [{ from: '2023-07' }, ['to post_ends_before']],
  [{ from: '2023-06-30', to: '2023-06' }, []],
  [{ from: '2023-06', to: '2023' }, []],
])('a post with %j has the problems %j', (change, expected) => {
  expect(wrong(readPosts([{ ...post, ...change }]))).toEqual(expected.map((one) => `history[0].${one}`))
})

test.each([
  ['3', '3'],
  ['3.50 %', '3.5'],
  ['０．０００１％', '0.0001'],
  ['100', '100'],
])('a share typed %s is kept as %s', (percent, kept) => {
  expect(readShares([{ ...share, percent }])).toEqual({
    rows: [{ ...share, percent: kept, listed: false }],
    problems: [],
  })
})

test.each([
  [{ percent: '' }, ['percent number_required']],
  [{ percent: '约一成' }, ['percent number_format']],
  [{ percent: '-1' }, ['percent number_negative']],
  [{ percent: '0' }, ['percent share_range']],
  [{ percent: '100.0001' }, ['percent share_range']],
  [{ percent: '1.00001' }, ['percent number_too_fine']],
  [{ listed: '' }, ['listed required']],
  [{ listed: '也许' }, ['listed share_listed']],
])('a share with %j has the problems %j', (change, expected) => {
  expect(wrong(readShares([{ ...share, ...change }]))).toEqual(
    expected.map((one) => `shareholdings[0].${one}`),
  )
})

test('whether a company is listed is said in the words of either language', () => {
  const read = (listed: string) => readShares([{ ...share, listed }]).rows[0]?.listed
  for (const word of ['yes', '是', '上市', '上市公司', ' Listed '])
    expect([word, read(word)]).toEqual([word, true])
  for (const word of ['no', '否', '非上市', 'unlisted']) expect([word, read(word)]).toEqual([word, false])
})

test('what is kept is read again as it is', () => {
  const kept = readPosts([post, { ...post, to: '' }]).rows
  expect(readPosts(typedPosts(kept))).toEqual({ rows: kept, problems: [] })
  const held = readShares([share, { ...share, listed: 'yes' }]).rows
  expect(readShares(typedShares(held))).toEqual({ rows: held, problems: [] })
})

test('at most fifty rows, the empty ones not among them', () => {
  const fifty = Array.from({ length: 50 }, () => post)
  expect(wrong(readPosts([none, ...fifty]))).toEqual([])
  expect(wrong(readPosts([...fifty, post]))).toEqual(['history too_many_rows'])
})

test('a cell of a workbook gives the same rows; what is over is refused, not lost', () => {
  const text =
    '南京机床厂，91320102MADEMX0112,顾问，2021，2023-06\n\n东南大学，，教授，2010；苏州大学，，讲师，2008，2010'
  expect(postsFromCell(text)).toMatchObject([
    post,
    { orgName: '', to: '' },
    { orgName: '东南大学', uscc: '', from: '2010', to: '' },
    { orgName: '苏州大学', to: '2010' },
  ])
  expect(readPosts(postsFromCell(text)).problems).toEqual([])
  expect(wrong(readPosts(postsFromCell('南京，机床厂，，顾问，2021，2023')))).toEqual([
    'history[0].uscc uscc_length',
    'history[0].role required',
    'history[0].from partial_day_format',
    'history[0].to partial_day_format',
  ])
  expect(readPosts(postsFromCell(''))).toEqual({ rows: [], problems: [] })
  expect(readShares(sharesFromCell('南京机床厂，，3%，否；某某股份，，5，上市，')).rows).toMatchObject([
    { percent: '3', listed: false },
    { percent: '5', listed: true },
  ])
  expect(wrong(readShares(sharesFromCell('南京机床厂，，1,5，否')))).toEqual([
    'shareholdings[0].listed share_listed',
  ])
})
