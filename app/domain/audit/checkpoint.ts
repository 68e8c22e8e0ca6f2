import { base64, fromBase64 } from './note.ts'

/** The state of the log at one size: C2SP tlog-checkpoint without extension lines. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array }

/** A leaf's place in a signed tree: C2SP tlog-proof. `extra` is not covered by the signature; the leaf hash is checked apart. */
export type LogProof = { extra: string | null; index: number; path: Uint8Array[]; note: string }

const proofHead = 'c2sp.org/tlog-proof@v1'

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(root)}\n`
}

/** Null when it is no checkpoint: three lines, decimal size without zeros before it, a root of 32 bytes. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const found = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]+)\n$/.exec(text)
  const root = fromBase64(found?.[3] ?? '')
  return found?.[1] && root?.length === 32 ? { origin: found[1], size: Number(found[2]), root } : null
}

export function formatProof({ extra, index, path, note }: LogProof): string {
  const lines = [
    proofHead,
    ...(extra === null ? [] : [`extra ${base64(new TextEncoder().encode(extra))}`]),
    `index ${index}`,
    ...path.map(base64),
  ]
  return `${lines.join('\n')}\n\n${note}`
}

/** Null when it is no proof file; nothing is verified. */
export function parseProof(text: string): LogProof | null {
  const split = text.indexOf('\n\n')
  if (split < 0) return null
  const [head, ...rest] = text.slice(0, split).split('\n')
  const extra = rest[0]?.startsWith('extra ') ? fromBase64(rest.shift()?.slice(6) ?? '') : undefined
  const index = /^index (0|[1-9]\d{0,15})$/.exec(rest.shift() ?? '')?.[1]
  const path = rest.map(fromBase64).filter((hash) => hash?.length === 32)
  if (head !== proofHead || extra === null || index === undefined || path.length !== rest.length) return null
  return {
    extra: extra === undefined ? null : new TextDecoder().decode(extra),
    index: Number(index),
    path: path.filter((hash) => hash !== null),
    note: text.slice(split + 2),
  }
}
