import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ed25519Kind, formatKey, fromBase64, keyId, type NoteKey } from '#app/domain/audit/note.ts'
import { env, type Env } from './env.server.ts'

/** Signs checkpoints of the log. `key` is what is published; a second profile is another kind of key. */
export type Signer = { key: NoteKey; sign(text: Uint8Array): Promise<Uint8Array> }

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

/**
 * The signer of this installation: AUDIT_KEY, or outside production a key of its own under the data folder, made when
 * it is missing.
 * @throws when the key is malformed
 */
export async function openSigner({ auditKey, dataDir }: Pick<Env, 'auditKey' | 'dataDir'>): Promise<Signer> {
  return signerOf(auditKey ?? (await ownKey(dataDir)))
}

/** @param secret `PRIVATE+KEY+name+hash+base64(kind, seed)`, as `npm run audit:key` prints it. @throws when malformed */
export function signerOf(secret: string): Signer {
  const found = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(secret)
  const content = fromBase64(found?.[3] ?? '')
  if (!found?.[1] || content?.length !== 33 || content[0] !== ed25519Kind) throw malformed()
  const own = createPrivateKey({
    key: Buffer.concat([pkcs8, content.slice(1)]),
    format: 'der',
    type: 'pkcs8',
  })
  const key = keyOf(
    found[1],
    createPublicKey(own).export({ format: 'der', type: 'spki' }).subarray(spki.length),
  )
  if (Buffer.from(key.id).toString('hex') !== found[2]) throw malformed()
  return { key, sign: async (text) => sign(null, text, own) }
}

/** A new key of that name: the text to keep secret and the text to publish. @param name without spaces and plus signs */
export function newKey(name: string, seed: Uint8Array = randomBytes(32)): { secret: string; public: string } {
  const own = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const key = keyOf(name, createPublicKey(own).export({ format: 'der', type: 'spki' }).subarray(spki.length))
  const content = Buffer.concat([Buffer.from([ed25519Kind]), seed]).toString('base64')
  return {
    secret: `PRIVATE+KEY+${name}+${Buffer.from(key.id).toString('hex')}+${content}`,
    public: formatKey(key),
  }
}

export function verifyEd25519(
  { kind, publicKey }: NoteKey,
  text: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (kind !== ed25519Kind || publicKey.length !== 32) return false
  const key = createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' })
  return verify(null, text, key, signature)
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const spki = Buffer.from('302a300506032b6570032100', 'hex')

function keyOf(name: string, publicKey: Uint8Array): NoteKey {
  return { name, id: keyId(sha256, name, ed25519Kind, publicKey), kind: ed25519Kind, publicKey }
}

function malformed(): Error {
  return new Error('configuration: AUDIT_KEY is malformed')
}

/** Server and worker may make it at the same time: the first one wins. */
async function ownKey(dataDir: string): Promise<string> {
  const file = join(dataDir, 'audit-key')
  const known = await readFile(file, 'utf8').catch(() => null)
  if (known !== null) return known.trim()
  const made = `${file}.${randomBytes(6).toString('hex')}`
  await mkdir(dataDir, { recursive: true })
  try {
    await writeFile(made, newKey('qixiang.demo/log').secret, { mode: 0o600 })
    await link(made, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(made, { force: true })
  }
  return (await readFile(file, 'utf8')).trim()
}

let published: Promise<NoteKey> | undefined

/** The public key of this installation's log. */
export function logKey(): Promise<NoteKey> {
  return (published ??= openSigner(env).then(({ key }) => key))
}
