import { link, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testFolder } from '#fixtures/folder.ts'
import { entriesOf, logFiles, verifyWith, verifyWithBoth, writeFiles } from './testing.ts'

let folder = ''
beforeAll(async () => {
  folder = await testFolder('verifier')
})

/** How many single-byte changes are tried; the full suite of issue 3 takes 5,000. */
const samples = Number(process.env.AUDIT_SAMPLES ?? 1000)

/** A small generator with a seed (mulberry32), so that a failure can be repeated. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

function randomEntries(random: (below: number) => number, count: number): Uint8Array[] {
  const texts = ['', '受理', 'ok', '"\\', '\u0000', '😀'.repeat(20), 'x'.repeat(300)]
  return entriesOf(
    Array.from({ length: count }, () => ({
      dossier: `application:${random(4)}`,
      text: texts[random(texts.length)] ?? '',
    })),
  )
}

type Files = Map<string, Uint8Array>

/** One change of what was exported. @returns null: nothing was changed after all */
function tampered(files: Files, random: (below: number) => number): Files | null {
  const changed = new Map(files)
  const paths = [...files.keys()]
  const path = paths[random(paths.length)] ?? ''
  const bytes = Buffer.from(files.get(path) ?? [])
  const at = random(bytes.length)
  const rest = [
    () =>
      Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from([(bytes[at] ?? 0) ^ (1 + random(255))]),
        bytes.subarray(at + 1),
      ]),
    () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
    () => Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at)]),
    () => bytes.subarray(0, at),
  ][random(5)]
  if (rest) changed.set(path, rest())
  else changed.delete(path)
  return Buffer.compare(changed.get(path) ?? Buffer.alloc(0), bytes) === 0 ? null : changed
}

test('both programs agree on 1,000 random logs, half of them changed, and find every change', async () => {
  const random = randomOf(20_261_121)
  const changed: boolean[] = []
  for (let i = 0; i < 1000; i++) {
    const count = i % 250 === 0 ? 250 + random(300) : 1 + random(12)
    const sizes = [...new Set([1 + random(count), count])].toSorted((a, b) => a - b)
    const files = await logFiles(randomEntries(random, count), sizes)
    const other = i % 2 === 1 ? tampered(files, random) : null
    changed.push(other !== null)
    await writeFiles(join(folder, `log/${i}`), other ?? files)
  }
  const names = changed.map((_, i) => String(i))
  const { code, out, errors } = await verifyWithBoth(['export', ...names], join(folder, 'log'))
  expect(errors).toBe('')
  expect(code).toBe(1)
  const wrong = new Set([...out.matchAll(/^不正确：(\d+)$/gm)].map(([, name]) => Number(name)))
  const right = new Set([...out.matchAll(/^正确：(\d+)：/gm)].map(([, name]) => Number(name)))
  expect(changed.map((_, i) => wrong.has(i))).toEqual(changed)
  expect(changed.map((_, i) => !right.has(i))).toEqual(changed)
}, 120_000)

test(
  'every sampled single-byte change of an exported log is reported, and where it lies',
  async () => {
    const random = randomOf(3)
    const files = await logFiles(randomEntries(random, 40), [13, 40])
    const base = join(folder, 'base')
    await writeFiles(base, files)
    const places = [...files].flatMap(([path, { length }]) =>
      Array.from({ length }, (_, at) => ({ path, at })),
    )
    const chosen = Array.from({ length: samples }, () => places[random(places.length)] ?? { path: '', at: 0 })
    for (const [i, { path, at }] of chosen.entries()) {
      const bytes = Buffer.from(files.get(path) ?? [])
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
      for (const one of files.keys()) {
        await mkdir(dirname(join(folder, 'bytes', String(i), one)), { recursive: true })
        if (one !== path) await link(join(base, one), join(folder, 'bytes', String(i), one))
      }
      await writeFile(join(folder, 'bytes', String(i), path), bytes)
    }
    const { code, out, errors } = await verifyWith(
      'node',
      ['--en', 'export', ...chosen.map((_, i) => String(i))],
      join(folder, 'bytes'),
    )
    expect({ code, errors }).toEqual({ code: 1, errors: '' })
    const reports = new Map(
      out
        .split(/^WRONG: /m)
        .slice(1)
        .map((text) => [Number.parseInt(text, 10), text]),
    )
    expect(reports.size).toBe(samples)
    for (const [i, { path }] of chosen.entries())
      if (path.startsWith('tile/'))
        expect(reports.get(i)).toMatch(/Entry \d+|entry \d+|Hash \d+ in|is damaged/)
  },
  Math.max(120_000, samples * 100),
)

test('deletion, repetition, another order and a shorter log are named', async () => {
  const entries = randomEntries(randomOf(5), 30)
  const whole = await logFiles(entries, [30])
  const swapped = entries.with(3, entries[4] ?? new Uint8Array()).with(4, entries[3] ?? new Uint8Array())
  const forged: Record<string, { entries: Uint8Array[]; says: RegExp }> = {
    deleted: { entries: entries.toSpliced(7, 1), says: /The content of entry 7 has not the hash/ },
    doubled: {
      entries: entries.toSpliced(7, 0, entries[7] ?? new Uint8Array()),
      says: /has more than it should/,
    },
    swapped: { entries: swapped, says: /entry 3 has not[^]*entry 4 has not/ },
    cut: { entries: entries.slice(0, 29), says: /cut off or damaged at entry 29/ },
  }
  for (const [name, { entries: others }] of Object.entries(forged)) {
    const files = new Map(whole)
    const bundle = [...files.keys()].find((path) => path.startsWith('tile/entries')) ?? ''
    const other = await logFiles(others, [others.length])
    files.set(
      bundle,
      other.get([...other.keys()].find((path) => path.startsWith('tile/entries')) ?? '') ?? new Uint8Array(),
    )
    await writeFiles(join(folder, name), files)
    const { code, out } = await verifyWithBoth(['--en', 'export', name], folder)
    expect(code).toBe(1)
    expect(out).toMatch(forged[name]?.says ?? /never/)
  }
})

test('who rebuilds a log with the stolen key is caught by an older checkpoint, and by nothing else', async () => {
  const entries = randomEntries(randomOf(6), 20)
  const honest = await logFiles(entries, [12, 20])
  const rewritten = entriesOf(entries.map((_, i) => ({ dossier: 'application:1', text: `other ${i}` })))
  await writeFiles(join(folder, 'honest'), honest)
  await writeFiles(join(folder, 'rebuilt'), await logFiles(rewritten, [12, 20]))
  await writeFiles(join(folder, 'earlier'), await logFiles(entries.slice(0, 12), [12]))
  expect((await verifyWithBoth(['export', 'rebuilt'], folder)).code).toBe(0)
  expect(await verifyWithBoth(['--en', 'checkpoints', 'earlier', 'honest'], folder)).toMatchObject({
    code: 0,
  })
  const caught = await verifyWithBoth(['--en', 'checkpoints', 'earlier', 'rebuilt'], folder)
  expect(caught).toMatchObject({ code: 1, errors: '' })
  expect(caught.out).toContain('history was rewritten')
  const shrunk = await verifyWithBoth(['--en', 'checkpoints', 'honest', 'earlier'], folder)
  expect(shrunk.out).toContain('fewer than the old one')
})
