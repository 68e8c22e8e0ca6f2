import { expect, test } from 'vitest'
import { runsOf } from './han.ts'

const chineseIn = (text: string) =>
  runsOf(text)
    .filter(({ chinese }) => chinese)
    .map((run) => run.text)

test('what is Chinese is told from the words around it', () => {
  expect(chineseIn('Contract · 年产 35 台医用影像探测器柔性产线建设项目')).toEqual([
    '年产 35 台医用影像探测器柔性产线建设项目',
  ])
  expect(chineseIn('ZZQS-2024 · 苏工信综合〔2024〕102号')).toEqual(['苏工信综合〔2024〕102号'])
  expect(chineseIn('“2026 年度指南（关键核心技术）” is open until 2026-12-04')).toEqual([
    '“2026 年度指南（关键核心技术）”',
  ])
  expect(chineseIn('The unit 昆山市 sent it to 苏州市.')).toEqual(['昆山市', '苏州市'])
  expect(chineseIn('nothing here, 12')).toEqual([])
})

test('the runs are the text, whatever it is', () => {
  for (const text of ['', 'a', '中', '采用 MES 系统，并接入 5G。', 'x 中 y', '中\n文 z 1'])
    expect(
      runsOf(text)
        .map((run) => run.text)
        .join(''),
    ).toBe(text)
})
