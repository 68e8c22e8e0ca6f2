import { expect, test } from 'vitest'
import { pastedCells } from './pasted.ts'

test('rows and cells of a spreadsheet, with and without a last line end', () => {
  expect(pastedCells('机床\t2\t1,000\r\n软件\t1\t500\r\n')).toEqual([
    ['机床', '2', '1,000'],
    ['软件', '1', '500'],
  ])
  expect(pastedCells('a\tb')).toEqual([['a', 'b']])
  expect(pastedCells('a\n\tb')).toEqual([['a'], ['', 'b']])
})

test('a quoted cell may hold line ends, tabs and quotes', () => {
  expect(pastedCells('"两行\n文字"\t"他说""好"""\n下一行')).toEqual([['两行\n文字', '他说"好"'], ['下一行']])
})
