import { parseCheckpoint } from '#app/domain/audit/checkpoint.ts'
import { ed25519Kind, fromBase64, fromHex, hex, parseNote, sm2Kind } from '#app/domain/audit/note.ts'
import { equalBytes, inclusionSteps, prefixed } from '#app/domain/audit/tree.ts'

export type Verdict = 'right' | 'wrong' | 'unknown'

/** Whether the printed hash is the entry's, the entry is in the signed tree, and the signature is the key's. */
export type Checked = { printed: Verdict; included: Verdict; signed: Verdict }

export type PublicProof = {
  index: number
  /** hex */
  leaf: string
  /** base64, from the leaf upwards */
  path: string[]
  note: string
  key: string
}

/**
 * The verifier's checks done again in the browser, by its own cryptography. What the browser cannot do is unknown: all of
 * it on a page without TLS, the signature in browsers that do not know Ed25519. SM2 is checked by a library.
 * @param printed what stands on the document: at least 16 hexadecimal digits of the hash, blanks allowed; null: nothing given
 */
export async function checkProof(
  proof: PublicProof,
  printed: string | null,
  subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle,
): Promise<Checked> {
  return {
    printed: printed === null ? 'unknown' : verdict(isPrinted(proof.leaf, printed)),
    included: subtle ? verdict(await isIncluded(proof, subtle)) : 'unknown',
    signed: subtle ? await isSigned(proof, subtle) : 'unknown',
  }
}

/** What the address of a code carries behind `#`, as it stands there; null: nothing. */
export function printedIn(fragment: string): string | null {
  return fragment.slice(1).replaceAll('%20', ' ') || null
}

function isPrinted(leaf: string, printed: string): boolean {
  const digits = printed.replace(/\s/g, '').toLowerCase()
  return digits.length >= 16 && leaf.startsWith(digits)
}

async function isIncluded({ index, leaf, path, note }: PublicProof, subtle: SubtleCrypto): Promise<boolean> {
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '')
  const hashes = path.map(fromBase64).filter((hash) => hash?.length === 32)
  const start = fromHex(leaf)
  if (!checkpoint || !start || hashes.length !== path.length) return false
  const steps = inclusionSteps(
    index,
    checkpoint.size,
    hashes.filter((hash) => hash !== null),
  )
  if (!steps) return false
  let node = start
  for (const { side, hash } of steps) {
    const pair = side === 'left' ? prefixed(1, hash, node) : prefixed(1, node, hash)
    node = new Uint8Array(await subtle.digest('SHA-256', new Uint8Array(pair)))
  }
  return equalBytes(node, checkpoint.root)
}

async function isSigned({ note, key }: PublicProof, subtle: SubtleCrypto): Promise<Verdict> {
  const [, name, id, content] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(key) ?? []
  const bytes = fromBase64(content ?? '')
  const parsed = parseNote(note)
  const signature = parsed?.signatures.find((one) => one.name === name && hex(one.id) === id)
  if (!parsed || !signature || !bytes) return 'wrong'
  const text = new TextEncoder().encode(parsed.text)
  if (bytes[0] === sm2Kind) {
    // no browser knows SM2: its arithmetic is loaded when it is needed
    const { verifySm2 } = await import('#app/platform/sm2.ts')
    return verdict(verifySm2(bytes.slice(1), text, signature.bytes))
  }
  if (bytes.length !== 33 || bytes[0] !== ed25519Kind) return 'wrong'
  let imported: CryptoKey
  try {
    imported = await subtle.importKey('raw', new Uint8Array(bytes.slice(1)), 'Ed25519', false, ['verify'])
  } catch {
    return 'unknown'
  }
  return verdict(await subtle.verify('Ed25519', imported, new Uint8Array(signature.bytes), text))
}

function verdict(holds: boolean): Verdict {
  return holds ? 'right' : 'wrong'
}
