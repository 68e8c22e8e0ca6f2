import { hash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatKey, formatNote, fromBase64, keyId, type NoteKey } from '#app/domain/audit/note.ts'
import { env, type Env } from './env.server.ts'
import { profileOf, profiles, verifySignature } from './signature.server.ts'

/** Signs checkpoints of the log. `key` is what is published; `second` signs beside it, by another profile. */
export type Signer = { key: NoteKey; sign(text: Uint8Array): Promise<Uint8Array>; second?: Signer }

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

/**
 * The signer of this installation: AUDIT_KEY, or outside production a key of its own under the data folder, made when
 * it is missing.
 * @throws when the key is malformed
 */
export async function openSigner({ auditKey, dataDir }: Pick<Env, 'auditKey' | 'dataDir'>): Promise<Signer> {
  return signersOf(auditKey ?? (await ownKey(dataDir)))
}

/** @param secrets one secret key, or two of one name and different profiles, a blank between. @throws when malformed */
export function signersOf(secrets: string): Signer {
  const [own, second, ...more] = secrets.split(' ').map(signerOf)
  if (!own || more.length > 0) throw malformed()
  if (!second) return own
  if (second.key.name !== own.key.name || second.key.kind === own.key.kind) throw malformed()
  return { ...own, second }
}

/** @param secret `PRIVATE+KEY+name+hash+base64(kind, secret)`, as `npm run audit:key` prints it. @throws when malformed */
export function signerOf(secret: string): Signer {
  const found = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(secret)
  const content = fromBase64(found?.[3] ?? '')
  const profile = profileOf(content?.[0] ?? 0)
  const own = content?.slice(1)
  const publicKey = own && profile?.publicOf(own)
  if (!found?.[1] || !profile || !publicKey) throw malformed()
  const key = keyOf(found[1], profile.kind, publicKey)
  if (Buffer.from(key.id).toString('hex') !== found[2]) throw malformed()
  return {
    key,
    async sign(text) {
      const signature = profile.sign(own, text)
      if (!verifySignature(key, text, signature)) throw new Error('the signature just made does not verify')
      return signature
    },
  }
}

/** The text with the signature of the signer and of its second, as it is published. */
export async function signNote(signer: Signer, text: string): Promise<string> {
  const signers = signer.second ? [signer, signer.second] : [signer]
  const signed = signers.map(async ({ key, sign }) => ({
    name: key.name,
    id: key.id,
    bytes: await sign(new TextEncoder().encode(text)),
  }))
  return formatNote({ text, signatures: await Promise.all(signed) })
}

/**
 * A new key of that name: the text to keep secret and the text to publish.
 * @param name without spaces and plus signs
 * @throws when the secret half does not suit the profile
 */
export function newKey(
  name: string,
  secret?: Uint8Array,
  { kind, newSecret, publicOf } = profiles.ed25519,
): { secret: string; public: string } {
  const own = secret ?? newSecret()
  const publicKey = publicOf(own)
  if (!publicKey) throw malformed()
  const key = keyOf(name, kind, publicKey)
  const content = Buffer.concat([Buffer.from([kind]), own]).toString('base64')
  return {
    secret: `PRIVATE+KEY+${name}+${Buffer.from(key.id).toString('hex')}+${content}`,
    public: formatKey(key),
  }
}

function keyOf(name: string, kind: number, publicKey: Uint8Array): NoteKey {
  return { name, id: keyId(sha256, name, kind, publicKey), kind, publicKey }
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

let published: Promise<Signer> | undefined

/** The public key of this installation's log. */
export async function logKey(): Promise<NoteKey> {
  return (await (published ??= openSigner(env))).key
}

/** The public key by which every checkpoint is signed as well, if there is a second profile. */
export async function keyBeside(): Promise<NoteKey | null> {
  return (await (published ??= openSigner(env))).second?.key ?? null
}
