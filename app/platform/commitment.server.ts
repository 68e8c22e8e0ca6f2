import { createHmac, randomBytes } from 'node:crypto'

/** Stands for a personal value where the value itself must not be: HMAC-SHA-256 in hex, under a key of its own. */
export type Commitment = { hmac: string }
export type Opening = { key: string; value: string }

/** Commits to a value with a fresh key of 32 bytes. Without the key nobody can tell, or try out, what it stands for. */
export function commitTo(text: string): { commitment: Commitment; opening: Opening } {
  // what a text column of Postgres cannot hold
  const value = text.toWellFormed().replaceAll('\u0000', '\ufffd')
  const key = randomBytes(32).toString('hex')
  return { commitment: { hmac: hmacOf({ key, value }) }, opening: { key, value } }
}

/** HMAC-SHA-256 in hex of the value's UTF-8. */
export function hmacOf({ key, value }: Opening): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(value).digest('hex')
}
