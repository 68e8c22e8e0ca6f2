import { expect, test } from 'vitest'
import { newKey, sha256, signerOf, signNote } from '#app/platform/audit-key.server.ts'
import { verifySignature } from '#app/platform/signature.server.ts'
import { formatCheckpoint } from './checkpoint.ts'
import { epochOf, formatDeclaration, originOf, parseDeclaration } from './epoch.ts'
import { formatKeys, isInTime, openSigned, parseKeys } from './log-keys.ts'

const name = 'test.example/log'
const [old, next, other] = [1, 2, 3].map((byte) =>
  signerOf(newKey(name, new Uint8Array(32).fill(byte)).secret),
)
if (!old || !next || !other) throw new Error('three keys')
const keys = [
  { key: old.key, from: { epoch: 1, size: 0 } },
  { key: next.key, from: { epoch: 1, size: 16 } },
]
const root = new Uint8Array(sha256(new Uint8Array()))
const noteAt = (size: number, epoch: number, by = old) =>
  signNote(by, formatCheckpoint({ origin: originOf(name, epoch), size, root }))

test('an origin says the epoch, and only of its own log', () => {
  for (const epoch of [1, 2, 30]) expect(epochOf(name, originOf(name, epoch))).toBe(epoch)
  for (const origin of [
    'test.example/lo',
    `${name}/epoch-1`,
    `${name}/epoch-02`,
    `${name}/epoch-`,
    `${name}/2`,
    '',
  ])
    expect([origin, epochOf(name, origin)]).toEqual([origin, null])
})

test('a declaration is read back, and is no checkpoint', () => {
  const declaration = {
    name,
    epoch: 2,
    kept: { size: 20, root },
    lost: { size: 35, root: new Uint8Array(sha256(root)), epoch: 1 },
    at: '2026-03-18T09:00:00.000Z',
    asked: 'user-a',
    declared: 'user-b',
  }
  const text = formatDeclaration(declaration)
  expect(parseDeclaration(text)).toEqual(declaration)
  for (const changed of [
    text.replace(' epoch 2', ' 2'),
    text.replace('kept 20', 'kept 020'),
    `${text}\n`,
    text.replace('user-b', 'a b'),
    '',
  ])
    expect(parseDeclaration(changed)).toBeNull()
})

test('a list of keys is read back; other orders, names and forms are not', () => {
  const text = formatKeys(keys)
  expect(formatKeys(parseKeys(sha256, text) ?? [])).toBe(text)
  expect(text.split('\n')[1]).toMatch(/ 1:16$/)
  const [first = '', second = ''] = text.split('\n')
  const foreign = newKey('other.example/log').public
  for (const changed of [
    `${second}\n${first}`,
    `${first} 1:0`,
    `${first}\n${second.replace('1:16', '0:16')}`,
    `${first}\n${foreign} 1:16`,
    `${text}${first} 1:15`,
    '',
  ])
    expect([changed, parseKeys(sha256, changed)]).toEqual([changed, null])
})

test('a checkpoint is opened by whoever signed it, and each key has its time', async () => {
  const open = (note: string) => openSigned(note, keys, verifySignature)
  const at = async (...given: Parameters<typeof noteAt>) => {
    const signed = open(await noteAt(...given))
    return signed && isInTime(signed, keys)
  }
  expect(open(await noteAt(16, 2))).toMatchObject({ epoch: 2, size: 16 })
  expect(await Promise.all([at(16, 1), at(16, 1, next), at(17, 1, next), at(3, 2, next)])).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(await Promise.all([at(17, 1), at(15, 1, next), at(3, 2)])).toEqual([false, false, false])
  expect(open(await noteAt(16, 1, other))).toBeNull()
  expect(open((await noteAt(16, 1)).replace('\n16\n', '\n17\n'))).toBeNull()
  const foreign = await signNote(old, formatCheckpoint({ origin: 'other.example/log', size: 1, root }))
  expect(open(foreign)).toBeNull()
})
