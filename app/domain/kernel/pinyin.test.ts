import { expect, test } from 'vitest'
import { byName } from './pinyin.ts'

const sorted = (...names: string[]) => byName(names.map((name) => ({ name }))).map(({ name }) => name)

test('names stand by their pinyin, not by the code of their characters', () => {
  expect(sorted('张伟', '王芳', '丁一', '安然', '李娜')).toEqual(['安然', '丁一', '李娜', '王芳', '张伟'])
})

test('numbers within names count as numbers, and what has the same name keeps its order', () => {
  expect(sorted('专家10', '专家2')).toEqual(['专家2', '专家10'])
  const twins = [
    { name: '王芳', id: 2 },
    { name: '王芳', id: 1 },
  ]
  expect(byName(twins)).toEqual(twins)
})
