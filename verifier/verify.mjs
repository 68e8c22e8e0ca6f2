#!/usr/bin/env node
// Checks the audit log of Qixiang, offline and without Qixiang: node:crypto and reading files, nothing else.
// Formats: RFC 6962 (tree), C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-proof, tlog-witness. See README.md.
import { createHash, createPublicKey, hash as hashOnce, verify as verifySignature } from 'node:crypto'
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'

const words = JSON.parse(readFileSync(fileURLToPath(new URL('words.json', import.meta.url)), 'utf8'))
const knownVersion = 1
const smallFile = 1 << 20
const largeFile = 1 << 28
const shownFindings = 20

/** What is wrong, as a word of words.json and its parameters. */
class Wrong extends Error {
  constructor(word, params = {}) {
    super(word)
    this.word = word
    this.params = params
  }
}

// ---- hashes ------------------------------------------------------------------------------------------------------

const sha256 = hashOnce
  ? (bytes) => hashOnce('sha256', bytes, 'buffer')
  : (bytes) => createHash('sha256').update(bytes).digest()

function leafHash(entry) {
  return sha256(Buffer.concat([Buffer.from([0]), entry]))
}

const pair = Buffer.alloc(65, 1)
function nodeHash(left, right) {
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}

function powerBelow(count) {
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
function continues(old, now, path) {
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

/** `name+hash+base64(1, Ed25519 key)`. */
function parseKey(text) {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text)
  const content = found && fromBase64(found[3])
  if (!content || content.length !== 33 || content[0] !== 1) return null
  const id = sha256(Buffer.concat([Buffer.from(`${found[1]}\n`), content])).subarray(0, 4)
  if (id.toString('hex') !== found[2]) return null
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), content.subarray(1)])
  return { text, name: found[1], id, open: () => createPublicKey({ key: spki, format: 'der', type: 'spki' }) }
}

/** The checkpoint in a signed note. */
function openCheckpoint(file, note, key) {
  const found =
    /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]+)\n\n((?:\u2014 [^+\s]+ [A-Za-z0-9+/=]+\n)+)$/.exec(
      note,
    )
  const root = found && fromBase64(found[3])
  if (!root || root.length !== 32) throw new Wrong('bad_checkpoint', { file })
  const own = []
  for (const line of found[4].slice(0, -1).split('\n')) {
    const [, name, content] = line.split(' ')
    const bytes = fromBase64(content)
    if (!bytes || bytes.length < 5) throw new Wrong('bad_checkpoint', { file })
    if (name === key.name && bytes.subarray(0, 4).equals(key.id)) own.push(bytes.subarray(4))
  }
  const text = Buffer.from(`${found[1]}\n${found[2]}\n${found[3]}\n`)
  if (own.length !== 1 || !goodSignature(key, text, own[0]))
    throw new Wrong('bad_signature', { file, key: key.text })
  if (found[1] !== key.name) throw new Wrong('bad_origin', { file, origin: found[1] })
  return { origin: found[1], size: Number(found[2]), root }
}

function goodSignature(key, text, signature) {
  try {
    return verifySignature(null, text, key.open(), signature)
  } catch {
    return false
  }
}

const proofHead = 'c2sp.org/tlog-proof@v1\n'

function checkProof(file, text, pinned) {
  const split = text.indexOf('\n\n')
  const found = /^extra ([A-Za-z0-9+/=]+)\nindex (0|[1-9][0-9]{0,15})\n((?:[A-Za-z0-9+/=]+\n)*)$/.exec(
    text.slice(proofHead.length, split + 1),
  )
  const content = found && fromBase64(found[1])
  const extra = content && utf8(content)
  const parts = extra && /^([^\n]+)\n([0-9a-f]{64})\n([^]*)$/.exec(extra)
  if (!text.startsWith(proofHead) || split < 0 || !parts) throw new Wrong('bad_proof', { file })
  const path = found[3].split('\n').slice(0, -1).map(fromBase64)
  if (path.some((hash) => hash?.length !== 32)) throw new Wrong('bad_proof', { file })

  const own = parseKey(parts[1])
  if (!own) throw new Wrong('bad_key', { file })
  if (pinned && pinned.text !== own.text) throw new Wrong('foreign_key', { file, key: pinned.text })
  const { origin, size, root } = openCheckpoint(file, text.slice(split + 2), own)
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
  }
  return pinned ? lines : [...lines, say('key', { key: own.text })]
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
    version !== knownVersion ||
    !Number.isSafeInteger(n) ||
    !(prev === null || typeof prev === 'string') ||
    texts.some((text) => typeof text !== 'string')
  )
    throw new Wrong('no_event', { index })
  return { dossier: object.dossier, n, prev, time, act, result }
}

function numberPath(index, width) {
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
  if (!present.has('checkpoint')) throw new Wrong('empty', { file: folder })
  const key = keyOf(folder, pinned)
  const now = openCheckpoint(
    'checkpoint',
    readText(join(folder, 'checkpoint'), 'checkpoint', 'bad_checkpoint'),
    key,
  )
  const findings = []
  const note = (word, params) => findings.push(new Wrong(word, params))
  const history = checkHistory(folder, key, now, note)
  const expected = new Set(['key', 'checkpoint', 'checkpoints'])

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
    const last = dossiers.get(dossier)
    if (n !== (last?.n ?? 0) + 1) note('number', { index, dossier, n, expected: (last?.n ?? 0) + 1 })
    else if (prev !== (last ? last.leaf.toString('hex') : null)) note('prev', { index, dossier })
    dossiers.set(dossier, { n, leaf })
    if (dossier === wanted) listed.push(say('line', { ...event, index, short: short(leaf) }))
  }

  const signed = new Map(history.toReversed().map(({ size, root }) => [size, root]))
  function atSize() {
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
  }
  if (findings.length > 0) throw findings
  return { key, now, listed, dossiers, checkpoints: history.length, numbers: dossiers.get(wanted)?.n ?? 0 }
}

function keyOf(folder, pinned) {
  const text = readText(join(folder, 'key'), 'key', 'bad_key')
  const key = text.endsWith('\n') ? parseKey(text.slice(0, -1)) : null
  if (!key) throw new Wrong('bad_key', { file: 'key' })
  if (pinned && pinned.text !== key.text) throw new Wrong('foreign_key', { file: 'key', key: pinned.text })
  return key
}

/** Every checkpoint that was signed, five lines each, in order of size. */
function checkHistory(folder, key, now, note) {
  const file = 'checkpoints'
  let text
  try {
    text = utf8(read(join(folder, file), file, largeFile))
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    note(error.word, error.params)
    return []
  }
  const notes = text?.match(/[^\n]*\n[^\n]*\n[^\n]*\n\n[^\n]*\n/g) ?? []
  const history = []
  try {
    if (notes.join('') !== text) throw new Wrong('bad_checkpoint', { file })
    for (const one of notes) history.push(openCheckpoint(file, one, key))
    const last = history.at(-1)
    if (history.some(({ size }, i) => i > 0 && size <= history[i - 1].size))
      throw new Wrong('order', { file })
    if (last?.size !== now.size || !last.root.equals(now.root)) throw new Wrong('last', { file })
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    note(error.word, error.params)
  }
  return history
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
      const proofs = attached(read(path, path, largeFile))
      if (proofs.length === 0) throw new Wrong('no_proof', { file: path })
      if (proofs.length > 1) throw new Wrong('many_proofs', { file: path })
      return checkProof(path, proofs[0], pinned)
    })
  },

  export(folders, pinned) {
    return each(folders, (folder) => {
      const { key, now, dossiers, checkpoints } = checkExport(folder, pinned)
      const { origin, size, root } = now
      const line = {
        file: folder,
        origin,
        size,
        dossiers: dossiers.size,
        checkpoints,
        root: root.toString('hex'),
      }
      return [say('ok_export', line), ...(pinned ? [] : [say('key', { key: key.text })])]
    })
  },

  checkpoints(paths, pinned) {
    if (paths.length !== 2) return usage()
    const [oldPath, newPath] = paths
    return each([newPath], () => {
      const folder = isFolder(newPath)
      const key = folder ? keyOf(newPath, pinned) : pinned
      if (!key) throw new Wrong('no_key')
      const oldFile = isFolder(oldPath) ? join(oldPath, 'checkpoint') : oldPath
      const old = openCheckpoint(oldPath, readText(oldFile, oldPath, 'bad_checkpoint'), key)
      const now = folder ? continuedInFolder(newPath, pinned, old) : continuedInFile(newPath, key, old)
      const line = say('ok_checkpoints', { old: old.size, size: now.size })
      return pinned ? [line] : [line, say('key', { key: key.text })]
    })
  },

  dossier(args, pinned) {
    if (args.length !== 2) return usage()
    const [folder, wanted] = args
    return each([folder], () => {
      const { key, listed, numbers } = checkExport(folder, pinned, { wanted })
      if (listed.length === 0) throw new Wrong('no_dossier', { dossier: wanted })
      const lines = [...listed, say('ok_dossier', { dossier: wanted, n: numbers })]
      return pinned ? lines : [...lines, say('key', { key: key.text })]
    })
  },
}

function continuedInFolder(folder, pinned, old) {
  const roots = new Map([[old.size, null]])
  const { now } = checkExport(folder, pinned, { roots })
  if (now.size < old.size) throw new Wrong('shrunk', { size: now.size, old: old.size })
  if (!roots.get(old.size)?.equals(old.root)) throw new Wrong('rewritten', { size: now.size, old: old.size })
  return now
}

/** A checkpoint alone, or after `old N`, hashes and a blank line, as C2SP tlog-witness asks. */
function continuedInFile(path, key, old) {
  const text = readText(path, path, 'bad_checkpoint')
  const found = /^old (0|[1-9][0-9]{0,15})\n((?:[A-Za-z0-9+/=]+\n)*)\n/.exec(text)
  const proof = found?.[2].split('\n').slice(0, -1).map(fromBase64) ?? []
  const now = openCheckpoint(path, found ? text.slice(found[0].length) : text, key)
  const { size } = now
  if (size < old.size) throw new Wrong('shrunk', { size, old: old.size })
  if (!found && size > old.size) throw new Wrong('no_consistency', { file: path, old: old.size, size })
  if (found && Number(found[1]) !== old.size)
    throw new Wrong('no_consistency', { file: path, old: old.size, size })
  if (proof.some((hash) => hash?.length !== 32) || !continues(old, now, proof))
    throw new Wrong('rewritten', { size, old: old.size })
  return now
}

/** Proofs among the streams of a PDF, plain or deflated. */
function attached(pdf) {
  const proofs = []
  for (let from = pdf.indexOf('stream'); from >= 0; from = pdf.indexOf('stream', from)) {
    from += 6
    if (pdf[from] === 13) from++
    if (pdf[from] === 10) from++
    const to = pdf.indexOf('endstream', from)
    if (to < 0) break
    const proof = proofIn(pdf.subarray(from, to))
    if (proof !== null) proofs.push(proof)
    from = to + 9
  }
  return proofs
}

function proofIn(stream) {
  const plain =
    stream.subarray(0, proofHead.length).toString('latin1') === proofHead ? stream : inflated(stream)
  if (plain?.subarray(0, proofHead.length).toString('latin1') !== proofHead) return null
  const text = utf8(plain)
  return text === null ? null : `${text.replace(/[\r\n]+$/, '')}\n`
}

function inflated(stream) {
  try {
    return inflateSync(stream, { maxOutputLength: smallFile })
  } catch {
    return null
  }
}

// ---- words -------------------------------------------------------------------------------------------------------

let language = 'zh'

function say(word, params = {}) {
  return words[word][language].replace(/\{(\w+)\}/g, (_, name) =>
    String(params[name]).replace(/\p{Cc}/gu, '?'),
  )
}

function usage() {
  console.log(say('usage'))
  return false
}

/** Runs a check per path and prints its lines; true when all are right. */
function each(paths, check) {
  if (paths.length === 0) return usage()
  let right = true
  for (const path of paths) {
    try {
      for (const line of check(path)) console.log(line)
    } catch (error) {
      const findings = Array.isArray(error) ? error : [error]
      if (findings.some((finding) => !(finding instanceof Wrong))) throw error
      right = false
      console.log(say('failed', { file: path }))
      for (const { word, params } of findings.slice(0, shownFindings)) console.log(`  ${say(word, params)}`)
      if (findings.length > shownFindings)
        console.log(`  ${say('more', { count: findings.length - shownFindings })}`)
    }
  }
  return right
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
      pinned = parseKey(text)
      if (!pinned) {
        console.log(say('bad_key', { file: given }))
        return false
      }
    } else rest.push(args[i])
  }
  const [mode, ...paths] = rest
  return mode !== undefined && Object.hasOwn(modes, mode) ? modes[mode](paths, pinned) : usage()
}

process.exitCode = main(process.argv.slice(2)) ? 0 : 1
