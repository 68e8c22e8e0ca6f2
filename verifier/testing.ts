import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import canonicalize from 'canonicalize'
import { formatCheckpoint } from '#app/domain/audit/checkpoint.ts'
import { formatKey } from '#app/domain/audit/note.ts'
import { entriesPath, entryBundle, tilePath, tilesOf, tileWidth } from '#app/domain/audit/tiles.ts'
import { leafHash, rootOf } from '#app/domain/audit/tree.ts'
import { newKey, sha256, type Signer, signerOf, signNote } from '#app/platform/audit-key.server.ts'

const run = promisify(execFile)

export const key = newKey('test.example/log', new Uint8Array(32).fill(7))
export const signer = signerOf(key.secret)

export type Event = {
  dossier: string
  text: string
  reason?: { hmac: string }
  files?: readonly { id: string; sha256: string; size: number }[]
}

/** Canonical bytes of events, numbered and linked within their dossiers. */
export function entriesOf(events: readonly Event[]): Uint8Array[] {
  const last = new Map<string, { n: number; leaf: Uint8Array }>()
  return events.map(({ dossier, text, reason, files }, i) => {
    const before = last.get(dossier)
    const n = (before?.n ?? 0) + 1
    const bytes = Buffer.from(
      canonicalize({
        version: 1,
        id: `id-${i}`,
        time: '2026-03-18T09:00:00.000Z',
        actor: { id: 'system' },
        act: 'test.recorded',
        result: 'done',
        object: { type: 'test', id: dossier, dossier },
        n,
        prev: before ? Buffer.from(before.leaf).toString('hex') : null,
        after: { text },
        ...(reason && { reason }),
        ...(files && { files }),
      }) ?? '',
    )
    last.set(dossier, { n, leaf: leafHash(sha256, bytes) })
    return bytes
  })
}

export async function checkpointOf(
  leaves: readonly Uint8Array[],
  size: number,
  by: Signer = signer,
): Promise<string> {
  const root = rootOf(sha256, leaves.slice(0, size))
  const text = formatCheckpoint({ origin: by.key.name, size, root })
  return signNote(by, text)
}

/** The files of an exported log, by path. @param sizes of its checkpoints; the last is the whole log */
export async function logFiles(
  entries: readonly Uint8Array[],
  sizes: readonly number[],
  by: Signer = signer,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  let row = entries.map((entry) => leafHash(sha256, entry))
  const leaves = row
  for (const { level, index, width } of tilesOf(entries.length)) {
    const from = index * tileWidth
    if (index === 0 && level > 0)
      row = Array.from({ length: Math.floor(row.length / tileWidth) }, (_, i) =>
        rootOf(sha256, row.slice(i * tileWidth, (i + 1) * tileWidth)),
      )
    files.set(tilePath({ level, index, width }), Buffer.concat(row.slice(from, from + width)))
    if (level === 0) files.set(entriesPath(index, width), entryBundle(entries.slice(from, from + width)))
  }
  const notes = await Promise.all(sizes.map((size) => checkpointOf(leaves, size, by)))
  files.set('checkpoints', Buffer.from(notes.join('')))
  files.set('checkpoint', Buffer.from(notes.at(-1) ?? ''))
  files.set('key', Buffer.from(`${formatKey(by.key)}\n`))
  return files
}

export async function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

export type Verdict = { code: number; out: string; errors: string }

/** Runs one of the two verifiers. @param programs the folder in which they lie */
export async function verifyWith(
  program: 'node' | 'python',
  args: readonly string[],
  cwd?: string,
  programs = import.meta.dirname,
): Promise<Verdict> {
  const [command, script] = program === 'node' ? [process.execPath, 'verify.mjs'] : ['python3', 'verify.py']
  const ran = run(command, [join(programs, script), ...args], { maxBuffer: 1 << 28, cwd })
  return ran.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, errors: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout,
      errors: error.stderr,
    }),
  )
}

/** Runs both, which must say the same. */
export async function verifyWithBoth(
  args: readonly string[],
  cwd?: string,
  programs?: string,
): Promise<Verdict> {
  const [node, python] = await Promise.all([
    verifyWith('node', args, cwd, programs),
    verifyWith('python', args, cwd, programs),
  ])
  if (JSON.stringify(node) !== JSON.stringify(python)) {
    const [a, b] = [node, python].map(({ out, errors }) => `${out}${errors}`.split('\n'))
    const at = a?.findIndex((line, i) => line !== b?.[i]) ?? 0
    throw new Error(`node says ${node.code} ${a?.[at]}, python says ${python.code} ${b?.[at]}`)
  }
  return node
}
