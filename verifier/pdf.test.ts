import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { beforeAll, expect, test } from 'vitest'
import { formatProof } from '#app/domain/audit/checkpoint.ts'
import { inclusionRanges, leafHash, rootOf } from '#app/domain/audit/tree.ts'
import type { FrozenReport, Report } from '#app/domain/reports/report.ts'
import { newKey, sha256, type Signer, signerOf } from '#app/platform/audit-key.server.ts'
import { documentData } from '#app/services/document.server.ts'
import { specimens } from '#fixtures/documents.ts'
import { testFolder } from '#fixtures/folder.ts'
import { renderPdf } from '#workers/documents/pdf/render.ts'
import { sealPdf } from '#workers/documents/seal.ts'
import { checkpointOf, entriesOf, key, signer, verifyWithBoth } from './testing.ts'

type Named = { id: string; report: Report; data: Uint8Array }

const [receipt, notice] = (['receipt', 'approval_notice'] as const).map((kind, i): Named => {
  const report = specimens[kind]
  const named = { id: `document-${i}`, kind, salt: String(i).repeat(32) }
  return { id: named.id, report, data: documentData(named, report, JSON.stringify(report)) }
}) as [Named, Named]

/** An application as it was sent in, which the data of its form names by its hash. */
const edition = '{"application":{"id":"a"},"form":{"cover.project_name":"产线改造"}}'
const frozen: FrozenReport = {
  ...specimens.application_form,
  sections: [{ edition: 1, sha256: createHash('sha256').update(edition).digest('hex') }],
}
const named = { id: 'document-form', kind: 'application_form', salt: '2'.repeat(32) }
const form: Named = {
  id: named.id,
  report: specimens.application_form,
  data: documentData(named, frozen, JSON.stringify(frozen)),
}

const entries = entriesOf(
  [[receipt], [notice, form], []].map((documents, i) => ({
    dossier: `application:${i}`,
    text: `第 ${i} 项`,
    files: documents.map(({ id, data }) => ({
      id,
      sha256: createHash('sha256').update(data).digest('hex'),
      size: data.length,
    })),
  })),
)
const leaves = entries.map((entry) => leafHash(sha256, entry))
const leafOf = (index: number) => Buffer.from(leaves[index] ?? []).toString('hex')

async function proofOf(index: number, { content = true, by = signer, published = key.public } = {}) {
  const extra = `${published}\n${leafOf(index)}\n${content ? Buffer.from(entries[index] ?? []).toString() : ''}`
  const path = inclusionRanges(index, 3).map(([from, to]) => rootOf(sha256, leaves.slice(from, to)))
  return formatProof({ extra, index, path, note: await checkpointOf(leaves, 3, by) })
}

type Made = {
  proof?: string
  data?: Uint8Array
  editions?: readonly string[]
  sealedFor?: number
  by?: Signer
  report?: Report
}

/** A document as a worker makes it, with whatever is given put in the place of its own. */
async function make({ id, report, data }: Named, index: number, other: Made = {}): Promise<Uint8Array> {
  const leaf = leafOf(index)
  const pdf = await renderPdf(other.report ?? report, {
    index,
    leaf,
    size: 3,
    url: `https://fund.example/v/${index}#${leaf}`,
    file: other.proof ?? (await proofOf(index)),
    data: new TextDecoder().decode(other.data ?? data),
    editions: other.editions,
  })
  const sealedFor = other.sealedFor ?? index
  return sealPdf(pdf, { documentId: id, index: sealedFor, leaf: leafOf(sealedFor) }, other.by ?? signer)
}

let folder = ''
let good: Uint8Array = new Uint8Array()
beforeAll(async () => {
  folder = await testFolder('pdf')
  good = await make(receipt, 0)
})

const write = (name: string, content: Uint8Array) => writeFile(join(folder, name), content)
const both = (...names: string[]) => verifyWithBoth(['--en', '--key', key.public, 'pdf', ...names], folder)

/** Every file is wrong, with one sentence that says why. */
async function expectWrong(files: Record<string, Uint8Array>, says: RegExp): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) await write(name, bytes)
  const { code, out, errors } = await both(...Object.keys(files))
  expect({ code, errors }).toEqual({ code: 1, errors: '' })
  expect(out.match(/^WRONG/gm)).toHaveLength(Object.keys(files).length)
  expect(out.match(/^ {2}/gm)).toHaveLength(Object.keys(files).length)
  for (const line of out.split('\n').filter((one) => one.startsWith('  '))) expect(line).toMatch(says)
}

test('a document as it was issued says its name, its number and its entry', async () => {
  await write('receipt.pdf', good)
  await write('notice.pdf', await make(notice, 1))
  const { code, out, errors } = await both('receipt.pdf', 'notice.pdf')
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  expect(out.split('\n')).toEqual([
    `OK: receipt.pdf: not a byte changed since it was issued; entry 0 names its data: ${receipt.report.title}, number ZZQS-2026-000128.`,
    expect.stringMatching(
      /^OK: receipt.pdf: entry 0 \(hash (\w{4} ?){4}\) is among the first 3 of the log test/,
    ),
    'The entry says: 2026-03-18T09:00:00.000Z test.recorded done, number 1 of dossier application:0.',
    `OK: notice.pdf: not a byte changed since it was issued; entry 1 names its data: ${notice.report.title}, number ${notice.report.documentNo}.`,
    expect.stringMatching(/^OK: notice.pdf: entry 1 /),
    'The entry says: 2026-03-18T09:00:00.000Z test.recorded done, number 1 of dossier application:1.',
    '',
  ])
  const unpinned = await verifyWithBoth(['pdf', 'receipt.pdf'], folder)
  expect(unpinned.out).toContain('公钥取自被核验的材料')
})

test('a form carries the edition that its data names, to the byte', async () => {
  await write('form.pdf', await make(form, 1, { editions: [edition] }))
  expect(await both('form.pdf')).toMatchObject({ code: 0, errors: '' })
  await expectWrong(
    {
      'without.pdf': await make(form, 1),
      'other.pdf': await make(form, 1, { editions: [edition.replace('产线', '产品')] }),
    },
    /data/,
  )
})

test('what was saved again, added to or cut off has no seal, or no proof', async () => {
  const again = await PDFDocument.load(good)
  const added = await PDFDocument.load(await renderPdf(receipt.report))
  await added.attach(Buffer.from(await proofOf(0)), 'proof.tlog-proof', { mimeType: 'text/plain' })
  await expectWrong(
    {
      'saved.pdf': await again.save(),
      'saved-plain.pdf': await again.save({ useObjectStreams: false }),
      'attached.pdf': await added.save(),
      'longer.pdf': Buffer.concat([good, Buffer.from('\n')]),
      'cut.pdf': good.subarray(0, -1),
      'cut-seal.pdf': good.subarray(0, -400),
    },
    /has no seal at its end/,
  )
  const without = await PDFDocument.create()
  without.addPage()
  await expectWrong(
    {
      'half.pdf': good.subarray(0, good.length / 4),
      'start.pdf': good.subarray(0, 5),
      'empty.pdf': new Uint8Array(),
      'without.pdf': await without.save(),
      'plain.pdf': await renderPdf(receipt.report),
    },
    /carries no proof, or it is cut off/,
  )
})

test('a proof or data from another document is noticed, even by whoever could seal', async () => {
  await expectWrong(
    { 'proof.pdf': await make(receipt, 0, { proof: await proofOf(1) }) },
    /The proof attached to proof.pdf is of entry 1; the document belongs to entry 0/,
  )
  await expectWrong(
    {
      'data.pdf': await make(receipt, 0, { data: notice.data }),
      'both.pdf': await make(receipt, 1, { data: notice.data }),
      'unnamed.pdf': await make(receipt, 2),
    },
    /is not that of the document that entry \d names/,
  )
  await expectWrong(
    { 'closed.pdf': await make(receipt, 0, { proof: await proofOf(0, { content: false }) }) },
    /lacks the content of entry 0/,
  )
  const seal = /%qixiang-seal \S+\n%%EOF\n$/
  const other = Buffer.from(await make(notice, 1))
  const at = Buffer.from(good).toString('latin1').search(seal)
  const moved = other.subarray(other.toString('latin1').search(seal))
  await expectWrong({ 'moved.pdf': Buffer.concat([good.subarray(0, at), moved]) }, /belongs to entry 1/)
})

test('another page under the same proof is noticed', async () => {
  const title = '另一份文件'
  const report = { ...receipt.report, title }
  const forged = Buffer.from(await make(receipt, 0, { report }))
  const sealAt = forged.toString('latin1').search(/%qixiang-seal /)
  const ownSeal = Buffer.from(good).subarray(
    Buffer.from(good)
      .toString('latin1')
      .search(/%qixiang-seal /),
  )
  await expectWrong(
    { 'forged.pdf': Buffer.concat([forged.subarray(0, sealAt), ownSeal]) },
    /forged.pdf was changed after it was sealed/,
  )
})

test('a key of somebody else is named, in the seal and in the proof', async () => {
  const stolen = newKey('test.example/log', new Uint8Array(32).fill(8))
  const thief = signerOf(stolen.secret)
  const claims = await proofOf(0, { by: thief, published: stolen.public })
  await expectWrong({ 'sealed.pdf': await make(receipt, 0, { by: thief }) }, /bears no valid signature/)
  await expectWrong(
    { 'claimed.pdf': await make(receipt, 0, { by: thief, proof: claims }) },
    /is not the given key/,
  )
})

test('any sampled byte that changes is noticed', async () => {
  const files: Record<string, Uint8Array> = {}
  const from = Buffer.from(good).indexOf('%qixiang-seal')
  const places = [
    ...Array.from({ length: 60 }, (_, i) => Math.floor((i * good.length) / 60)),
    ...Array.from({ length: 60 }, (_, i) => from + Math.floor((i * (good.length - from)) / 60)),
  ]
  for (const at of places) {
    const bytes = Uint8Array.from(good)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    files[`changed-${at}.pdf`] = bytes
  }
  await expectWrong(files, /./)
})
