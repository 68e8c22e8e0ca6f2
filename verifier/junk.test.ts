import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { formatProof } from '#app/domain/audit/checkpoint.ts'
import { leafHash } from '#app/domain/audit/tree.ts'
import { newKey, sha256, signerOf } from '#app/platform/audit-key.server.ts'
import { specimens } from '#fixtures/documents.ts'
import { testFolder } from '#fixtures/folder.ts'
import { renderPdf } from '#workers/documents/pdf/render.ts'
import { renderWorkbook } from '#workers/documents/excel/render.ts'
import { sealPdf, sealWorkbook } from '#workers/documents/seal.ts'
import { checkpointOf, entriesOf, key, signer, verifyWithBoth } from './testing.ts'

let folder = ''
let workbook: Uint8Array = new Uint8Array()
beforeAll(async () => {
  folder = await testFolder('junk')
  workbook = await renderWorkbook(specimens.application_list)
})

const sealed = { documentId: 'document-0', index: 0 }
const leafOf = (entry: Uint8Array) => Buffer.from(leafHash(sha256, entry)).toString('hex')

/** The proof of the only entry of a log that somebody made with a key of their own. */
async function proofOf(entry: Uint8Array, { by = signer, published = key.public } = {}): Promise<string> {
  const extra = `${published}\n${leafOf(entry)}\n${Buffer.from(entry).toString()}`
  return formatProof({
    extra,
    index: 0,
    path: [],
    note: await checkpointOf([leafHash(sha256, entry)], 1, by),
  })
}

async function verdictOn(files: Record<string, Uint8Array | string>, ...args: string[]) {
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
  return verifyWithBoth(['--en', ...args, ...Object.keys(files)], folder)
}

/** Each file gives one sentence under its own heading, exit 1, and no stack trace. */
async function expectOneSentence(
  files: Record<string, Uint8Array | string>,
  ...args: string[]
): Promise<string> {
  const { code, out, errors } = await verdictOn(files, ...args)
  expect({ code, errors }).toEqual({ code: 1, errors: '' })
  const names = Object.keys(files)
  expect(out.match(/^WRONG: /gm)).toHaveLength(names.length)
  expect(out.match(/^ {2}\S.*$/gm)).toHaveLength(names.length)
  return out
}

const event = Buffer.from(entriesOf([{ dossier: 'a:1', text: 'x' }])[0] ?? '').toString()

test('both agree on entries that are signed and are no events, or strange ones', async () => {
  const values = ['1e999', '1.5', '0', '-1', 'true', 'null', '"1"', '9'.repeat(5000), '[]', '1.0', '2.0e0']
  const strange = [
    ...values.flatMap((value) => [
      event.replace('"version":1', `"version":${value}`),
      event.replace('"n":1', `"n":${value}`),
      event.replace('"text":"x"', `"text":${value}`),
    ]),
    '',
    '[]',
    '{"a":'.repeat(3000),
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    '{"version":1,"version":3}',
    '{"__proto__":{"version":1}}',
    '{"version":1e400}',
    'NaN',
    '\ud800',
    ...fc.sample(fc.json({ maxDepth: 3 }), { numRuns: 60, seed: 5 }),
  ]
  const files: Record<string, string> = {}
  for (const [i, text] of strange.entries()) files[`${i}.proof`] = await proofOf(Buffer.from(text))
  const { errors, out } = await verdictOn(files, 'proof')
  expect(errors).toBe('')
  expect(out.match(/^(OK|WRONG): /gm)).toHaveLength(strange.length)
})

test('documents that name, hold or promise something strange are wrong in one sentence', async () => {
  const data = (text: string, model = '{}') =>
    `qixiang-document@v1\n${sealed.documentId}\nkind\n${text}\nsalt\n${model}\n`
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
  const good = data('["1","t"]')
  const made: Record<string, Uint8Array> = {}
  async function add(name: string, files: unknown, text: string): Promise<void> {
    const entry = Buffer.from(event.replace('"act"', `"files":${JSON.stringify(files)},"act"`))
    const proof = await proofOf(entry)
    const parts = { ...sealed, leaf: leafOf(entry), file: proof, data: text }
    made[`${name}.xlsx`] = await sealWorkbook(workbook, parts, signer)
    const page = {
      index: 0,
      leaf: leafOf(entry),
      size: 1,
      url: 'https://fund.example',
      file: proof,
      data: text,
    }
    made[`${name}.pdf`] = await sealPdf(await renderPdf(specimens.receipt, page), parts, signer)
  }
  const named = [{ id: sealed.documentId, sha256: hashOf(good), size: good.length }]
  for (const [i, files] of [
    null,
    {},
    [null],
    ['x'],
    [[]],
    [{ id: 1 }],
    7,
    [{ ...named[0], sha256: null }],
  ].entries())
    await add(`files-${i}`, files, good)
  for (const [i, line] of ['', '[]', '["1"]', '["1",2]', '{}', 'null', `${'['.repeat(9000)}`].entries())
    await add(`data-${i}`, [{ ...named[0], sha256: hashOf(data(line)) }], data(line))
  for (const [i, model] of [
    '{"sections":[{"edition":1}]}',
    '{"sections":["x",{"edition":1,"sha256":"x"}]}',
    '{"sections":[null,[],7,{"edition":null,"sha256":null}]}',
  ].entries()) {
    const text = data('["1","t"]', model)
    await add(`model-${i}`, [{ ...named[0], sha256: hashOf(text) }], text)
  }
  await expectOneSentence(made, 'pdf')
  for (const [i, model] of [
    '',
    'null',
    '[]',
    '{"sections":{"edition":1}}',
    '{"sections":"edition"}',
  ].entries()) {
    const text = data('["1","t"]', model)
    await add(`plain-${i}`, [{ ...named[0], sha256: hashOf(text) }], text)
  }
  expect((await verdictOn(made, 'pdf')).errors).toBe('')
})

test('a newer log, a key of somebody else and a folder are named, in documents too', async () => {
  const newer = Buffer.from(event.replace('"version":1', '"version":3'))
  const own = newKey('test.example/log', new Uint8Array(32).fill(9))
  const thief = signerOf(own.secret)
  const parts = async (entry: Uint8Array, file: string) => ({
    ...sealed,
    leaf: leafOf(entry),
    file,
    data: 'x',
  })
  const old = Buffer.from(event)
  const proof = await proofOf(newer)
  const claims = await proofOf(old, { by: thief, published: own.public })
  const files = {
    'newer.xlsx': await sealWorkbook(workbook, await parts(newer, proof), signer),
    'thief.xlsx': await sealWorkbook(workbook, await parts(old, claims), thief),
    'broken.xlsx': await sealWorkbook(workbook, await parts(old, proof.slice(0, -40)), signer),
    'cut.xlsx': (await sealWorkbook(workbook, await parts(old, proof), signer)).subarray(0, -50),
  }
  const out = await expectOneSentence(files, '--key', key.public, 'pdf')
  expect(out).toContain('Entry 0 has version 3, newer than this program')
  expect(out).toMatch(/thief.xlsx is not the given key/)
  expect(out).toMatch(/broken.xlsx (is no signed checkpoint|bears no valid signature)/)
  await mkdir(join(folder, 'folder'))
  for (const mode of ['pdf', 'proof'])
    expect((await verifyWithBoth(['--en', mode, 'folder'], folder)).out).toContain('folder cannot be read.')
})

test('what only begins as a workbook, or claims other lengths, is wrong in one sentence', async () => {
  const proof = await proofOf(Buffer.from(event))
  const parts = { ...sealed, leaf: leafOf(Buffer.from(event)), file: proof, data: 'x' }
  const whole = Buffer.from(await sealWorkbook(workbook, parts, signer))
  const head = Buffer.from('PK\u0003\u0004', 'latin1')
  const files: Record<string, Uint8Array> = {}
  for (const [i, junk] of fc.sample(fc.uint8Array({ maxLength: 300 }), { numRuns: 40, seed: 7 }).entries())
    files[`junk-${i}.xlsx`] = Buffer.concat([head, junk])
  for (let at = 4; at < 34; at++) {
    const bytes = Buffer.from(whole)
    bytes[at] = 0xff
    files[`claims-${at}.xlsx`] = bytes
  }
  const from = whole.indexOf('qixiang/entry-0') - 30
  for (let at = from; at < from + 60; at += 2) {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    files[`part-${at}.xlsx`] = bytes
  }
  await expectOneSentence(files, '--key', key.public, 'pdf')
})
