import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCheckpoint, formatProof, parseCheckpoint, parseProof } from './checkpoint.ts'
import {
  base64,
  formatKey,
  formatNote,
  fromBase64,
  type NoteKey,
  openNote,
  parseKey,
  parseNote,
} from './note.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const spki = (key: Uint8Array) => Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
const pkcs8 = (seed: Uint8Array) =>
  Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
const verified = (key: NoteKey, text: Uint8Array, signature: Uint8Array) =>
  verify(null, text, createPublicKey({ key: spki(key.publicKey), format: 'der', type: 'spki' }), signature)

/** Example of C2SP signed-note. */
const example = {
  key: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note: `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`,
}

/** Example of golang.org/x/mod/sumdb/note, from which the specification comes. */
const neumann = {
  seed: 'gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=',
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: `If you think cryptography is the answer to your problem,
then you don't know what your problem is.
`,
  signature: 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
}

test.each([example.key, neumann.key])('the published key %s is read and written', (text) => {
  const key = parseKey(sha256, text)
  expect(key && formatKey(key)).toBe(text)
  expect(parseKey(sha256, text.replace(/\+[0-9a-f]/, '+f'))).toBeNull()
})

test('the published notes verify, and not after any change of a character', () => {
  const key = keyOf(example.key)
  expect(openNote(example.note, key, verified)).toBe('This is an example message.\n')
  for (let at = 0; at < example.note.length; at++) {
    const changed = `${example.note.slice(0, at)}${example.note[at] === 'A' ? 'B' : 'A'}${example.note.slice(at + 1)}`
    expect(openNote(changed, key, verified)).toBeNull()
  }
  expect(openNote(example.note, keyOf(neumann.key), verified)).toBeNull()
})

test('signing writes the published note', () => {
  const { text } = neumann
  const seed = Buffer.from(neumann.seed, 'base64')
  const key = keyOf(neumann.key)
  const own = createPrivateKey({ key: pkcs8(seed), format: 'der', type: 'pkcs8' })
  const bytes = sign(null, Buffer.from(text), own)
  const note = formatNote({ text, signatures: [{ name: key.name, id: key.id, bytes }] })
  expect(note).toBe(`${text}\n— PeterNeumann ${neumann.signature}\n`)
  expect(openNote(note, key, verified)).toBe(text)
})

test('the checkpoint of C2SP tlog-checkpoint', () => {
  const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
  const checkpoint = parseCheckpoint(text)
  expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 })
  expect(checkpoint && formatCheckpoint(checkpoint)).toBe(text)
  for (const wrong of ['', 'a\n1\n', text.replace('2085', '0085'), text.replace('2I=', '2J='), `${text}x\n`])
    expect(parseCheckpoint(wrong)).toBeNull()
})

test('a proof comes back as it went in; junk is none', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(fc.option(fc.string()), fc.nat(), fc.array(hash), (extra, index, path) => {
      const wellFormed = extra?.isWellFormed() === false ? null : extra
      const proof = { extra: wellFormed, index, path, note: 'a\n1\nb\n\n— a b\n' }
      expect(parseProof(formatProof(proof))).toEqual(proof)
    }),
  )
  fc.assert(fc.property(fc.string(), (junk) => parseProof(junk) === null && parseNote(junk) === null))
})

test('base64 has one text for one content', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase64(base64(bytes))).toEqual(bytes)
    }),
  )
  for (const wrong of ['QQ', 'QR==', 'Q Q=', 'QQ==\n', '=', 'Q===']) expect(fromBase64(wrong)).toBeNull()
})

function keyOf(text: string): NoteKey {
  const key = parseKey(sha256, text)
  if (!key) throw new Error(`no key: ${text}`)
  return key
}
