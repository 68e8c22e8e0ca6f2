import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { documents } from '#app/domain/documents.ts'
import type { Report } from '#app/domain/reports/report.ts'
import { newKey, signerOf } from '#app/platform/audit-key.server.ts'
import { specimens } from '#fixtures/documents.ts'
import { testFolder } from '#fixtures/folder.ts'
import { sealWorkbook } from '../seal.ts'
import { archived } from './archive.ts'
import { renderWorkbook } from './render.ts'

const opened = z.array(
  z.object({
    problems: z.array(z.string()),
    parts: z.array(z.string()),
    rows: z.array(z.array(z.union([z.string(), z.number()]))),
  }),
)
const reports = Object.values(specimens).filter(({ kind }) =>
  documents[kind].some((format) => format === 'xlsx'),
)

let folder = ''
beforeAll(async () => {
  folder = await testFolder('opened')
})

/** What a program that has nothing of ours, and no library for workbooks, finds in them. */
async function open(books: readonly Uint8Array[]) {
  const paths = books.map((_, i) => join(folder, `${i}.xlsx`))
  for (const [i, path] of paths.entries()) await writeFile(path, books[i] ?? '')
  const script = join(import.meta.dirname, 'opened.py')
  const { stdout } = await promisify(execFile)('python3', [script, ...paths], { maxBuffer: 1 << 26 })
  return opened.parse(JSON.parse(stdout))
}

const signer = signerOf(newKey('test.example/log').secret)
const leaf = 'ab'.repeat(32)

async function sealed(report: Report): Promise<Uint8Array> {
  const book = await renderWorkbook(report, { index: 7, leaf, size: 9, url: 'https://fund.example/v/7' })
  const proof = { documentId: 'document-0', index: 7, leaf, file: 'c2sp.org/tlog-proof@v1\n', data: 'data' }
  return sealWorkbook(book, proof, signer)
}

test('every sealed workbook is whole by the rules of its format, and says what its report says', async () => {
  const found = await open(await Promise.all(reports.map(sealed)))
  expect(found).toHaveLength(reports.length)
  for (const [i, { problems, parts, rows }] of found.entries()) {
    const report = reports[i]
    expect([report?.kind, problems]).toEqual([report?.kind, []])
    expect(parts).toEqual(expect.arrayContaining(['qixiang/entry-7.tlog-proof', 'qixiang/document.txt']))
    expect(rows[0]).toEqual([report?.title])
    const cells = new Set(rows.flat().map(String))
    for (const block of (report?.sections ?? []).flatMap(({ blocks }) => blocks))
      if (block.type === 'table')
        for (const row of block.rows)
          for (const { key, decimals } of block.columns)
            if (decimals === null && row[key]) expect(cells).toContain(row[key])
  }
})

test('a part that is there twice is found', async () => {
  const [report] = reports
  if (!report) throw new Error('no report has a workbook')
  const book = await renderWorkbook(report)
  const [again] = await open([archived(book, { parts: { 'xl/Workbook.xml': '<x/>' }, comment: 0 })])
  expect(again?.problems).toContain('twice in the archive: xl/workbook.xml')
  expect(again?.problems).toContain('typed twice: xml')
})
