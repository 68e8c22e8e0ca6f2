import { expect, test } from 'vitest'
import { base64, formatNote } from '#app/domain/audit/note.ts'
import { formatCheckpoint } from '#app/domain/audit/checkpoint.ts'
import { leafHash, nodeHash } from '#app/domain/audit/tree.ts'
import { newKey, sha256, signerOf } from '#app/platform/audit-key.server.ts'
import { profiles } from '#app/platform/signature.server.ts'
import { checkProof, printedIn, type PublicProof } from './check-proof.ts'

const key = newKey('test.example/log')
const [first, second] = [1, 2].map((byte) => leafHash(sha256, new Uint8Array([byte]))) as [
  Uint8Array,
  Uint8Array,
]
const leaf = Buffer.from(second).toString('hex')

async function proof(by = key): Promise<PublicProof> {
  const signer = signerOf(by.secret)
  const text = formatCheckpoint({ origin: signer.key.name, size: 2, root: nodeHash(sha256, first, second) })
  const bytes = await signer.sign(new TextEncoder().encode(text))
  const note = formatNote({ text, signatures: [{ ...signer.key, bytes }] })
  return { index: 1, leaf, path: [base64(first)], note, key: by.public }
}

test('the browser finds right what is right', async () => {
  const printed = leaf.slice(0, 16).match(/.{4}/g)?.join(' ') ?? ''
  expect(await checkProof(await proof(), printed)).toEqual({
    printed: 'right',
    included: 'right',
    signed: 'right',
  })
  expect((await checkProof(await proof(), leaf)).printed).toBe('right')
})

test('and wrong what is wrong', async () => {
  const good = await proof()
  expect((await checkProof(good, 'ffff ffff ffff ffff')).printed).toBe('wrong')
  expect((await checkProof(good, leaf.slice(0, 8))).printed).toBe('wrong')
  for (const other of [{ index: 0 }, { path: [] }, { path: ['AA=='] }, { leaf: 'zz' }, { note: 'none' }])
    expect((await checkProof({ ...good, ...other }, null)).included).toBe('wrong')
  for (const other of [
    { key: newKey('test.example/log').public },
    { key: '' },
    { note: good.note.replace('\n2\n', '\n3\n') },
  ])
    expect((await checkProof({ ...good, ...other }, null)).signed).toBe('wrong')
})

test('whatever follows the address is compared, and what is no hash is not one', async () => {
  expect(printedIn('')).toBe(null)
  expect(printedIn('#')).toBe(null)
  const good = await proof()
  const spaced = leaf.slice(0, 16).match(/.{4}/g)?.join('%20') ?? ''
  expect((await checkProof(good, printedIn(`#${spaced}`))).printed).toBe('right')
  for (const junk of ['%', '%E0%A4%A', `${leaf}%`, '<b>'])
    expect((await checkProof(good, printedIn(`#${junk}`))).printed).toBe('wrong')
})

test('a log signed by SM2 is checked as well', async () => {
  const sm2 = newKey('test.example/log', undefined, profiles.sm2)
  const good = await proof(sm2)
  expect(await checkProof(good, leaf)).toEqual({ printed: 'right', included: 'right', signed: 'right' })
  for (const other of [
    { note: good.note.replace('\n2\n', '\n3\n') },
    { key: newKey('test.example/log', undefined, profiles.sm2).public },
    { key: key.public },
  ])
    expect((await checkProof({ ...good, ...other }, null)).signed).toBe('wrong')
})

test('what the browser cannot do is unknown', async () => {
  expect(await checkProof(await proof(), null, undefined)).toMatchObject({ printed: 'unknown' })
  const old = {
    digest: crypto.subtle.digest.bind(crypto.subtle),
    importKey: () => Promise.reject(new Error()),
  }
  expect(await checkProof(await proof(), null, old as unknown as SubtleCrypto)).toEqual({
    printed: 'unknown',
    included: 'right',
    signed: 'unknown',
  })
})
