#!/usr/bin/env node
// Watches a running log from another machine: fetches its checkpoint, proves from its tiles that it continues the one
// kept here, and keeps it. Node 20, this folder, nothing else. Formats: C2SP tlog-tiles, tlog-witness, cosignature/v1.
import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  continues,
  nodeHash,
  numberPath,
  openCheckpoint,
  otherHistory,
  parseEpochs,
  parseKeys,
  powerBelow,
  say,
  sha256,
  speak,
  Wrong,
} from './verify.mjs'

const limit = 1 << 20
/** milliseconds that the log has for an answer */
const patience = 20_000

// ---- what the log serves -----------------------------------------------------------------------------------------

async function fetchBytes(url) {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patience) })
    if (!response.ok) throw new Error(String(response.status))
    const parts = []
    let size = 0
    for await (const part of response.body) {
      size += part.length
      if (size > limit) throw new Wrong('too_big', { file: url })
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch (error) {
    throw error instanceof Wrong ? error : new Wrong('unreachable', { file: url, why: error.message })
  }
}

/** Hashes that prove that a tree of `old` is a beginning of that of `size` (RFC 6962 2.1.2), from the log's tiles. */
async function proofBetween(base, old, size) {
  if (old === 0 || old === size) return []
  const tiles = new Map()
  function tile(level, index) {
    const width = Math.min(256, Math.floor(size / 256 ** level) - index * 256)
    const path = `tile/${level}/${numberPath(index, width)}`
    if (!tiles.has(path)) tiles.set(path, fetchTile(new URL(path, base).href, width))
    return tiles.get(path)
  }
  async function complete(level, index) {
    const joined = 2 ** (level % 8)
    const first = index * joined
    const hashes = await tile(Math.floor(level / 8), Math.floor(first / 256))
    let row = hashes.slice(first % 256, (first % 256) + joined)
    while (row.length > 1) row = row.flatMap((left, i) => (i % 2 ? [] : [nodeHash(left, row[i + 1])]))
    return row[0]
  }
  async function node(from, to) {
    const level = Math.floor(Math.log2(to - from))
    const middle = from + 2 ** level
    const left = await complete(level, from / 2 ** level)
    return middle === to ? left : nodeHash(left, await node(middle, to))
  }
  const ranges = []
  let [from, to] = [0, size]
  while (to !== old) {
    const middle = from + powerBelow(to - from)
    ranges.unshift(old <= middle ? [middle, to] : [from, middle])
    if (old <= middle) to = middle
    else from = middle
  }
  if (from !== 0) ranges.unshift([from, to])
  const path = []
  for (const range of ranges) path.push(await node(...range))
  return path
}

async function fetchTile(url, width) {
  const bytes = await fetchBytes(url)
  if (bytes.length !== width * 32) throw new Wrong('tile_size', { file: url })
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * 32, i * 32 + 32))
}

// ---- what is kept here -------------------------------------------------------------------------------------------

function readKept(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw new Wrong('unreadable', { file: path })
  }
}

/** Replaces the whole text, if it is still what was read. */
function keep(path, seen, text) {
  const made = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const file = openSync(made, 'wx', 0o644)
    writeSync(file, text)
    fsyncSync(file)
    closeSync(file)
    if (readKept(path) !== seen) throw new Wrong('state_changed', { file: path })
    renameSync(made, path)
  } catch (error) {
    throw error instanceof Wrong ? error : new Wrong('unwritable', { file: path })
  } finally {
    rmSync(made, { force: true })
  }
}

// ---- cosignature/v1 ----------------------------------------------------------------------------------------------

/** @param path file with `PRIVATE+KEY+name+hash+base64(1, seed)`, as `npm run audit:key` prints it */
function cosignerIn(path) {
  const text = readKept(path)
  const found = /^(?:AUDIT_KEY=)?PRIVATE\+KEY\+([^+\s]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/]+=*)\s*(?:\n|$)/.exec(
    text ?? '',
  )
  const content = Buffer.from(found?.[2] ?? '', 'base64')
  if (content.length !== 33 || content[0] !== 1) throw new Wrong('bad_secret', { file: path })
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), content.subarray(1)])
  const own = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(own).export({ format: 'der', type: 'spki' })
  const key = Buffer.concat([Buffer.from([4]), spki.subarray(-32)])
  const id = sha256(Buffer.concat([Buffer.from(`${found[1]}\n`), key])).subarray(0, 4)
  return { name: found[1], id, own, text: `${found[1]}+${id.toString('hex')}+${key.toString('base64')}` }
}

function cosign({ name, id, own }, note) {
  const seconds = Math.floor(Date.now() / 1000)
  const body = note.slice(0, note.indexOf('\n\n') + 1)
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(seconds))
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${body}`), own)
  return `${note}\u2014 ${name} ${Buffer.concat([id, time, signature]).toString('base64')}\n`
}

// ---- one look ----------------------------------------------------------------------------------------------------

/** @returns the lines to print */
async function look({ log, key, state, cosign: secret, out, 'accept-epoch': accepted }) {
  const base = new URL(log.endsWith('/') ? log : `${log}/`)
  const keys = parseKeys((readKept(key) ?? key).trim())
  if (!keys) throw new Wrong('bad_key', { file: key })
  const cosigner = secret === undefined ? null : cosignerIn(secret)
  const seen = readKept(state)
  const old = seen === null ? null : openCheckpoint(state, seen, keys, { anyTime: true })
  const { href } = new URL('checkpoint', base)
  const note = (await fetchBytes(href)).toString('utf8')
  const now = openCheckpoint(href, note, keys)

  const lines = old
    ? await compare(base, keys, old, now, accepted)
    : [say('witness_first', { size: now.size, state })]
  if (old && now.epoch !== old.epoch)
    keep(`${state}.epoch-${old.epoch}`, readKept(`${state}.epoch-${old.epoch}`), seen)
  if (note !== seen) keep(state, seen, note)
  if (!cosigner) return lines
  keep(out, readKept(out), cosign(cosigner, note))
  return [...lines, say('witness_cosigned', { file: out, key: cosigner.text })]
}

async function compare(base, keys, old, now, accepted) {
  if (now.epoch < old.epoch) throw new Wrong('older_epoch', { epoch: now.epoch, old: old.epoch })
  const line = say('ok_checkpoints', { old: old.size, size: now.size })
  if (now.epoch === old.epoch) {
    await prove(base, old, now)
    return [line]
  }
  const { href } = new URL('epochs', base)
  const declared = (await fetchBytes(href)).toString('utf8')
  const epochs = declared === '' ? [] : parseEpochs(href, declared, keys)
  const [gone] = epochs.filter(({ epoch }) => epoch > old.epoch).sort((a, b) => a.kept.size - b.kept.size)
  if (!gone || epochs.at(-1).epoch !== now.epoch)
    throw new Wrong('epoch', { size: now.size, epoch: now.epoch, expected: old.epoch })
  const { epoch, kept, at } = gone
  if (old.size <= kept.size) {
    const other = otherHistory(epochs, old)
    if (await follows(base, old, now, other)) return [line]
    if (accepted !== String(now.epoch))
      throw new Wrong('witness_replaced', { ...other, old: old.size, accept: now.epoch })
    await prove(base, kept, now)
    return [say('replaced', { ...other, old: old.size }), say('witness_accepted', { epoch: now.epoch })]
  }
  const lost = { kept: kept.size, old: old.size, epoch, at, asked: gone.asked, declared: gone.declared }
  if (accepted !== String(now.epoch)) throw new Wrong('witness_lost', { ...lost, accept: now.epoch })
  await prove(base, kept, now)
  return [say('lost', lost), say('witness_accepted', { epoch: now.epoch })]
}

/** Does the log continue the old checkpoint? @throws that it was rewritten, unless another history was declared lost */
async function follows(base, old, now, other) {
  try {
    await prove(base, old, now)
    return true
  } catch (error) {
    if (error.word === 'rewritten' && other) return false
    throw error
  }
}

async function prove(base, old, now) {
  if (now.size < old.size) throw new Wrong('shrunk', { size: now.size, old: old.size })
  if (!continues(old, now, await proofBetween(base, old.size, now.size)))
    throw new Wrong('rewritten', { size: now.size, old: old.size })
}

async function main() {
  const text = { type: 'string' }
  let given
  try {
    const options = { log: text, key: text, state: text, cosign: text, out: text, 'accept-epoch': text }
    given = parseArgs({ options: { ...options, en: { type: 'boolean' } } }).values
  } catch {
    given = {}
  }
  if (given.en) speak('en')
  const complete =
    given.log && given.key && given.state && (given.cosign === undefined) === (given.out === undefined)
  if (!complete || !/^https?:\/\//.test(given.log) || !URL.canParse(given.log)) {
    console.log(say('witness_usage'))
    return false
  }
  try {
    for (const line of await look(given)) console.log(line)
    return true
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    console.log(say(error.word, error.params))
    return false
  }
}

process.exitCode = (await main()) ? 0 : 1
