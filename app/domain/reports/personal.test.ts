import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Words of columns that would be about how to reach or pay a person. */
const personal = /phone|email|contact|account|idNo|bank|address|legalRepresentative|birth/i

test('no list that people take out as a workbook has a column for telephone, mail, account or identity number', async () => {
  const all = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('-list.ts'))
  const files = all.filter((name) => name !== 'exported-list.ts')
  expect(files).toEqual(expect.arrayContaining(['enterprise-list.ts', 'expert-list.ts', 'payment-list.ts']))
  for (const name of files) {
    const source = await readFile(join(import.meta.dirname, name), 'utf8')
    const columns = [...source.matchAll(/\b(?:words|mark|amount|figure|count|number)\(\s*'(\w+)'/g)].map(
      ([, key = '']) => key,
    )
    expect([name, columns.length > 3]).toEqual([name, true])
    expect([name, columns.filter((key) => personal.test(key))]).toEqual([name, []])
  }
})
