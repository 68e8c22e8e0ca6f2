import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { env } from './env.server.ts'

/** Where a value stands, e.g. expert.phone:0190…: a value copied to another row or column does not open there. */
export type Place = `${string}.${string}:${string}`

type Key = { name: string; bytes: Buffer }

/** First the one that seals; the others open what was sealed by them before. */
function keysOf(setting: string): Key[] {
  return setting.split(' ').map((text) => {
    const bytes = Buffer.from(text, 'base64')
    return { name: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
  })
}

/** Ids of a setting's keys, as sealed values name them; the first is the one that seals. */
export function keyIds(keys: string = env.fieldKey): string[] {
  return keysOf(keys).map(({ name }) => name)
}

/** AES-256-GCM with a fresh nonce, as `v1.key.base64url(nonce, tag, text)`; an empty value stays empty. */
export function seal(text: string, place: Place, keys: string = env.fieldKey): string {
  if (text === '') return ''
  const [key] = keysOf(keys)
  if (!key) throw new Error('no key for sealed fields')
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce)
  cipher.setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `v1.${key.name}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
}

/** @throws when the value was not sealed for this place, was altered, or its key is not among FIELD_KEY */
export function unseal(sealed: string, place: Place, keys: string = env.fieldKey): string {
  if (sealed === '') return ''
  const [version, name, content] = sealed.split('.')
  const key = keysOf(keys).find((one) => one.name === name)
  if (version !== 'v1' || content === undefined) throw new Error(`${place} is not sealed`)
  if (!key) throw new Error(`${place} was sealed by key ${name}, which FIELD_KEY does not name`)
  const bytes = Buffer.from(content, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

/**
 * What equal texts of a column have in common, for each key, the sealing one first: rows are found by it without being
 * opened. HMAC-SHA-256 cut to 16 bytes, as `key.base64url`; nothing for an empty text.
 * @param column whose texts are compared, e.g. enterprise.contactPhone: marks of other columns differ
 */
export function marksOf(text: string, column: `${string}.${string}`, keys: string = env.fieldKey): string[] {
  if (text === '') return []
  return keysOf(keys).map(({ name, bytes }) => {
    const own = createHmac('sha256', bytes).update(`mark of ${column}`).digest()
    return `${name}.${createHmac('sha256', own).update(text, 'utf8').digest().subarray(0, 16).toString('base64url')}`
  })
}
