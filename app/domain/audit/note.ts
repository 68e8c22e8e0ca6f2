import { equalBytes, type Sha256 } from './tree.ts'

/** Kinds of keys in C2SP signed notes that are understood here. */
export const ed25519Kind = 1
/** The kind that C2SP leaves for signatures without a byte of their own; such keys begin with a label of their own. */
export const sm2Kind = 0xff
export const sm2Label = 'sm2-sm3'

/** `name+hash+base64(kind, key)`: the public half, as printed and published. */
export type NoteKey = { name: string; id: Uint8Array; kind: number; publicKey: Uint8Array }

export type Note = { text: string; signatures: { name: string; id: Uint8Array; bytes: Uint8Array }[] }

/** First four bytes of the hash of name, line feed, kind and public key. */
export function keyId(sha256: Sha256, name: string, kind: number, publicKey: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`${name}\n`)
  const bytes = new Uint8Array(head.length + 1 + publicKey.length)
  bytes.set(head)
  bytes[head.length] = kind
  bytes.set(publicKey, head.length + 1)
  return sha256(bytes).slice(0, 4)
}

export function formatKey({ name, id, kind, publicKey }: NoteKey): string {
  return `${name}+${hex(id)}+${base64(new Uint8Array([kind, ...publicKey]))}`
}

/** Null when it is no key or its hash is not that of its content. */
export function parseKey(sha256: Sha256, text: string): NoteKey | null {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text)
  const content = fromBase64(found?.[3] ?? '')
  if (!found?.[1] || !content || content.length < 2) return null
  const [kind = 0] = content
  const publicKey = content.slice(1)
  const id = keyId(sha256, found[1], kind, publicKey)
  return hex(id) === found[2] ? { name: found[1], id, kind, publicKey } : null
}

/** Text, blank line, one signature line each: `— name base64(key id, signature)`. */
export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(({ name, id, bytes }) => `— ${name} ${base64(joinBytes(id, bytes))}\n`)
  return `${text}\n${lines.join('')}`
}

/** Null when it is no signed note; signatures are not checked. */
export function parseNote(note: string): Note | null {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n') || hasControls(note)) return null
  const lines = note.slice(split + 2, -1).split('\n')
  const signatures = lines.map((line) => {
    const found = /^— ([^+\s]+) (\S+)$/.exec(line)
    const content = fromBase64(found?.[2] ?? '')
    return found?.[1] && content && content.length >= 5
      ? { name: found[1], id: content.slice(0, 4), bytes: content.slice(4) }
      : null
  })
  const sound = signatures.filter((signature) => signature !== null)
  return sound.length === lines.length ? { text: note.slice(0, split + 1), signatures: sound } : null
}

/** The note's text when the key's owner signed it: exactly one signature by that key, and a good one. */
export function openNote(
  note: string,
  key: NoteKey,
  verify: (key: NoteKey, text: Uint8Array, signature: Uint8Array) => boolean,
): string | null {
  const parsed = parseNote(note)
  const own = parsed?.signatures.filter(({ name, id }) => name === key.name && equalBytes(id, key.id)) ?? []
  const [signature] = own
  if (!parsed || !signature || own.length > 1) return null
  return verify(key, new TextEncoder().encode(parsed.text), signature.bytes) ? parsed.text : null
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function fromHex(text: string): Uint8Array | null {
  if (!/^([0-9a-f]{2})*$/.test(text)) return null
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

export function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** Null unless it is exactly what `base64` writes: one text for one content. */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  return base64(bytes) === text ? bytes : null
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length)
  bytes.set(a)
  bytes.set(b, a.length)
  return bytes
}

function hasControls(text: string): boolean {
  return Array.from(text).some((char) => char < ' ' && char !== '\n')
}
