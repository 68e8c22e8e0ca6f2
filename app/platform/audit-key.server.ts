import { hash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { formatKey, formatNote, fromBase64, keyId, type NoteKey } from '#app/domain/audit/note.ts'
import type { Env } from './env.server.ts'
import { profileOf, profiles, verifySignature } from './signature.server.ts'

/** Signs checkpoints of the log. `key` is what is published; `second` signs beside it, by another profile. */
export type Signer = { key: NoteKey; sign(text: Uint8Array): Promise<Uint8Array>; second?: Signer }

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

type Secrets = Pick<Env, 'mode' | 'auditKey' | 'auditKeyFile' | 'dataDir'>

/** Where the secret lies unless AUDIT_KEY holds it. */
export function keyFileOf({ auditKeyFile, dataDir }: Pick<Env, 'auditKeyFile' | 'dataDir'>): string {
  return auditKeyFile ?? join(dataDir, 'audit-key')
}

/** Beside the file of the key: the one that is about to take over. */
export const comingKey = (file: string) => `${file}.next`

/**
 * The signer of this installation: AUDIT_KEY, or what AUDIT_KEY_FILE holds. Outside production that file is made when it
 * is missing. For workers and commands; a server has no use for it.
 * @throws when there is none, or it is malformed
 */
export async function openSigner(secrets: Secrets): Promise<Signer> {
  if (secrets.auditKey !== null) return signersOf(secrets.auditKey)
  const file = keyFileOf(secrets)
  const production = secrets.mode === 'production'
  const own = production ? secrets.auditKeyFile && (await keyIn(file)) : await madeOnce(file)
  if (!own) throw new Error('configuration: AUDIT_KEY or AUDIT_KEY_FILE is missing')
  return signersOf(own)
}

/** Every signer that this installation has now, a key that is about to take over among them: read anew each time. */
export async function openSigners(secrets: Secrets): Promise<Signer[]> {
  const present = await openSigner(secrets)
  const coming = secrets.auditKey === null ? await keyIn(comingKey(keyFileOf(secrets))) : null
  return coming === null ? [present] : [present, signersOf(coming)]
}

async function keyIn(file: string): Promise<string | null> {
  return readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => null,
  )
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

/** Two processes may make it at the same time: the first one wins. */
async function madeOnce(file: string): Promise<string> {
  const known = await keyIn(file)
  if (known !== null) return known
  const made = `${file}.${randomBytes(6).toString('hex')}`
  await mkdir(dirname(file), { recursive: true })
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
