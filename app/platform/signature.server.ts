import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto'
import { sm2 as curve } from 'sm-crypto-v2'
import { ed25519Kind, type NoteKey, sm2Kind, sm2Label } from '#app/domain/audit/note.ts'

/** One way of signing. Secret and public halves are the bytes that stand after the kind in a key's text. */
export type Profile = {
  kind: number
  newSecret(): Uint8Array
  /** Null when the secret half is malformed. */
  publicOf(secret: Uint8Array): Uint8Array | null
  sign(secret: Uint8Array, text: Uint8Array): Uint8Array
  verify(publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array): boolean
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const spki = Buffer.from('302a300506032b6570032100', 'hex')

/** RFC 8032. */
const ed25519: Profile = {
  kind: ed25519Kind,
  newSecret: () => randomBytes(32),
  publicOf: (secret) =>
    secret.length === 32
      ? createPublicKey(privateEd25519(secret)).export({ format: 'der', type: 'spki' }).subarray(spki.length)
      : null,
  sign: (secret, text) => sign(null, text, privateEd25519(secret)),
  verify(publicKey, text, signature) {
    if (publicKey.length !== 32) return false
    const key = createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' })
    return verify(null, text, key, signature)
  },
}

function privateEd25519(secret: Uint8Array) {
  return createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' })
}

const label = Buffer.from(sm2Label)
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n

/** GB/T 32918 on the recommended curve, with SM3 and the user identity 1234567812345678; a signature is r and s. */
const sm2: Profile = {
  kind: sm2Kind,
  newSecret: () => Buffer.concat([label, Buffer.from(curve.generateKeyPairHex().privateKey, 'hex')]),
  publicOf(secret) {
    const own = secretNumber(secret)
    return own === null
      ? null
      : Buffer.concat([label, Buffer.from(curve.getPublicKeyFromPrivateKey(own), 'hex')])
  },
  sign(secret, text) {
    const own = secretNumber(secret)
    if (own === null) throw new Error('no SM2 key')
    return Buffer.from(curve.doSignature(text, own, { hash: true }), 'hex')
  },
  verify(publicKey, text, signature) {
    const point = afterLabel(publicKey)
    if (point?.length !== 65 || point[0] !== 4 || signature.length !== 64) return false
    try {
      return curve.doVerifySignature(text, hexOf(signature), hexOf(point), { hash: true })
    } catch {
      return false
    }
  },
}

/** Hexadecimal, as sm-crypto-v2 wants it; null unless it lies in 1 … n-2. */
function secretNumber(secret: Uint8Array): string | null {
  const digits = afterLabel(secret)
  if (digits?.length !== 32) return null
  const value = BigInt(`0x${hexOf(digits)}`)
  return value > 0n && value < order - 1n ? hexOf(digits) : null
}

function afterLabel(bytes: Uint8Array): Uint8Array | null {
  const start = Buffer.from(bytes.subarray(0, label.length))
  return start.equals(label) ? bytes.subarray(label.length) : null
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

export const profiles = { ed25519, sm2 } as const satisfies Record<string, Profile>

export function profileOf(kind: number): Profile | null {
  return Object.values(profiles).find((profile) => profile.kind === kind) ?? null
}

/** Whether the key's owner signed the text, by whichever profile the key is of. */
export function verifySignature(key: NoteKey, text: Uint8Array, signature: Uint8Array): boolean {
  return profileOf(key.kind)?.verify(key.publicKey, text, signature) ?? false
}
