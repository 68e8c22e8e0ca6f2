import { createHmac } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { formatProof } from '#app/domain/audit/checkpoint.ts'
import { base64 } from '#app/domain/audit/note.ts'
import { consistencyRanges, inclusionRanges, leafHash, rootOf } from '#app/domain/audit/tree.ts'
import { newKey, sha256, signerOf } from '#app/platform/audit-key.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { checkpointOf, entriesOf, key, logFiles, signer, verifyWithBoth, writeFiles } from './testing.ts'

const entries = entriesOf(
  Array.from({ length: 9 }, (_, i) => ({ dossier: `application:${i % 2}`, text: `第 ${i} 项` })),
)
const leaves = entries.map((entry) => leafHash(sha256, entry))
const hashesOf = (ranges: readonly (readonly [number, number])[]) =>
  ranges.map(([from, to]) => rootOf(sha256, leaves.slice(from, to)))

let folder = ''
beforeAll(async () => {
  folder = await testFolder('modes')
  await writeFiles(join(folder, 'log'), await logFiles(entries, [4, 9]))
})

async function proofOf(index: number, { content = true, by = signer, published = key.public } = {}) {
  const extra = `${published}\n${Buffer.from(leaves[index] ?? []).toString('hex')}\n${content ? Buffer.from(entries[index] ?? []).toString() : ''}`
  const path = hashesOf(inclusionRanges(index, 9))
  return formatProof({ extra, index, path, note: await checkpointOf(leaves, 9, by) })
}

const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content)
const both = (...args: string[]) => verifyWithBoth(['--en', ...args], folder)

test('a proof file says which entry lies where, and what it holds', async () => {
  await write('a.proof', await proofOf(5))
  await write('sealed.proof', await proofOf(5, { content: false }))
  const shown = await both('--key', key.public, 'proof', 'a.proof', 'sealed.proof')
  expect(shown.code).toBe(0)
  expect(shown.out.split('\n')).toEqual([
    expect.stringMatching(/^OK: a.proof: entry 5 \(hash (\w{4} ?){4}\) is among the first 9 of the log test/),
    'The entry says: 2026-03-18T09:00:00.000Z test.recorded done, number 3 of dossier application:1.',
    expect.stringMatching(/^OK: sealed.proof: entry 5/),
    '',
  ])
  expect((await both('proof', 'a.proof')).out).toContain('Compare it with the published one')
})

test('a damaged proof, a newer one, a foreign key and another key are named in one sentence', async () => {
  const proof = await proofOf(5)
  const other = newKey('test.example/log', new Uint8Array(32).fill(8))
  await write('other.pub', `${other.public}\n`)
  await write('foreign.proof', await proofOf(5, { by: signerOf(other.secret) }))
  await write('claims.proof', await proofOf(5, { by: signerOf(other.secret), published: other.public }))
  await write('a.proof', proof)
  expect((await both('proof', 'foreign.proof')).out).toContain('bears no valid signature of the key')
  expect((await both('--key', key.public, 'proof', 'claims.proof')).out).toContain('is not the given key')
  expect((await both('--key', 'other.pub', 'proof', 'a.proof')).out).toContain('is not the given key')
  expect((await both('--key', 'nowhere', 'proof', 'a.proof')).out).toBe(
    'nowhere is no key, or it is damaged.\n',
  )
  await write('index.proof', proof.replace('index 5', 'index 4'))
  expect((await both('proof', 'index.proof')).out).toContain('does not lead from entry 4')
  await write('newer.proof', proof.replace('@v1', '@v2'))
  expect((await both('proof', 'newer.proof')).out).toContain('has a format newer than this program')
  await write('entry.proof', await proofOf(5).then((text) => text.replace(/^extra .*$/m, swappedExtra)))
  expect((await both('proof', 'entry.proof')).out).toContain('the content of entry 5 has not its hash')
})

test('a personal value that comes with its key opens the commitment in the entry, and no other value does', async () => {
  const opening = { key: '11'.repeat(32), value: '联系人张三，\n138…' }
  const hmac = createHmac('sha256', Buffer.from(opening.key, 'hex')).update(opening.value).digest('hex')
  const [entry = new Uint8Array()] = entriesOf([{ dossier: 'application:1', text: 'x', reason: { hmac } }])
  const leaf = leafHash(sha256, entry)
  const note = await checkpointOf([leaf], 1)
  const shown = async (openings: unknown) => {
    const extra = `${key.public}\n${Buffer.from(leaf).toString('hex')}\n${Buffer.from(entry).toString()}`
    await write(
      'open.proof',
      formatProof({ extra: `${extra}\n${JSON.stringify(openings)}`, index: 0, path: [], note }),
    )
    return both('--key', key.public, 'proof', 'open.proof')
  }
  const good = await shown({ reason: opening })
  expect(good).toMatchObject({ code: 0, errors: '' })
  expect(good.out.split('\n').slice(1)).toEqual([
    'The entry says: 2026-03-18T09:00:00.000Z test.recorded done, number 1 of dossier application:1.',
    'There, reason: 联系人张三，?138…',
    '',
  ])
  expect((await shown({})).code).toBe(0)
  for (const wrong of [
    { reason: { ...opening, value: '联系人李四' } },
    { reason: { ...opening, key: '22'.repeat(32) } },
    { act: opening },
    { 'after.text': opening },
    { 'actor.constructor': opening },
  ]) {
    const bad = await shown(wrong)
    expect(bad.code).toBe(1)
    expect(bad.out).toContain('does not open the commitment in the entry')
  }
  for (const junk of [
    null,
    [],
    'x',
    7,
    { reason: null },
    { reason: { ...opening, key: '' } },
    { 1: opening },
  ])
    expect((await shown(junk)).out).toContain('open.proof is no proof file, or it is damaged.')
})

function swappedExtra(line: string): string {
  const text = Buffer.from(line.slice(6), 'base64').toString().replace('done', 'gone')
  return `extra ${base64(Buffer.from(text))}`
}

test('any single character changed in a proof file is noticed', async () => {
  const proof = await proofOf(2)
  const names: string[] = []
  for (let at = 0; at < proof.length; at += 3) {
    const changed = proof.slice(0, at) + (proof[at] === 'x' ? 'y' : 'x') + proof.slice(at + 1)
    await write(`changed-${at}.proof`, changed)
    names.push(`changed-${at}.proof`)
  }
  const { code, out } = await both('--key', key.public, 'proof', ...names)
  expect(code).toBe(1)
  expect(out.match(/^WRONG/gm)).toHaveLength(names.length)
}, 60_000)

test('two checkpoints with a consistency proof', async () => {
  await write('old', await checkpointOf(leaves, 4))
  await write('new', await checkpointOf(leaves, 9))
  const proof = hashesOf(consistencyRanges(4, 9))
    .map((hash) => `${base64(hash)}\n`)
    .join('')
  await write('proven', `old 4\n${proof}\n${await checkpointOf(leaves, 9)}`)
  await write('wrong', `old 4\n${base64(leaves[0] ?? new Uint8Array())}\n\n${await checkpointOf(leaves, 9)}`)
  const pinned = ['--key', key.public, 'checkpoints'] as const
  expect((await both(...pinned, 'old', 'proven')).out).toBe(
    'OK: the checkpoint of 9 continues the checkpoint of 4; no earlier entry was changed.\n',
  )
  expect((await both(...pinned, 'old', 'log')).code).toBe(0)
  expect((await both(...pinned, 'old', 'wrong')).out).toContain('history was rewritten')
  expect((await both(...pinned, 'old', 'new')).out).toContain('no consistency proof from 4 to 9')
  expect((await both('checkpoints', 'old', 'new')).out).toContain('There is no key')
})

test('a dossier lists its entries, complete', async () => {
  const { code, out } = await both('dossier', 'log', 'application:1')
  expect(code).toBe(0)
  expect(out).toContain('OK: dossier application:1 has 4 entries, numbered without gaps')
  expect(out.match(/^\d\tentry [1357]\t2026-03-18T09:00:00.000Z\ttest.recorded\tdone\t/gm)).toHaveLength(4)
  expect((await both('dossier', 'log', 'application:9')).out).toContain('no dossier application:9')
})

test('a newer version, an empty folder and what is no folder are named', async () => {
  const newer = Buffer.from(
    Buffer.from(entries[0] ?? [])
      .toString()
      .replace('"version":1', '"version":3'),
  )
  await writeFiles(join(folder, 'newer'), await logFiles([newer], [1]))
  expect((await both('export', 'newer')).out).toContain('Entry 0 has version 3, newer than this program')
  await writeFiles(join(folder, 'empty'), new Map([['notes/readme', new Uint8Array()]]))
  expect((await both('export', 'empty')).out).toContain('empty holds no log.')
  expect((await both('export', 'nowhere')).out).toContain('nowhere cannot be read.')
  expect((await both('proof', 'empty')).out).toContain('empty cannot be read.')
  expect((await both('checkpoints', 'log', 'empty')).out).toContain('empty holds no log.')
  expect((await both('checkpoints', 'empty', 'log')).out).toContain('empty holds no log.')
  expect((await both('ponder', 'log')).out).toContain('usage:')
  expect((await both()).code).toBe(1)
})

test('junk never gives a stack trace', async () => {
  const junk = fc.sample(fc.uint8Array({ maxLength: 400 }), { numRuns: 60, seed: 1 })
  const lines = [
    'c2sp.org/tlog-proof@v1\n',
    'extra QQ==\n',
    'index 1\n',
    '\n',
    key.public,
    'old 1\n',
    '— a AAAAAAAA\n',
  ]
  const likely = fc.sample(fc.array(fc.constantFrom(...lines)), { numRuns: 60, seed: 2 })
  const names: string[] = []
  for (const [i, bytes] of [...junk, ...likely.map((parts) => Buffer.from(parts.join('')))].entries()) {
    await write(`junk-${i}`, bytes)
    names.push(`junk-${i}`)
  }
  for (const mode of ['proof', 'pdf']) {
    const { code, out, errors } = await both(mode, ...names)
    expect({ code, errors }).toEqual({ code: 1, errors: '' })
    expect(out.match(/^WRONG/gm)).toHaveLength(names.length)
  }
})
