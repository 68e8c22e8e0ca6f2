import { expect, test } from 'vitest'
import { randomOf } from '#fixtures/random.ts'
import { bandsOf, compare, markSame, normaliseText, shinglesOf } from './similar-text.ts'

const content =
  '新建智能化生产车间 12,000 平方米，购置五轴加工中心 20 台、柔性装配线 3 条，部署制造执行系统（MES），实现全流程质量追溯。'

test.each([
  ['ＭＥＳ系统（二期），１２０㎡', 'mes系统二期120m2'],
  ['  a B\n，。！', 'ab'],
  ['', ''],
])('%j is compared as %j', (typed, compared) => {
  expect(normaliseText(typed)).toBe(compared)
})

test.each([
  ['甲乙丙丁', '甲乙丙丁', 1, 1],
  ['甲乙丙丁', '甲，乙 丙丁。', 1, 1],
  ['甲乙丙丁', '甲乙丙戊', 1 / 3, 1 / 2],
  ['甲乙丙丁', '甲乙丙丁戊己', 1 / 2, 1],
  ['甲乙丙丁', '子丑寅卯', 0, 0],
  ['甲乙', '甲乙', 0, 0],
])('%s and %s are alike by %d, the shorter contained by %d', (first, second, similarity, contained) => {
  expect(compare(shinglesOf(first), shinglesOf(second))).toEqual({ similarity, contained })
})

test('bands are kept in databases: these never change', () => {
  expect(bandsOf(shinglesOf('甲乙丙丁')).slice(0, 4)).toMatchInlineSnapshot(`
    [
      -542712421,
      693449780,
      -1292772958,
      1535070677,
    ]
  `)
  expect(bandsOf(shinglesOf(content))).toHaveLength(24)
  expect(bandsOf(shinglesOf('甲乙'))).toEqual([])
})

/** A text of so many characters out of a few hundred, as official language has them. */
function aText(random: (below: number) => number, length: number): string[] {
  return Array.from({ length }, () => String.fromCodePoint(0x4e00 + random(600)))
}

/** The same text with so many of its characters replaced. */
function edited(random: (below: number) => number, text: readonly string[], replaced: number): string[] {
  const copy = [...text]
  for (let n = 0; n < replaced; n++) copy[random(copy.length)] = String.fromCodePoint(0x9000 + random(600))
  return copy
}

const shareBand = (first: Set<string>, second: Set<string>) => {
  const bands = new Set(bandsOf(first))
  return bandsOf(second).some((band) => bands.has(band))
}

test('what is alike by 0.6 or more nearly always shares a band, strangers hardly ever', () => {
  const random = randomOf(7)
  let [alike, found, strangers, mistaken] = [0, 0, 0, 0]
  for (let n = 0; n < 150; n++) {
    const text = aText(random, 400)
    const [own, copy] = [text, edited(random, text, random(60))].map((one) => shinglesOf(one.join('')))
    const other = shinglesOf(aText(random, 400).join(''))
    if (!own || !copy) continue
    if (compare(own, copy).similarity >= 0.6) {
      alike++
      if (shareBand(own, copy)) found++
    }
    strangers++
    if (shareBand(own, other)) mistaken++
  }
  expect(alike).toBeGreaterThan(80)
  expect(found / alike).toBeGreaterThanOrEqual(0.98)
  expect(mistaken / strangers).toBeLessThanOrEqual(0.02)
})

test('comparison is symmetric, at most 1, and order of punctuation does not matter', () => {
  const random = randomOf(11)
  for (let n = 0; n < 100; n++) {
    const text = aText(random, 20 + random(200))
    const first = shinglesOf(text.join('，'))
    const second = shinglesOf(edited(random, text, random(30)).join(''))
    const alike = compare(first, second)
    expect(compare(second, first)).toEqual(alike)
    expect(alike.similarity).toBeLessThanOrEqual(alike.contained)
    expect(alike.contained).toBeLessThanOrEqual(1)
    expect(compare(first, shinglesOf(text.join('')))).toEqual({ similarity: 1, contained: 1 })
  }
})

test('stretches joined are the text, whatever it is', () => {
  const random = randomOf(3)
  const odd = ['㎡', '𠮷', ' ', '，', '\n', 'Ａ', 'é', '甲', '乙', '丙', '丁', '戊']
  for (let n = 0; n < 200; n++) {
    const text = Array.from({ length: random(60) }, () => odd[random(odd.length)] ?? '').join('')
    const other = shinglesOf(Array.from({ length: 40 }, () => odd[random(odd.length)] ?? '').join(''))
    const stretches = markSame(text, other)
    expect(stretches.map((stretch) => stretch.text).join('')).toBe(text)
    expect(stretches.every((stretch) => stretch.text !== '')).toBe(true)
  }
})

test('marked is what stands in both, with the punctuation inside it', () => {
  const other = shinglesOf('购置五轴加工中心２０台，柔性装配线３条；另建仓库')
  expect(markSame('本项目购置五轴加工中心 20 台、柔性装配线 3 条，改造车间', other)).toEqual([
    { text: '本项目', same: false },
    { text: '购置五轴加工中心 20 台、柔性装配线 3 条', same: true },
    { text: '，改造车间', same: false },
  ])
  expect(markSame('另建仓库', other)).toEqual([{ text: '另建仓库', same: false }])
  expect(markSame('', other)).toEqual([])
})
