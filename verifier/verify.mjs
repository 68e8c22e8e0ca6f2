#!/usr/bin/env node
// Checks the audit log of Qixiang, offline and without Qixiang: node:crypto and reading files, nothing else.
// Formats: RFC 6962 (tree), RFC 8032 (Ed25519), GB/T 32905 and 32918 (SM3, SM2), C2SP tlog-tiles, tlog-checkpoint,
// signed-note, tlog-proof, tlog-witness. See README.md.
import * as crypto from 'node:crypto'
import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateRawSync, inflateSync } from 'node:zlib'
import { differenceIn, drawAgain, readDraw, readRanking } from './scoring.mjs'

const words = JSON.parse(readFileSync(fileURLToPath(new URL('words.json', import.meta.url)), 'utf8'))
const vectors = JSON.parse(readFileSync(fileURLToPath(new URL('vectors.json', import.meta.url)), 'utf8'))
const knownVersion = 2
const smallFile = 1 << 20
const middleFile = 1 << 24
const largeFile = 1 << 28
/** bytes of data that a document may unpack to */
const largeData = 1 << 26
const shownFindings = 20

/** What is wrong, as a word of words.json and its parameters. */
export class Wrong extends Error {
  constructor(word, params = {}) {
    super(word)
    this.word = word
    this.params = params
  }
}

// ---- hashes ------------------------------------------------------------------------------------------------------

const { createHash, createHmac, createPublicKey, verify: verifySignature } = crypto

// `hash` came with Node 20.12
export const sha256 = crypto.hash
  ? (bytes) => crypto.hash('sha256', bytes, 'buffer')
  : (bytes) => createHash('sha256').update(bytes).digest()

function leafHash(entry) {
  return sha256(Buffer.concat([Buffer.from([0]), entry]))
}

const pair = Buffer.alloc(65, 1)
export function nodeHash(left, right) {
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}

export function powerBelow(count) {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/** RFC 6962 2.1.1: from the leaf upwards; null when the path has a wrong length. */
function rootFromPath(index, size, leaf, path) {
  const sides = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + powerBelow(to - from)
    sides.unshift(index < middle ? 'right' : 'left')
    if (index < middle) to = middle
    else from = middle
  }
  if (sides.length !== path.length) return null
  return path.reduce(
    (node, hash, i) => (sides[i] === 'left' ? nodeHash(hash, node) : nodeHash(node, hash)),
    leaf,
  )
}

/** RFC 6962 2.1.2. */
export function continues(old, now, path) {
  if (old.size > now.size) return false
  if (old.size === now.size) return path.length === 0 && old.root.equals(now.root)
  if (old.size === 0) return path.length === 0 && old.root.equals(sha256(Buffer.alloc(0)))
  const sides = []
  let [from, to] = [0, now.size]
  while (to !== old.size) {
    const middle = from + powerBelow(to - from)
    sides.unshift(old.size <= middle ? 'right' : 'left')
    if (old.size <= middle) to = middle
    else from = middle
  }
  const rest = from === 0 ? path : path.slice(1)
  const start = from === 0 ? old.root : path[0]
  if (!start || rest.length !== sides.length) return false
  let [oldRoot, newRoot] = [start, start]
  for (const [i, hash] of rest.entries()) {
    if (sides[i] === 'left') oldRoot = nodeHash(hash, oldRoot)
    newRoot = sides[i] === 'left' ? nodeHash(hash, newRoot) : nodeHash(newRoot, hash)
  }
  return oldRoot.equals(old.root) && newRoot.equals(now.root)
}

/** A tree that grows leaf by leaf and hands out the hashes of its tile rows. */
class Tree {
  size = 0
  peaks = []
  add(leaf, toRow) {
    let [node, height] = [leaf, 0]
    toRow(0, leaf)
    for (; this.peaks[height]; height++) {
      node = nodeHash(this.peaks[height], node)
      this.peaks[height] = null
      if ((height + 1) % 8 === 0) toRow((height + 1) / 8, node)
    }
    this.peaks[height] = node
    this.size++
  }
  root() {
    let node = null
    for (const peak of this.peaks) if (peak) node = node ? nodeHash(peak, node) : peak
    return node ?? sha256(Buffer.alloc(0))
  }
}

// ---- Ed25519 (RFC 8032) ------------------------------------------------------------------------------------------

function goodEd25519(publicKey, text, signature) {
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  try {
    return verifySignature(null, text, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
  } catch {
    return false
  }
}

// ---- SM3 (GB/T 32905) and SM2 (GB/T 32918): node:crypto leaves the user identity out of the hash ------------------

function turn(word, by) {
  return by % 32 === 0 ? word : (word << (by % 32)) | (word >>> (32 - (by % 32)))
}

function sm3(bytes) {
  const padded = Buffer.alloc(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  padded.writeBigUInt64BE(BigInt(bytes.length) * 8n, padded.length - 8)
  let state = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]
  for (let at = 0; at < padded.length; at += 64) {
    const w = Array.from({ length: 16 }, (_, i) => padded.readInt32BE(at + i * 4))
    for (let i = 16; i < 68; i++) {
      const x = w[i - 16] ^ w[i - 9] ^ turn(w[i - 3], 15)
      w[i] = x ^ turn(x, 15) ^ turn(x, 23) ^ turn(w[i - 13], 7) ^ w[i - 6]
    }
    let [a, b, c, d, e, f, g, h] = state
    for (let i = 0; i < 64; i++) {
      const first = turn((turn(a, 12) + e + turn(i < 16 ? 0x79cc4519 : 0x7a879d8a, i)) | 0, 7)
      const ff = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
      const gg = i < 16 ? e ^ f ^ g : (e & f) | (~e & g)
      const t = (gg + h + first + w[i]) | 0
      ;[d, c, b, a] = [c, turn(b, 9), a, (ff + d + (first ^ turn(a, 12)) + (w[i] ^ w[i + 4])) | 0]
      ;[h, g, f, e] = [g, turn(f, 19), e, t ^ turn(t, 9) ^ turn(t, 17)]
    }
    state = [a, b, c, d, e, f, g, h].map((word, i) => word ^ state[i])
  }
  const hash = Buffer.alloc(32)
  for (const [i, word] of state.entries()) hash.writeInt32BE(word | 0, i * 4)
  return hash
}

const sm2 = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  base: [
    0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
    0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
    1n,
  ],
}
const sm2Label = Buffer.from('sm2-sm3')
const sm2User = Buffer.from('1234567812345678')

function numberOf(bytes) {
  return BigInt(`0x${bytes.toString('hex') || '0'}`)
}

function bytesOf(number) {
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex')
}

function reduced(number, modulus = sm2.p) {
  const rest = number % modulus
  return rest < 0n ? rest + modulus : rest
}

function inverse(number, modulus) {
  let [a, b, x, y] = [modulus, reduced(number, modulus), 0n, 1n]
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y]
  return reduced(x, modulus)
}

/** Points as [X, Y, Z] with x = X/Z², y = Y/Z³; Z = 0 is infinity. The curve's a is -3. */
function doubled([x, y, z]) {
  const square = reduced(y * y)
  const s = 4n * x * square
  const m = 3n * (x - z * z) * (x + z * z)
  const newX = reduced(m * m - 2n * s)
  return [newX, reduced(m * (s - newX) - 8n * square * square), reduced(2n * y * z)]
}

function added(p, q) {
  if (p[2] === 0n) return q
  if (q[2] === 0n) return p
  const [pz, qz] = [reduced(p[2] * p[2]), reduced(q[2] * q[2])]
  const [u, s] = [reduced(p[0] * qz), reduced(p[1] * qz * q[2])]
  const [h, r] = [reduced(q[0] * pz - u), reduced(q[1] * pz * p[2] - s)]
  if (h === 0n) return r === 0n ? doubled(p) : [1n, 1n, 0n]
  const [hh, hhh] = [reduced(h * h), reduced(h * h * h)]
  const x = reduced(r * r - hhh - 2n * u * hh)
  return [x, reduced(r * (u * hh - x) - s * hhh), reduced(h * p[2] * q[2])]
}

/** @param publicKey 4 and both coordinates. A signature is r and s, 32 bytes each. */
function goodSm2(publicKey, text, signature) {
  if (publicKey.length !== 65 || publicKey[0] !== 4 || signature.length !== 64) return false
  const [x, y] = [numberOf(publicKey.subarray(1, 33)), numberOf(publicKey.subarray(33))]
  if (x >= sm2.p || y >= sm2.p || reduced(y * y - x * x * x + 3n * x - sm2.b) !== 0n) return false
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))]
  const t = reduced(r + s, sm2.n)
  if (r === 0n || s === 0n || r >= sm2.n || s >= sm2.n || t === 0n) return false

  const curve = [sm2.p - 3n, sm2.b, sm2.base[0], sm2.base[1]].map(bytesOf)
  const owner = sm3(Buffer.concat([Buffer.from([0, 128]), sm2User, ...curve, publicKey.subarray(1)]))
  const e = numberOf(sm3(Buffer.concat([owner, text])))
  const own = [x, y, 1n]
  const both = added(sm2.base, own)
  let sum = [1n, 1n, 0n]
  for (let bit = 255n; bit >= 0n; bit--) {
    sum = doubled(sum)
    const [inS, inT] = [(s >> bit) & 1n, (t >> bit) & 1n]
    if (inS || inT) sum = added(sum, inS && inT ? both : inS ? sm2.base : own)
  }
  if (sum[2] === 0n) return false
  const affine = reduced(sum[0] * inverse(sum[2] * sum[2], sm2.p))
  return reduced(e + affine, sm2.n) === r
}

// ---- formats -----------------------------------------------------------------------------------------------------

/** Only the one text that encodes the bytes. */
function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
function utf8(bytes) {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

/** `name+hash+base64(1, Ed25519 key)` or `name+hash+base64(255, sm2-sm3, SM2 key)`. */
function parseKey(text) {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text)
  const content = found && fromBase64(found[3])
  const verify = content && verifierOf(content)
  if (!verify) return null
  const id = sha256(Buffer.concat([Buffer.from(`${found[1]}\n`), content])).subarray(0, 4)
  return id.toString('hex') === found[2] ? { text, name: found[1], id, verify } : null
}

function verifierOf(content) {
  if (content.length === 33 && content[0] === 1)
    return (text, signature) => goodEd25519(content.subarray(1), text, signature)
  const point = content.subarray(1 + sm2Label.length)
  if (content[0] !== 255 || !content.subarray(1, 1 + sm2Label.length).equals(sm2Label) || point.length !== 65)
    return null
  return (text, signature) => goodSm2(point, text, signature)
}

/** One key per line, the oldest first; behind each but the first, `epoch:size` from which on it signs. */
export function parseKeys(text) {
  const keys = []
  for (const [i, line] of text.split('\n').entries()) {
    const found = /^(\S+)(?: ([1-9][0-9]{0,5}):(0|[1-9][0-9]{0,15}))?$/.exec(line)
    const key = found && parseKey(found[1])
    if (!key || (found[2] === undefined) !== (i === 0)) return null
    const from = i === 0 ? { epoch: 1, size: 0 } : { epoch: Number(found[2]), size: Number(found[3]) }
    const last = keys.at(-1)
    if (last && (last.name !== key.name || isBefore(from, last.from))) return null
    keys.push({ ...key, from })
  }
  return keys
}

function isBefore(a, b) {
  return a.epoch < b.epoch || (a.epoch === b.epoch && a.size < b.size)
}

/** Number of the epoch that an origin names, null when it is another log's. */
function epochOf(name, origin) {
  if (origin === name) return 1
  const found = /^\/epoch-([1-9][0-9]{0,5})$/.exec(origin.startsWith(name) ? origin.slice(name.length) : '')
  return found && Number(found[1]) > 1 ? Number(found[1]) : null
}

/** The places in `keys` of those that signed the text, each signature checked. */
function signersOf(file, word, text, lines, keys) {
  const signatures = lines
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, name, content] = line.split(' ')
      const bytes = fromBase64(content)
      if (!bytes || bytes.length < 5) throw new Wrong(word, { file })
      return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) }
    })
  const signers = []
  for (const [at, key] of keys.entries()) {
    const own = signatures.filter(({ name, id }) => name === key.name && id.equals(key.id))
    if (own.length === 0) continue
    if (own.length > 1 || !key.verify(Buffer.from(text), own[0].bytes))
      throw new Wrong('bad_signature', { file, key: key.text })
    signers.push(at)
  }
  if (signers.length === 0) throw new Wrong('bad_signature', { file, key: keys.at(-1).text })
  return signers
}

/** The checkpoint in a signed note. `anyTime`: by whichever key, also before or after its time. */
export function openCheckpoint(file, note, keys, { anyTime = false } = {}) {
  const found =
    /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]+)\n\n((?:\u2014 [^+\s]+ [A-Za-z0-9+/=]+\n)+)$/.exec(
      note,
    )
  const root = found && fromBase64(found[3])
  if (!root || root.length !== 32) throw new Wrong('bad_checkpoint', { file })
  const text = `${found[1]}\n${found[2]}\n${found[3]}\n`
  const signers = signersOf(file, 'bad_checkpoint', text, found[4], keys)
  const epoch = epochOf(keys[0].name, found[1])
  if (epoch === null) throw new Wrong('bad_origin', { file, origin: found[1] })
  const head = { origin: found[1], epoch, size: Number(found[2]), root, signers }
  if (!anyTime) checkInTime(file, signers, keys, head)
  return head
}

/** Each of the keys signed between its beginning and that of the key after it. */
function checkInTime(file, signers, keys, { epoch, size }) {
  const place = { epoch, size }
  for (const at of signers)
    if (isBefore(place, keys[at].from) || (keys[at + 1] && isBefore(keys[at + 1].from, place)))
      throw new Wrong('out_of_time', { file, key: keys[at].text, epoch, size })
}

/** The keys to check with: the given ones, later ones too, among which are the log's own, or of which some signed beside them. */
function pinnedOrOwn(file, pinned, own, note) {
  if (!pinned) return own
  const given = own.map((key) => pinned.find(({ text }) => text === key.text))
  if (given.every((key) => key !== undefined)) {
    const moved =
      pinned.length > 1 && given.some(({ from }, i) => own.length > 1 && isOther(from, own[i].from))
    if (moved) throw new Wrong('other_times', { file })
    return pinned.length > 1 ? pinned : given
  }
  if (pinned.length === 1 && own.some(({ text }) => text === pinned[0].text))
    throw new Wrong('more_keys', { file, count: own.length })
  for (const line of given.some((key) => key !== undefined) ? [] : note.split('\n')) {
    const [, name, content] = /^\u2014 ([^+\s]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? []
    if (name === undefined || name !== pinned[0].name || name !== own[0].name) continue
    const id = fromBase64(content)?.subarray(0, 4)
    if (pinned.some((key) => id?.equals(key.id))) return pinned
  }
  throw new Wrong('foreign_key', { file, key: pinned.map(({ text }) => text).join(' ') })
}

function isOther(a, b) {
  return isBefore(a, b) || isBefore(b, a)
}

/** What two people declared lost, in order: each a signed declaration and the checkpoint of what was lost. */
function readEpochs(folder, keys) {
  return parseEpochs('epochs', readText(join(folder, 'epochs'), 'epochs', 'bad_epochs'), keys)
}

export function parseEpochs(file, text, keys) {
  const notes = text.match(/(?:[^\n]+\n)+\n(?:\u2014 [^+\s]+ [A-Za-z0-9+/=]+\n)+/g) ?? []
  if (notes.join('') !== text || notes.length === 0 || notes.length % 2)
    throw new Wrong('bad_epochs', { file })
  const epochs = []
  for (let i = 0; i < notes.length; i += 2) {
    const one = openDeclaration(file, notes[i], keys)
    const lost = openCheckpoint(file, notes[i + 1], keys, { anyTime: true })
    const { size, root, epoch } = one.lost
    if (lost.size !== size || lost.epoch !== epoch || !lost.root.equals(root))
      throw new Wrong('bad_epochs', { file })
    const last = epochs.at(-1)
    if (last && (one.epoch <= last.epoch || one.kept.size <= last.kept.size))
      throw new Wrong('bad_epochs', { file })
    epochs.push(one)
  }
  return epochs
}

function openDeclaration(file, note, keys) {
  const split = note.indexOf('\n\n')
  const text = note.slice(0, split + 1)
  const found =
    /^(\S+) epoch ([1-9][0-9]{0,5})\nkept (0|[1-9][0-9]{0,15}) (\S+)\nlost ([1-9][0-9]{0,15}) (\S+) of epoch ([1-9][0-9]{0,5})\nat (\S+)\nasked by (\S+)\ndeclared by (\S+)\n$/.exec(
      text,
    )
  const [kept, lost] = [found?.[4], found?.[6]].map((root) => fromBase64(root ?? ''))
  if (!found || found[1] !== keys[0].name || kept?.length !== 32 || lost?.length !== 32)
    throw new Wrong('bad_epochs', { file })
  signersOf(file, 'bad_epochs', text, note.slice(split + 2), keys)
  return {
    epoch: Number(found[2]),
    kept: { size: Number(found[3]), root: kept },
    lost: { size: Number(found[5]), root: lost, epoch: Number(found[7]) },
    at: found[8],
    asked: found[9],
    declared: found[10],
  }
}

const proofHead = 'c2sp.org/tlog-proof@v1\n'
const laterProof = /^c2sp\.org\/tlog-proof@v(?:[2-9]|[1-9][0-9]+)\n/
const dataHead = 'qixiang-document@v1\n'
/** canonical JSON of an application as it was sent in */
const editionHead = '{"application":{'
/** PK, 3, 4 */
const zipHead = 0x04034b50
/** bytes at the end of a document in which a seal lies, signed by two keys at most */
const sealLength = 4096

function checkProof(file, text, pinned) {
  return openProof(file, text, pinned).lines
}

function openProof(file, text, pinned) {
  if (laterProof.test(text)) throw new Wrong('newer_proof', { file })
  const split = text.indexOf('\n\n')
  const found = /^extra ([A-Za-z0-9+/=]+)\nindex (0|[1-9][0-9]{0,15})\n((?:[A-Za-z0-9+/=]+\n)*)$/.exec(
    text.slice(proofHead.length, split + 1),
  )
  const content = found && fromBase64(found[1])
  const extra = content && utf8(content)
  const parts = extra && /^([^\n]+)\n([0-9a-f]{64})\n([^\n]*)(?:\n([^]*))?$/.exec(extra)
  if (!text.startsWith(proofHead) || split < 0 || !parts) throw new Wrong('bad_proof', { file })
  const path = found[3].split('\n').slice(0, -1).map(fromBase64)
  if (path.some((hash) => hash?.length !== 32)) throw new Wrong('bad_proof', { file })

  const own = parseKeys(parts[1])
  if (!own) throw new Wrong('bad_key', { file })
  const note = text.slice(split + 2)
  const fitting = pinnedOrOwn(file, pinned, own, note)
  const keys = pinned?.length > 1 ? pinned : fitting
  const head = openCheckpoint(file, note, keys)
  const { origin, size, root } = head
  const index = Number(found[2])
  const leaf = Buffer.from(parts[2], 'hex')
  const entry = parts[3] === '' ? null : Buffer.from(parts[3])
  if (entry && !leafHash(entry).equals(leaf)) throw new Wrong('bad_entry', { file, index })
  const reached = index < size ? rootFromPath(index, size, leaf, path) : null
  if (!reached?.equals(root)) throw new Wrong('not_included', { file, index })
  const lines = [say('ok_proof', { file, index, short: short(leaf), origin, size })]
  if (entry) {
    const event = parseEvent(entry, index)
    lines.push(say('event', { ...event, dossier: event.dossier }))
    for (const [field, value] of openings(file, entry, parts[4])) lines.push(say('said', { field, value }))
  }
  return { index, leaf, entry, keys, head, lines: pinned ? lines : [...lines, sayKey(own)] }
}

/** Personal values that came with the entry, each opening the commitment at its place: HMAC-SHA-256 under its key. */
function openings(file, entry, text) {
  if (text === undefined) return []
  let given = null
  try {
    given = JSON.parse(text)
  } catch {
    throw new Wrong('bad_proof', { file })
  }
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    throw new Wrong('bad_proof', { file })
  return Object.entries(given).map(([field, opening]) => {
    const { key, value } = opening ?? {}
    const texts = typeof key === 'string' && typeof value === 'string'
    if (!texts || !/^[0-9a-f]{64}$/.test(key) || !/^[a-z][A-Za-z.]*$/.test(field))
      throw new Wrong('bad_proof', { file })
    let place = JSON.parse(utf8(entry))
    for (const step of [...field.split('.'), 'hmac'])
      place = place !== null && typeof place === 'object' && Object.hasOwn(place, step) ? place[step] : null
    if (place !== createHmac('sha256', Buffer.from(key, 'hex')).update(value).digest('hex'))
      throw new Wrong('bad_value', { file, field })
    return [field, value]
  })
}

/** The first 16 hexadecimal digits in groups of four, as printed on documents. */
function short(hash) {
  return hash.subarray(0, 8).toString('hex').match(/.{4}/g).join(' ')
}

function parseEvent(entry, index) {
  let event = null
  try {
    event = JSON.parse(utf8(entry) ?? '')
  } catch {
    throw new Wrong('no_event', { index })
  }
  const { version, object, n, prev, time, act, result } = event ?? {}
  if (Number.isSafeInteger(version) && version > knownVersion) throw new Wrong('newer', { index, version })
  const texts = [object?.dossier, time, act, result]
  if (
    !Number.isSafeInteger(version) ||
    version < 1 ||
    !Number.isSafeInteger(n) ||
    !(prev === null || typeof prev === 'string') ||
    texts.some((text) => typeof text !== 'string')
  )
    throw new Wrong('no_event', { index })
  const { actor, after } = event
  return { dossier: object.dossier, n, prev, time, act, result, object: object.id, actor: actor?.id, after }
}

export function numberPath(index, width) {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return width === 256 ? path : `${path}.p/${width}`
}

// ---- files -------------------------------------------------------------------------------------------------------

function read(path, file, limit = smallFile) {
  let open
  try {
    open = openSync(path, 'r')
    const { size } = fstatSync(open)
    if (size > limit) throw new Wrong('too_big', { file })
    return readFileSync(open)
  } catch (error) {
    throw error instanceof Wrong
      ? error
      : new Wrong(error.code === 'ENOENT' ? 'missing' : 'unreadable', { file })
  } finally {
    if (open !== undefined) closeSync(open)
  }
}

function readText(path, file, word) {
  const text = utf8(read(path, file))
  if (text === null) throw new Wrong(word, { file })
  return text
}

function isFolder(path) {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

function filesIn(folder, prefix = '') {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesIn(join(folder, entry.name), `${prefix}${entry.name}/`)
      : [prefix + entry.name],
  )
}

// ---- a whole log -------------------------------------------------------------------------------------------------

/**
 * Checks every byte of an exported folder. `wanted`: a dossier whose entries are to be listed; `roots`: sizes at which
 * the root is to be noted. Findings of files are collected, so that each damaged entry is named.
 */
function checkExport(folder, pinned, { wanted = null, roots = new Map() } = {}) {
  if (!isFolder(folder)) throw new Wrong('unreadable', { file: folder })
  const present = new Set(filesIn(folder))
  const keys = keysOf(folder, pinned)
  const now = openCheckpoint(
    'checkpoint',
    readText(checkpointIn(folder), 'checkpoint', 'bad_checkpoint'),
    keys,
  )
  const findings = []
  const note = (word, params) => findings.push(new Wrong(word, params))
  const epochs = present.has('epochs') ? readEpochs(folder, keys) : []
  const history = checkHistory(folder, keys, now, note)
  checkTimes(keys, epochs, now, history, note)
  const expected = new Set(['key', 'checkpoint', 'checkpoints', ...(epochs.length > 0 ? ['epochs'] : [])])
  const asked = []

  const tree = new Tree()
  const rows = []
  const dossiers = new Map()
  const listed = []
  function toRow(level, hash) {
    const row = (rows[level] ??= { level, index: 0, hashes: [] })
    row.hashes.push(hash)
    if (row.hashes.length === 256) endTile(row)
  }
  function endTile(row) {
    const { level, hashes } = row
    const first = row.index * 256
    const width = Math.min(256, Math.floor(now.size / 256 ** level) - first)
    const file = `tile/${level}/${numberPath(row.index, width)}`
    row.index++
    row.hashes = []
    expected.add(file)
    if (!present.has(file)) return note('missing', { file })
    const bytes = read(join(folder, file), file)
    if (bytes.length !== width * 32) return note('tile_size', { file })
    if (bytes.equals(Buffer.concat(hashes))) return
    for (const [i, hash] of hashes.entries())
      if (!hash.equals(bytes.subarray(i * 32, i * 32 + 32)))
        note(level === 0 ? 'hash' : 'node', { file, index: first + i })
  }
  function follow(entry, leaf, index) {
    let event
    try {
      event = parseEvent(entry, index)
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      return findings.push(error)
    }
    const { dossier, n, prev } = event
    if (event.act === 'epoch.ask' || event.act === 'epoch.declare') asked.push(event)
    const last = dossiers.get(dossier)
    if (n !== (last?.n ?? 0) + 1) note('number', { index, dossier, n, expected: (last?.n ?? 0) + 1 })
    else if (prev !== (last ? last.leaf.toString('hex') : null)) note('prev', { index, dossier })
    dossiers.set(dossier, { n, leaf })
    if (dossier === wanted) listed.push(say('line', { ...event, index, short: short(leaf) }))
  }

  const signed = new Map(history.toReversed().map(({ size, root }) => [size, root]))
  const kept = new Map(epochs.map((one) => [one.kept.size, one.kept.root]))
  function atSize() {
    const before = kept.get(tree.size)
    if (before && !tree.root().equals(before)) note('root', { size: tree.size, file: 'epochs' })
    if (roots.has(tree.size)) roots.set(tree.size, tree.root())
    const root = signed.get(tree.size)
    if (root && !tree.root().equals(root)) note('root', { size: tree.size, file: 'checkpoints' })
  }
  atSize()
  for (let bundle = 0; bundle * 256 < now.size; bundle++) {
    const width = Math.min(256, now.size - bundle * 256)
    const file = `tile/entries/${numberPath(bundle, width)}`
    expected.add(file)
    if (!present.has(file)) {
      note('missing', { file })
      break
    }
    const bytes = read(join(folder, file), file, largeFile)
    let at = 0
    for (let i = 0; i < width; i++) {
      const length = at + 2 <= bytes.length ? bytes.readUInt16BE(at) : Infinity
      if (at + 2 + length > bytes.length) {
        note('cut', { file, index: tree.size })
        break
      }
      const index = tree.size
      bytes[at + 1] = 0
      const leaf = sha256(bytes.subarray(at + 1, at + 2 + length))
      tree.add(leaf, toRow)
      follow(bytes.subarray(at + 2, at + 2 + length), leaf, index)
      at += 2 + length
      atSize()
    }
    if (tree.size < bundle * 256 + width) break
    if (at !== bytes.length) note('longer', { file, index: tree.size - 1 })
  }
  for (const row of rows) if (row.hashes.length > 0) endTile(row)
  if (tree.size === now.size) {
    if (!tree.root().equals(now.root)) note('root', { size: now.size, file: 'checkpoint' })
    for (const file of [...present].sort()) if (!expected.has(file)) note('extra', { file })
    for (const one of epochs) if (!isInLog(one, asked)) note('no_declaration', { epoch: one.epoch })
  }
  if (findings.length > 0) throw findings
  const numbers = dossiers.get(wanted)?.n ?? 0
  return { keys, now, epochs, listed, dossiers, checkpoints: history.length, numbers }
}

/** Every checkpoint is of the epoch that its size asks for, and each key took over where it says. */
function checkTimes(keys, epochs, now, history, note) {
  for (const { epoch, size } of history) {
    const expected = epochs.findLast(({ kept }) => kept.size < size)?.epoch ?? 1
    if (epoch !== expected) note('epoch', { size, epoch, expected })
  }
  for (const [i, { from, text }] of keys.entries()) {
    if (i === 0 || isBefore(now, from)) continue
    const both = history.some(
      (head) => !isOther(head, from) && [i - 1, i].every((at) => head.signers.includes(at)),
    )
    const begun = epochs.some(({ epoch, kept }) => epoch === from.epoch && kept.size === from.size)
    if (!both && !begun) note('no_takeover', { key: text, epoch: from.epoch, size: from.size })
  }
}

/** Both acts of a declaration, by two people, are entries of the log. */
function isInLog({ epoch, asked, declared }, events) {
  const declares = events.find(
    ({ act, actor, after, result }) =>
      act === 'epoch.declare' && result === 'done' && after?.epoch === epoch && actor === declared,
  )
  const asks = events.find(
    ({ act, actor, object }) => act === 'epoch.ask' && object === declares?.object && actor === asked,
  )
  return declares !== undefined && asks !== undefined && asked !== declared
}

function keysOf(folder, pinned) {
  const checkpoint = checkpointIn(folder)
  const text = readText(join(folder, 'key'), 'key', 'bad_key')
  const keys = text.endsWith('\n') ? parseKeys(text.slice(0, -1)) : null
  if (!keys) throw new Wrong('bad_key', { file: 'key' })
  const note = readText(checkpoint, 'checkpoint', 'bad_checkpoint')
  return pinnedOrOwn('key', pinned, keys, note)
}

/** Path of an exported log's checkpoint. */
function checkpointIn(folder) {
  if (!readdirSync(folder).includes('checkpoint')) throw new Wrong('empty', { file: folder })
  return join(folder, 'checkpoint')
}

/** Every checkpoint that was signed, in order of size. */
function checkHistory(folder, keys, now, note) {
  const file = 'checkpoints'
  const history = []
  try {
    for (const one of notesIn(join(folder, file), file)) history.push(openCheckpoint(file, one, keys))
    const last = history.at(-1)
    if (history.some(({ size }, i) => i > 0 && size <= history[i - 1].size))
      throw new Wrong('order', { file })
    if (last?.size !== now.size || last.epoch !== now.epoch || !last.root.equals(now.root))
      throw new Wrong('last', { file })
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    note(error.word, error.params)
  }
  return history
}

const signatureHead = Buffer.from('\u2014 ')
const longestNote = 1 << 16

/** Signed notes one after the other, of a file of any length: each is head, blank line, and lines of signatures. */
function* notesIn(path, file) {
  let note = []
  let [length, signed] = [0, false]
  const whole = () => {
    const text = utf8(Buffer.concat(note))
    if (text === null) throw new Wrong('bad_checkpoint', { file })
    return text
  }
  for (const line of linesIn(path, file)) {
    const isSignature = line.subarray(0, signatureHead.length).equals(signatureHead)
    if (signed && !isSignature) {
      yield whole()
      ;[note, length] = [[], 0]
    }
    signed = isSignature
    note.push(line)
    length += line.length
    if (length > longestNote) throw new Wrong('bad_checkpoint', { file })
  }
  if (note.length > 0) yield whole()
}

/** Lines with their ends; a line longer than a note may be comes cut. */
function* linesIn(path, file) {
  let open
  try {
    open = openSync(path, 'r')
    const chunk = Buffer.alloc(smallFile)
    let rest = Buffer.alloc(0)
    for (;;) {
      const count = readSync(open, chunk)
      if (count === 0) break
      let bytes = Buffer.concat([rest, chunk.subarray(0, count)])
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10)) {
        yield bytes.subarray(0, end + 1)
        bytes = bytes.subarray(end + 1)
      }
      rest = bytes
      if (rest.length > longestNote) break
    }
    if (rest.length > 0) yield rest
  } catch (error) {
    throw error instanceof Wrong
      ? error
      : new Wrong(error.code === 'ENOENT' ? 'missing' : 'unreadable', { file })
  } finally {
    if (open !== undefined) closeSync(open)
  }
}

// ---- modes -------------------------------------------------------------------------------------------------------

const modes = {
  proof(paths, pinned) {
    return each(paths, (path) => {
      return checkProof(path, readText(path, path, 'bad_proof'), pinned)
    })
  },

  pdf(paths, pinned) {
    return each(paths, (path) => {
      const pdf = read(path, path, largeFile)
      const { proofs, data, editions } = attached(pdf)
      if (proofs.length === 0) throw new Wrong('no_proof', { file: path })
      if (proofs.length > 1) throw new Wrong('many_proofs', { file: path })
      const proof = openProof(path, proofs[0], pinned)
      const id = checkSeal(path, pdf, proof)
      return [...checkData(path, { data, editions }, id, proof), ...proof.lines]
    })
  },

  export(folders, pinned) {
    return each(folders, (folder) => {
      const { keys, now, epochs, dossiers, checkpoints } = checkExport(folder, pinned)
      const { origin, size, root } = now
      const line = {
        file: folder,
        origin,
        size,
        dossiers: dossiers.size,
        checkpoints,
        root: root.toString('hex'),
      }
      const lost = epochs.map(({ epoch, kept, lost: { size: to, epoch: of }, at, asked, declared }) =>
        say(to <= kept.size ? 'ok_other' : 'ok_epoch', {
          epoch,
          kept: kept.size,
          lost: to,
          of,
          at,
          asked,
          declared,
        }),
      )
      return [say('ok_export', line), ...lost, ...(pinned ? [] : [sayKey(keys)])]
    })
  },

  checkpoints(paths, pinned) {
    if (paths.length !== 2) return usage()
    const [oldPath, newPath] = paths
    return each([newPath], () => {
      const folder = isFolder(newPath)
      const keys = folder ? keysOf(newPath, pinned) : pinned
      if (!keys) throw new Wrong('no_key')
      const oldFile = isFolder(oldPath) ? checkpointIn(oldPath) : oldPath
      // a log that went back may not know the key of what it lost
      const text = readText(oldFile, oldPath, 'bad_checkpoint')
      const old = openCheckpoint(oldPath, text, pinned ?? keys, { anyTime: true })
      const now = folder ? continuedInFolder(newPath, pinned, old) : continuedInFile(newPath, keys, old)
      const line = say('ok_checkpoints', { old: old.size, size: now.size })
      return pinned ? [line] : [line, sayKey(keys)]
    })
  },

  dossier(args, pinned) {
    if (args.length !== 2) return usage()
    const [folder, wanted] = args
    return each([folder], () => {
      const { keys, listed, numbers } = checkExport(folder, pinned, { wanted })
      if (listed.length === 0) throw new Wrong('no_dossier', { dossier: wanted })
      const lines = [...listed, say('ok_dossier', { dossier: wanted, n: numbers })]
      return pinned ? lines : [...lines, sayKey(keys)]
    })
  },

  draw(paths, pinned) {
    return each(paths, (path) => checkDraw(path, pinned))
  },

  ranking(paths, pinned) {
    if (paths.length > 2) return usage()
    const [path, proof] = paths
    return each(paths.slice(0, 1), () => checkRanking(path, proof, pinned))
  },

  selftest(args) {
    if (args.length > 0) return usage()
    return each(['selftest'], () => {
      for (const [name, holds] of examples) if (!holds()) throw new Wrong('bad_self', { name })
      return [say('ok_self')]
    })
  },
}

/** The draw made again, and each of its facts in one of three entries of the panel's dossier. */
function checkDraw(file, pinned) {
  const draw = readDraw(utf8(read(file, file, middleFile)) ?? '')
  if (!draw) throw new Wrong('bad_bundle', { file })
  const { bundle, candidates } = draw
  const hashes = { poolSha256: bundle.pool, nonceSha256: bundle.serverNonce }
  for (const [field, text] of Object.entries(hashes))
    if (sha256(Buffer.from(text)).toString('hex') !== bundle[field])
      throw new Wrong('other_draw', { file, field })
  if (!/^[0-9]{6,64}$/.test(bundle.salt)) throw new Wrong('other_draw', { file, field: 'salt' })
  const again = drawAgain(sha256, draw)
  if (!again) throw new Wrong('no_draw', { file })
  for (const [field, value] of Object.entries(again))
    if (!isSame(value, bundle[field])) throw new Wrong('other_draw', { file, field })

  const { number, conditions, poolSha256, nonceSha256, salt, serverNonce, seed, members, substitutes } =
    bundle
  const wanted = {
    'panel.plan': { conditions },
    'panel.publish_pool': {
      draw: number,
      poolSha256,
      nonceSha256,
      candidates: candidates.length,
      excluded: bundle.excluded.length,
    },
    'panel.draw': { draw: number, salt, nonce: serverNonce, seed, members, substitutes },
  }
  const lines = []
  const proofs = bundle.proofs.map((text) => openProof(file, text, pinned))
  let last = -1
  for (const [act, facts] of Object.entries(wanted)) {
    const index = entryThatSays(file, proofs, { act, dossier: `panel:${bundle.panel}`, facts })
    if (index <= last) throw new Wrong('unlogged', { file, act })
    last = index
    lines.push(say('logged', { act, index }))
  }
  const [{ keys }] = proofs
  const ok = say('ok_draw', { file, number, candidates: candidates.length, members: members.length })
  return [ok, ...lines, ...(pinned ? [] : [sayKey(keys)])]
}

/** The ranking made again from its sheets; with a proof, its hash in the entry of the signature. */
function checkRanking(file, proofFile, pinned) {
  const bytes = read(file, file, middleFile)
  const bundle = readRanking(utf8(bytes) ?? '')
  if (!bundle) throw new Wrong('bad_bundle', { file })
  const found = differenceIn(bundle)
  if (found) throw new Wrong('other_ranking', { file, ...found })
  const rankingSha256 = sha256(bytes).toString('hex')
  const ok = say('ok_ranking', { file, count: bundle.applications.length, hash: rankingSha256 })
  if (proofFile === undefined) return [ok, say('not_logged')]
  const proof = openProof(proofFile, readText(proofFile, proofFile, 'bad_proof'), pinned)
  const facts = { rankingSha256 }
  const [panel] = bundle.panels
  const alone = bundle.panels.length === 1
  const act = alone ? 'panel.sign' : 'ranking.complete'
  const dossier = alone ? `panel:${panel}` : null
  const index = entryThatSays(proofFile, [proof], { act, dossier, facts })
  return [ok, say('logged', { act, index }), ...(pinned ? [] : [sayKey(proof.keys)])]
}

/** Place in the log of the entry, of those proved, in which an act that was done states exactly these facts. */
function entryThatSays(file, proofs, { act, dossier, facts }) {
  const found = proofs.find(({ entry, index }) => {
    const event = entry && parseEvent(entry, index)
    return (
      event?.act === act &&
      event.result === 'done' &&
      (dossier === null || event.dossier === dossier) &&
      Object.entries(facts).every(([name, value]) => isSame(value, event.after?.[name]))
    )
  })
  if (!found) throw new Wrong('unlogged', { file, act })
  return found.index
}

/** Texts, numbers and lists of texts. */
function isSame(a, b) {
  return Array.isArray(a)
    ? Array.isArray(b) && a.length === b.length && a.every((one, i) => one === b[i])
    : a === b
}

/** Published, also those of vectors.json: RFC 6962 (its authors' tests), C2SP, RFC 8032 (7.1, test 2), GB/T 32905 (annex A), GB/T 32918.5 (annex A). */
const examples = [
  [
    'RFC 6962',
    () =>
      isHex(new Tree().root(), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855') &&
      isHex(leafHash(Buffer.alloc(0)), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'),
  ],
  ['RFC 6962', () => goodTrees(vectors['RFC 6962'])],
  [
    'C2SP signed-note',
    () =>
      vectors['C2SP signed-note'].every(({ key, text, lines }) => {
        const keys = parseKeys(key)
        return (
          keys !== null && isSignedBy(keys, text, lines) && !isSignedBy(keys, text.replace('i', 'I'), lines)
        )
      }),
  ],
  [
    'C2SP tlog-tiles',
    () => vectors['C2SP tlog-tiles'].every(([index, width, path]) => numberPath(index, width) === path),
  ],
  [
    'RFC 8032',
    () =>
      signsOnly(
        goodEd25519,
        '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
        Buffer.from([0x72]),
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
          '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      ),
  ],
  [
    'GB/T 32905',
    () =>
      isHex(sm3(Buffer.from('abc')), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0') &&
      isHex(
        sm3(Buffer.from('abcd'.repeat(16))),
        'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
      ),
  ],
  [
    'GB/T 32918',
    () =>
      signsOnly(
        goodSm2,
        '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
          'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
        Buffer.from('message digest'),
        'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
          'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
      ),
  ],
]

/** Roots, inclusion proofs and consistency proofs; a proof of another place does not hold. */
function goodTrees({ entries, roots, inclusions, consistencies, large }) {
  const bytes = (hex) => Buffer.from(hex, 'hex')
  const leaves = entries.map((hex) => leafHash(bytes(hex)))
  const rootOf = (hashes) => {
    const tree = new Tree()
    for (const hash of hashes) tree.add(hash, () => {})
    return tree.root()
  }
  const head = (size) => ({ size, root: bytes(roots[size - 1]) })
  return (
    roots.every((root, i) => isHex(rootOf(leaves.slice(0, i + 1)), root)) &&
    large.every(([size, root]) => {
      const many = Array.from({ length: size }, (_, i) => leafHash(Buffer.from([i & 255, i >> 8])))
      return rootOf(many).toString('base64') === root
    }) &&
    inclusions.every(({ index, size, path }) => {
      const reaches = (place) =>
        rootFromPath(place, size, leaves[index], path.map(bytes))?.equals(head(size).root) ?? false
      return reaches(index) && !reaches((index + 1) % size)
    }) &&
    consistencies.every(
      ({ old, size, path }) =>
        continues(head(old), head(size), path.map(bytes)) &&
        !continues({ ...head(old), root: leaves[1] }, head(size), path.map(bytes)),
    )
  )
}

function isSignedBy(keys, text, lines) {
  try {
    return signersOf('', 'bad_checkpoint', text, lines, keys).length === 1
  } catch {
    return false
  }
}

function isHex(bytes, hex) {
  return bytes.toString('hex') === hex
}

/** The published signature holds for its text and for no other. */
function signsOnly(good, key, text, signature) {
  const [own, bytes] = [key, signature].map((hex) => Buffer.from(hex, 'hex'))
  return good(own, text, bytes) && !good(own, Buffer.concat([text, Buffer.from('.')]), bytes)
}

function continuedInFolder(folder, pinned, old) {
  const roots = new Map([[old.size, null]])
  const { now, epochs } = checkExport(folder, pinned, { roots })
  if (now.epoch < old.epoch) throw new Wrong('older_epoch', { epoch: now.epoch, old: old.epoch })
  const [gone] = epochs.filter(({ epoch }) => epoch > old.epoch).toSorted((a, b) => a.kept.size - b.kept.size)
  if (gone && old.size > gone.kept.size) {
    const { epoch, kept, at, asked, declared } = gone
    throw new Wrong('lost', { kept: kept.size, old: old.size, epoch, at, asked, declared })
  }
  if (now.size < old.size) throw new Wrong('shrunk', { size: now.size, old: old.size })
  if (roots.get(old.size)?.equals(old.root)) return now
  const other = otherHistory(epochs, old)
  if (other) throw new Wrong('replaced', { ...other, old: old.size })
  throw new Wrong('rewritten', { size: now.size, old: old.size })
}

/** The declaration by which two people gave up another history, of which the old checkpoint may be. */
export function otherHistory(epochs, old) {
  const found = epochs.find(
    ({ epoch, kept, lost }) =>
      epoch > old.epoch && old.epoch <= lost.epoch && lost.size <= kept.size && old.size <= lost.size,
  )
  if (!found) return null
  const { epoch, kept, at, asked, declared } = found
  return { epoch, kept: kept.size, at, asked, declared }
}

/** A checkpoint alone, or after `old N`, hashes and a blank line, as C2SP tlog-witness asks. */
function continuedInFile(path, keys, old) {
  const text = readText(path, path, 'bad_checkpoint')
  const found = /^old (0|[1-9][0-9]{0,15})\n((?:[A-Za-z0-9+/=]+\n)*)\n/.exec(text)
  const proof = found?.[2].split('\n').slice(0, -1).map(fromBase64) ?? []
  const now = openCheckpoint(path, found ? text.slice(found[0].length) : text, keys)
  const { size } = now
  if (now.epoch !== old.epoch)
    throw new Wrong('other_epoch', { file: path, epoch: now.epoch, old: old.epoch })
  if (size < old.size) throw new Wrong('shrunk', { size, old: old.size })
  if (!found && size > old.size) throw new Wrong('no_consistency', { file: path, old: old.size, size })
  if (found && Number(found[1]) !== old.size)
    throw new Wrong('no_consistency', { file: path, old: old.size, size })
  if (proof.some((hash) => hash?.length !== 32) || !continues(old, now, proof))
    throw new Wrong('rewritten', { size, old: old.size })
  return now
}

const sealLine = /%qixiang-seal ([A-Za-z0-9+/=]+)\n%%EOF\n$/
const sealNote =
  /^([^\n]+)\/document\n([^\n]+)\n(0|[1-9][0-9]{0,15})\n([0-9a-f]{64})\n([0-9a-f]{64})\n\n((?:\u2014 [^+\s]+ [A-Za-z0-9+/=]+\n)+)$/

/**
 * The seal at the end of a document: signed by the key of the log, it names the entry and the hash of all bytes before it.
 * It was made with the checkpoint of the proof, so the key's time is asked for that. @returns the id of the document
 */
function checkSeal(file, pdf, { index, leaf, keys, head }) {
  const end = pdf.subarray(-sealLength)
  const found = sealLine.exec(end.toString('latin1'))
  if (!found) throw new Wrong('no_seal', { file })
  const note = sealNote.exec(utf8(fromBase64(found[1]) ?? Buffer.alloc(0)) ?? '')
  if (!note || note[1] !== keys[0].name) throw new Wrong('bad_seal', { file })
  const [, name, id, number, sealedLeaf, hash, lines] = note
  const text = `${name}/document\n${id}\n${number}\n${sealedLeaf}\n${hash}\n`
  checkInTime(file, signersOf(file, 'bad_seal', text, lines, keys), keys, head)
  if (Number(number) !== index || sealedLeaf !== leaf.toString('hex'))
    throw new Wrong('foreign_proof', { file, index, other: number })
  const sealed = pdf.subarray(0, pdf.length - end.length + found.index)
  if (sha256(sealed).toString('hex') !== hash) throw new Wrong('changed', { file })
  return id
}

/** The data that the document was laid out from: its hash stands in the entry, those of editions stand in the data. */
function checkData(file, { data, editions }, id, { index, entry }) {
  if (data.length !== 1) throw new Wrong('no_data', { file })
  if (!entry) throw new Wrong('no_content', { file, index })
  const { files } = JSON.parse(utf8(entry))
  const hash = sha256(data[0]).toString('hex')
  const named = Array.isArray(files) && files.some((one) => one?.id === id && one?.sha256 === hash)
  const lines = (utf8(data[0]) ?? '').split('\n')
  const found = textsOf(lines[3] ?? '')
  const whole = editionsIn(lines[5] ?? '').every((wanted) => editions.includes(wanted))
  if (!named || lines[1] !== id || !found || !whole) throw new Wrong('foreign_data', { file, index })
  const [number, title] = found
  return [say('ok_pdf', { file, index, title, number: number === '' ? '-' : number })]
}

/** Number and title; null: the line is not two texts. */
function textsOf(line) {
  try {
    const found = JSON.parse(line)
    return Array.isArray(found) && found.length === 2 && found.every((one) => typeof one === 'string')
      ? found
      : null
  } catch {
    return null
  }
}

/** Hashes of the editions of an application that a model names instead of repeating them. */
function editionsIn(line) {
  try {
    const sections = JSON.parse(line)?.sections
    return (Array.isArray(sections) ? sections : [])
      .filter(
        (section) => section !== null && typeof section === 'object' && Object.hasOwn(section, 'edition'),
      )
      .map((section) => section.sha256)
  } catch {
    return []
  }
}

/** Proofs, data of documents, and hashes of editions, in a PDF or in a workbook. */
function attached(bytes) {
  const [proofs, data, editions] = [[], [], []]
  const isArchive = bytes.length > 30 && bytes.readUInt32LE(0) === zipHead
  for (const plain of isArchive ? partsIn(bytes) : streamsIn(bytes)) {
    const text = utf8(plain)
    if (text?.startsWith(proofHead)) proofs.push(`${text.replace(/[\r\n]+$/, '')}\n`)
    else if (text?.startsWith(dataHead)) data.push(Buffer.from(`${text.replace(/[\r\n]+$/, '')}\n`))
    else if (text?.startsWith(editionHead))
      editions.push(sha256(text.replace(/[\r\n]+$/, '')).toString('hex'))
  }
  return { proofs, data, editions }
}

/** Those streams of a PDF, plain or deflated, that begin as one of ours. */
function streamsIn(pdf) {
  const found = []
  for (let from = pdf.indexOf('stream'); from >= 0; from = pdf.indexOf('stream', from)) {
    from += 6
    if (pdf[from] === 13) from++
    if (pdf[from] === 10) from++
    const to = pdf.indexOf('endstream', from)
    if (to < 0) break
    const stream = pdf.subarray(from, to)
    const plain = [stream, inflated(stream)].find(
      (bytes) => bytes && /^(qixiang-|c2sp\.org|\{"application":\{)/.test(opening(bytes)),
    )
    if (plain) found.push(plain)
    from = to + 9
  }
  return found
}

/** The parts of a workbook's archive under `qixiang/`, read from its start; where a part says no lengths, reading ends. */
function partsIn(zip) {
  const found = []
  let at = 0
  while (at + 30 <= zip.length && zip.readUInt32LE(at) === zipHead) {
    const [flags, method] = [zip.readUInt16LE(at + 6), zip.readUInt16LE(at + 8)]
    const length = zip.readUInt32LE(at + 18)
    const nameLength = zip.readUInt16LE(at + 26)
    const from = at + 30 + nameLength + zip.readUInt16LE(at + 28)
    if (flags & 8 || from + length > zip.length) break
    const part = zip.subarray(from, from + length)
    const plain = method === 8 ? inflated(part, inflateRawSync, largeData) : method === 0 ? part : null
    if (plain && zip.toString('latin1', at + 30, at + 30 + nameLength).startsWith('qixiang/'))
      found.push(plain)
    at = from + length
  }
  return found
}

function opening(bytes) {
  return bytes.subarray(0, 20).toString('latin1')
}

function inflated(stream, inflate = inflateSync, limit = middleFile) {
  try {
    return inflate(stream, { maxOutputLength: limit })
  } catch {
    return null
  }
}

// ---- words -------------------------------------------------------------------------------------------------------

let language = 'zh'

export function say(word, params = {}) {
  return words[word][language].replace(/\{(\w+)\}/g, (_, name) =>
    String(params[name]).replace(/\p{Cc}/gu, '?'),
  )
}

function sayKey(keys) {
  return say('key', { key: keys.map(({ text }) => text).join(' ') })
}

function usage() {
  console.log(say('usage'))
  return false
}

/** Not wrong, and not to be checked: what two people declared. */
const declaredWords = ['lost', 'replaced']

/** Runs a check per path and prints its lines; true when all are right. */
function each(paths, check) {
  if (paths.length === 0) return usage()
  let right = true
  for (const path of paths) {
    try {
      for (const line of check(path)) console.log(line)
    } catch (error) {
      const unreadable = typeof error.syscall === 'string'
      const findings = unreadable ? [new Wrong('unreadable', { file: path })] : [error].flat()
      if (findings.some((finding) => !(finding instanceof Wrong))) throw error
      right = false
      if (!declaredWords.includes(findings[0]?.word)) console.log(say('failed', { file: path }))
      for (const { word, params } of findings.slice(0, shownFindings))
        console.log(`${declaredWords.includes(word) ? '' : '  '}${say(word, params)}`)
      if (findings.length > shownFindings)
        console.log(`  ${say('more', { count: findings.length - shownFindings })}`)
    }
  }
  return right
}

export function speak(wanted) {
  language = wanted
}

/** Called by itself, not taken in by the witness. */
function isProgram() {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
}

function main(args) {
  let pinned = null
  const rest = []
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--en') language = 'en'
    else if (args[i] === '--key') {
      const given = args[++i] ?? ''
      let text = given
      try {
        text = readFileSync(given, 'utf8').trim()
      } catch {}
      pinned = parseKeys(text)
      if (!pinned) {
        console.log(say('bad_key', { file: given }))
        return false
      }
    } else rest.push(args[i])
  }
  const [mode, ...paths] = rest
  return mode !== undefined && Object.hasOwn(modes, mode) ? modes[mode](paths, pinned) : usage()
}

if (isProgram()) process.exitCode = main(process.argv.slice(2)) ? 0 : 1
