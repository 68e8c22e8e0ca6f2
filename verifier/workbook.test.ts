import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { formatProof } from '#app/domain/audit/checkpoint.ts'
import { inclusionRanges, leafHash, rootOf } from '#app/domain/audit/tree.ts'
import { newKey, sha256, type Signer, signerOf } from '#app/platform/audit-key.server.ts'
import { documentData } from '#app/services/document.server.ts'
import { specimens } from '#fixtures/documents.ts'
import { testFolder } from '#fixtures/folder.ts'
import { renderWorkbook } from '#workers/documents/excel/render.ts'
import { sealWorkbook } from '#workers/documents/seal.ts'
import { textOfWorkbook } from '#workers/documents/text.ts'
import { checkpointOf, entriesOf, key, signer, verifyWithBoth } from './testing.ts'

const report = specimens.application_list
const documentId = 'document-0'
const salt = '0'.repeat(32)
const data = documentData({ id: documentId, kind: report.kind, salt }, report, JSON.stringify(report))
const named = {
  id: documentId,
  sha256: createHash('sha256').update(data).digest('hex'),
  size: data.length,
}
const entries = entriesOf(
  [[named], [], []].map((files, i) => ({ dossier: `disclosed:${i}`, text: `第 ${i} 项`, files })),
)
const leaves = entries.map((entry) => leafHash(sha256, entry))
const leafOf = (index: number) => Buffer.from(leaves[index] ?? []).toString('hex')

async function proofOf(index: number) {
  const extra = `${key.public}\n${leafOf(index)}\n${Buffer.from(entries[index] ?? []).toString()}`
  const path = inclusionRanges(index, 3).map(([from, to]) => rootOf(sha256, leaves.slice(from, to)))
  return formatProof({ extra, index, path, note: await checkpointOf(leaves, 3) })
}

type Made = { index?: number; proof?: string; data?: string; sealedFor?: number; by?: Signer }

/** The workbook as a worker makes it, with whatever is given put in the place of its own. */
async function make(other: Made = {}): Promise<Buffer> {
  const index = other.index ?? 0
  const book = await renderWorkbook(report, {
    index,
    leaf: leafOf(index),
    size: 3,
    url: `https://fund.example/v/${index}`,
  })
  const sealedFor = other.sealedFor ?? index
  const sealed = { documentId, index: sealedFor, leaf: leafOf(sealedFor) }
  const parts = {
    file: other.proof ?? (await proofOf(index)),
    data: other.data ?? new TextDecoder().decode(data),
  }
  return Buffer.from(await sealWorkbook(book, { ...sealed, ...parts }, other.by ?? signer))
}

let folder = ''
let good: Buffer = Buffer.alloc(0)
beforeAll(async () => {
  folder = await testFolder('workbook')
  good = await make()
})

async function verdictOn(files: Record<string, Uint8Array>) {
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
  return verifyWithBoth(['--en', '--key', key.public, 'pdf', ...Object.keys(files)], folder)
}

/** Every file is wrong, with one sentence that says why. */
async function expectWrong(files: Record<string, Uint8Array>, says: RegExp): Promise<void> {
  const { code, out, errors } = await verdictOn(files)
  expect({ code, errors }).toEqual({ code: 1, errors: '' })
  expect(out.match(/^WRONG/gm)).toHaveLength(Object.keys(files).length)
  const lines = out.split('\n').filter((one) => one.startsWith('  '))
  expect(lines).toHaveLength(Object.keys(files).length)
  for (const line of lines) expect(line).toMatch(says)
}

test('a workbook as it was issued says its name and its entry, and the same is made of the same', async () => {
  const { code, out, errors } = await verdictOn({ 'list.xlsx': good })
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  expect(out.split('\n')).toEqual([
    `OK: list.xlsx: not a byte changed since it was issued; entry 0 names its data: ${report.title}, number -.`,
    expect.stringMatching(/^OK: list.xlsx: entry 0 /),
    'The entry says: 2026-03-18T09:00:00.000Z test.recorded done, number 1 of dossier disclosed:0.',
    '',
  ])
  expect(Buffer.compare(await make(), good)).toBe(0)
})

test('spreadsheet programs read it, and say which entry names it', async () => {
  const text = await textOfWorkbook(good)
  expect(text).toContain(`日志记录号 0 检查点 3 散列 ${leafOf(0).slice(0, 4)} ${leafOf(0).slice(4, 8)}`)
  expect(text).toContain('核验：https://fund.example/v/0')
})

test('what was saved again, added to or cut off has no seal, or no proof', async () => {
  const again = new ExcelJS.Workbook()
  await again.xlsx.load(good as never)
  await expectWrong(
    {
      'longer.xlsx': Buffer.concat([good, Buffer.from('\n')]),
      'cut.xlsx': good.subarray(0, -1),
      'cut-seal.xlsx': good.subarray(0, -400),
    },
    /has no seal at its end/,
  )
  await expectWrong(
    {
      'saved.xlsx': new Uint8Array(await again.xlsx.writeBuffer()),
      'half.xlsx': good.subarray(0, good.length / 4),
      'start.xlsx': good.subarray(0, 4),
      'head.xlsx': good.subarray(0, 30),
      'plain.xlsx': await renderWorkbook(report),
    },
    /carries no proof, or it is cut off/,
  )
})

test('a proof, data or a seal from elsewhere is noticed', async () => {
  await expectWrong({ 'proof.xlsx': await make({ proof: await proofOf(1) }) }, /belongs to entry 0/)
  await expectWrong(
    {
      'data.xlsx': await make({ data: new TextDecoder().decode(data).replace('0000', '0001') }),
      'unnamed.xlsx': await make({ index: 2 }),
    },
    /is not that of the document that entry \d names/,
  )
  await expectWrong({ 'without.xlsx': await make({ data: 'x' }) }, /carries no data of the document/)
  const thief = signerOf(newKey('test.example/log', new Uint8Array(32).fill(8)).secret)
  await expectWrong({ 'thief.xlsx': await make({ by: thief }) }, /bears no valid signature/)
  const from = good.lastIndexOf('%qixiang-seal')
  const other = await make({ index: 1, proof: await proofOf(1) })
  await expectWrong(
    {
      'moved.xlsx': Buffer.concat([
        good.subarray(0, from),
        other.subarray(other.lastIndexOf('%qixiang-seal')),
      ]),
    },
    /belongs to entry 1/,
  )
})

test('any sampled byte that changes is noticed', async () => {
  const from = good.lastIndexOf('%qixiang-seal')
  const places = [
    ...Array.from({ length: 80 }, (_, i) => Math.floor((i * good.length) / 80)),
    ...Array.from({ length: 40 }, (_, i) => from - 1400 + i * 35),
  ]
  const files: Record<string, Uint8Array> = {}
  for (const at of places) {
    const bytes = Uint8Array.from(good)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    files[`changed-${at}.xlsx`] = bytes
  }
  await expectWrong(files, /./)
})

test('signed data that are no document are named, not stumbled over', async () => {
  for (const text of ['qixiang-document@v1\n', `qixiang-document@v1\n${documentId}\nk\n{"a":\n\n\n`]) {
    const bytes = Buffer.from(text)
    const files = [{ ...named, sha256: createHash('sha256').update(bytes).digest('hex') }]
    const [entry = new Uint8Array()] = entriesOf([{ dossier: 'a:1', text: 'x', files }])
    const leaf = Buffer.from(leafHash(sha256, entry))
    const extra = `${key.public}\n${leaf.toString('hex')}\n${Buffer.from(entry).toString()}`
    const proof = formatProof({ extra, index: 0, path: [], note: await checkpointOf([leaf], 1) })
    const book = await renderWorkbook(report)
    const made = await sealWorkbook(
      book,
      { documentId, index: 0, leaf: leaf.toString('hex'), file: proof, data: text },
      signer,
    )
    await expectWrong({ 'odd.xlsx': made }, /is not that of the document that entry 0 names/)
  }
})
