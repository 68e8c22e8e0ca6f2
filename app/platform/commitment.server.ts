import { hash } from 'node:crypto'
import { randomHex } from './random.server.ts'

/** Stands for a personal value where the value itself must not be: HMAC-SHA-256 in hex, under a key of its own. */
export type Commitment = { hmac: string }
export type Opening = { key: string; value: string }

/** Commits to a value with a fresh key of 32 bytes. Without the key nobody can tell, or try out, what it stands for. */
export function commitTo(text: string): { commitment: Commitment; opening: Opening } {
  // what a text column of Postgres cannot hold
  const value = text.toWellFormed().replaceAll('\u0000', '\ufffd')
  const key = randomHex(32)
  return { commitment: { hmac: hmacOf({ key, value }) }, opening: { key, value } }
}

/** HMAC-SHA-256 in hex of the value's UTF-8. RFC 2104 by hand: making a key object costs more than hashing. @param key up to 64 bytes */
export function hmacOf({ key, value }: Opening): string {
  const bytes = Buffer.from(key, 'hex')
  const inner = Buffer.allocUnsafe(blockSize + Buffer.byteLength(value))
  const outer = Buffer.allocUnsafe(blockSize + digestSize)
  for (let i = 0; i < blockSize; i++) {
    const byte = bytes[i] ?? 0
    inner[i] = byte ^ 0x36
    outer[i] = byte ^ 0x5c
  }
  inner.write(value, blockSize)
  outer.write(hash('sha256', inner, 'binary'), blockSize, 'binary')
  return hash('sha256', outer)
}

const blockSize = 64
const digestSize = 32
