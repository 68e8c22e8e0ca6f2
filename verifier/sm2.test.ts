import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { formatProof } from '#app/domain/audit/checkpoint.ts'
import { base64, formatKey, keyId, type NoteKey, parseNote, sm2Kind } from '#app/domain/audit/note.ts'
import { leafHash } from '#app/domain/audit/tree.ts'
import { newKey, sha256, type Signer, signerOf } from '#app/platform/audit-key.server.ts'
import { profiles, verifySignature } from '#app/platform/signature.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { checkpointOf, entriesOf, key, logFiles, signer, verifyWithBoth, writeFiles } from './testing.ts'

const sm2 = newKey('test.example/log', undefined, profiles.sm2)
const sm2Signer = signerOf(sm2.secret)
const bothSign: Signer = { ...signer, second: sm2Signer }
const entries = entriesOf(Array.from({ length: 7 }, (_, i) => ({ dossier: 'application:1', text: `${i}` })))
const leaves = entries.map((entry) => leafHash(sha256, entry))

let folder = ''
beforeAll(async () => {
  folder = await testFolder('verifier-sm2')
})

const both = (...args: string[]) => verifyWithBoth(['--en', ...args], folder)

/** The proof of the only entry of a log. */
async function proofBy(by: Signer, published: string, change = (note: string) => note): Promise<string> {
  const [entry = new Uint8Array(), leaf = new Uint8Array()] = [entries[0], leaves[0]]
  const extra = `${published}\n${Buffer.from(leaf).toString('hex')}\n${Buffer.from(entry).toString()}`
  return formatProof({ extra, index: 0, path: [], note: change(await checkpointOf([leaf], 1, by)) })
}

test('both programs agree with the published examples', async () => {
  const shown = await both('selftest')
  expect(shown).toMatchObject({ code: 0, errors: '' })
  expect(shown.out).toContain('RFC 6962, C2SP, RFC 8032, GB/T 32905 and GB/T 32918')
})

test('a log signed by SM2 is right, and wrong when a signature is changed', async () => {
  const files = await logFiles(entries, [3, 7], sm2Signer)
  await writeFiles(join(folder, 'sm2'), files)
  expect(await both('--key', sm2.public, 'export', 'sm2')).toMatchObject({ code: 0, errors: '' })
  expect((await both('--key', key.public, 'export', 'sm2')).out).toContain('is not the given key')
  const text = Buffer.from(files.get('checkpoints') ?? '').toString()
  await writeFile(join(folder, 'sm2/checkpoints'), text.replace(/(— \S+ \S{30})(.)/, swapped))
  const changed = await both('--key', sm2.public, 'export', 'sm2')
  expect(changed.code).toBe(1)
  expect(changed.out).toMatch(/checkpoints (bears no valid signature|is no signed checkpoint)/)
})

test('what both keys signed is checked with either, and with no third one', async () => {
  await writeFiles(join(folder, 'both'), await logFiles(entries, [3, 7], bothSign))
  await writeFile(join(folder, 'both.proof'), await proofBy(bothSign, key.public))
  const other = newKey('test.example/log', undefined, profiles.sm2)
  for (const [given, code] of [
    [key.public, 0],
    [sm2.public, 0],
    [other.public, 1],
  ] as const) {
    expect((await both('--key', given, 'export', 'both')).code).toBe(code)
    expect((await both('--key', given, 'proof', 'both.proof')).code).toBe(code)
  }
  expect((await both('--key', other.public, 'export', 'both')).out).toContain('is not the given key')
})

test('who changes the SM2 signature beside a good one is found with the SM2 key', async () => {
  const last = (note: string) =>
    note.replace(/(— \S+ \S{30})(.)(\S+\n)$/, (_, a, b, c) => swapped('', a, b) + c)
  await writeFile(join(folder, 'half.proof'), await proofBy(bothSign, key.public, last))
  expect((await both('--key', key.public, 'proof', 'half.proof')).code).toBe(0)
  const found = await both('--key', sm2.public, 'proof', 'half.proof')
  expect(found.out).toContain('bears no valid signature of the key')
})

test('the two programs and sm-crypto-v2 agree on good, changed and malformed signatures and keys', async () => {
  const cases: { name: string; good: boolean }[] = []
  const bytes = fc.sample(fc.tuple(fc.nat(3), fc.nat(63), fc.integer({ min: 1, max: 255 })), {
    seed: 32918,
    numRuns: 120,
  })
  for (const [i, [kind, at, by]] of bytes.entries()) {
    const public_ = Uint8Array.from(sm2Signer.key.publicKey)
    const own = kind === 1 ? keyOf(flipped(public_, 7 + at, by)) : sm2Signer.key
    const proof = await proofBy({ ...sm2Signer, key: own }, formatKey(own), (note) => {
      const parsed = parseNote(note)
      const [signature] = parsed?.signatures ?? []
      if (!parsed || !signature) throw new Error('no note')
      const changed = [signature.bytes, signature.bytes, flipped(signature.bytes, at, by), extreme(by)][kind]
      const line = Buffer.concat([own.id, changed ?? new Uint8Array()])
      cases.push({
        name: `${i}.proof`,
        good: verifySignature(own, Buffer.from(parsed.text), changed ?? new Uint8Array()),
      })
      return `${parsed.text}\n— ${own.name} ${base64(line)}\n`
    })
    await writeFile(join(folder, `${i}.proof`), proof)
  }
  expect(cases.some(({ good }) => good)).toBe(true)
  const { out, errors } = await both('proof', ...cases.map(({ name }) => name))
  expect(errors).toBe('')
  const right = new Set([...out.matchAll(/^OK: (\d+\.proof)/gm)].map(([, name]) => name))
  expect(cases.filter(({ name, good }) => right.has(name) !== good)).toEqual([])
})

function swapped(_: string, before: string, char: string): string {
  return before + (char === 'A' ? 'B' : 'A')
}

function flipped(bytes: Uint8Array, at: number, by: number): Uint8Array {
  return Uint8Array.from(bytes, (byte, i) => (i === at % bytes.length ? byte ^ by : byte))
}

/** Numbers at the edges of what r and s may be: 0, 1, the order and its neighbours, all ones. */
function extreme(choice: number): Uint8Array {
  const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
  const edges = [0n, 1n, order - 1n, order, order + 1n, 2n ** 256n - 1n]
  const pair = [edges[choice % 6] ?? 0n, edges[Math.floor(choice / 6) % 6] ?? 0n]
  return Buffer.from(pair.map((edge) => edge.toString(16).padStart(64, '0')).join(''), 'hex')
}

function keyOf(publicKey: Uint8Array): NoteKey {
  const { name } = sm2Signer.key
  return { name, id: keyId(sha256, name, sm2Kind, publicKey), kind: sm2Kind, publicKey }
}
