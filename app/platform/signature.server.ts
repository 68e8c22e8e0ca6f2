import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { sm2 as curve } from 'sm-crypto-v2'
import { ed25519Kind, hex, type NoteKey, sm2Kind, sm2Label } from '#app/domain/audit/note.ts'
import { afterLabel, verifySm2 } from './sm2.ts'

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
    return publicKey.length === 32 && verify(null, text, publicEd25519(publicKey), signature)
  },
}

const privateEd25519 = opened((secret) =>
  createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' }),
)
const publicEd25519 = opened((key) =>
  createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }),
)

/** Opens a key once for as long as its bytes are held: opening takes longer than signing. */
function opened(open: (bytes: Uint8Array) => KeyObject): (bytes: Uint8Array) => KeyObject {
  const keys = new WeakMap<Uint8Array, KeyObject>()
  return (bytes) => {
    const key = keys.get(bytes) ?? open(bytes)
    keys.set(bytes, key)
    return key
  }
}

const label = Buffer.from(sm2Label)
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n

/** GB/T 32918 with SM3; what it does not say is said in sm2.ts. */
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
  verify: verifySm2,
}

/** Hexadecimal, as sm-crypto-v2 wants it; null unless it lies in 1 … n-2. */
function secretNumber(secret: Uint8Array): string | null {
  const digits = afterLabel(secret)
  if (digits?.length !== 32) return null
  const value = BigInt(`0x${hex(digits)}`)
  return value > 0n && value < order - 1n ? hex(digits) : null
}

export const profiles = { ed25519, sm2 } as const satisfies Record<string, Profile>

export function profileOf(kind: number): Profile | null {
  return Object.values(profiles).find((profile) => profile.kind === kind) ?? null
}

/** Whether the key's owner signed the text, by whichever profile the key is of. */
export function verifySignature(key: NoteKey, text: Uint8Array, signature: Uint8Array): boolean {
  return profileOf(key.kind)?.verify(key.publicKey, text, signature) ?? false
}
