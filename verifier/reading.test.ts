import { cp, mkdir, open, readFile, rmdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testFolder } from '#fixtures/folder.ts'
import { entriesOf, key, logFiles, verifyWith, verifyWithBoth, writeFiles } from './testing.ts'

let folder = ''
beforeAll(async () => {
  folder = await testFolder('reading')
})

const both = (...args: string[]) => verifyWithBoth(['--en', '--key', key.public, ...args], folder)

test('what cannot be read is told in one sentence, in every mode', async () => {
  await mkdir(join(folder, 'a/checkpoint'), { recursive: true })
  await mkdir(join(folder, 'b'))
  await writeFile(join(folder, 'file'), Buffer.from([0, 255, 254, 10, 128]))
  await symlink('nowhere', join(folder, 'link'))
  await symlink('../link', join(folder, 'b/checkpoint'))
  await mkdir(join(folder, 'shut'), { mode: 0 })
  for (const mode of ['proof', 'pdf', 'export', 'dossier', 'checkpoints', 'draw', 'ranking'])
    for (const path of ['a', 'b', 'file', 'file/under', 'link', 'nowhere', 'shut']) {
      const more = mode === 'dossier' ? ['x:1'] : mode === 'checkpoints' ? [path] : []
      const { code, out, errors } = await both(mode, path, ...more)
      expect([mode, path, code, errors]).toEqual([mode, path, 1, ''])
      expect([mode, path, out.split('\n').length]).toEqual([mode, path, 3])
    }
  await rmdir(join(folder, 'shut'))
}, 60_000)

test('a damaged log is told as such, where a part of it is no file', async () => {
  const files = await logFiles(entriesOf([{ dossier: 'application:1', text: '' }]), [1])
  for (const path of ['key', 'checkpoints', 'tile/0/000.p/1', 'tile/entries/000.p/1']) {
    const name = `part-${path.replaceAll('/', '-')}`
    await writeFiles(join(folder, name), new Map([...files].filter(([one]) => one !== path)))
    await mkdir(join(folder, name, path), { recursive: true })
    const { code, out, errors } = await both('export', name)
    expect([path, code, errors]).toEqual([path, 1, ''])
    expect(out).toMatch(new RegExp(`${path} (cannot be read|is missing)`))
  }
})

test('a list of checkpoints of any length is read, note by note', async () => {
  const files = await logFiles(entriesOf([{ dossier: 'application:1', text: '' }]), [1])
  const note = Buffer.from(files.get('checkpoints') ?? []).toString()
  files.set('checkpoints', Buffer.from(note.repeat(8000)))
  expect(files.get('checkpoints')?.length).toBeGreaterThan(1 << 20)
  await writeFiles(join(folder, 'long'), files)
  const whole = await verifyWith('node', ['--en', 'export', 'long'], folder)
  expect([whole.code, whole.out.split('\n')[1]]).toEqual([1, expect.stringMatching(/order/)])
  const file = await open(join(folder, 'long/checkpoints'), 'r+')
  await file.truncate(300 * 2 ** 20)
  await file.close()
  await writeFile(join(folder, 'long/checkpoints'), note.slice(0, -9), { flag: 'r+' })
  const cut = await verifyWith('node', ['--en', 'export', 'long'], folder)
  expect([cut.code, cut.out]).toEqual([1, expect.not.stringContaining('too big')])
})

test('a log of three levels of tiles is checked by both', async () => {
  const entries = entriesOf(Array.from({ length: 65_900 }, (_, i) => ({ dossier: `a:${i % 99}`, text: '' })))
  await writeFiles(join(folder, 'deep'), await logFiles(entries, [256, 65_536, 65_900]))
  const { code, out } = await both('export', 'deep')
  expect([code, out]).toEqual([0, expect.stringContaining('65900')])
}, 90_000)

test.each(['fac54203', 'VZcav65F', '0ebc5d34', 'Uw2QOkn8', '067'])(
  'the self-test of both notices a published example that is not %s',
  async (part) => {
    const copy = join(folder, `copy-${part}`)
    await cp(import.meta.dirname, copy, { recursive: true })
    const vectors = await readFile(join(copy, 'vectors.json'), 'utf8')
    const at = vectors.indexOf(part) + part.length - 1
    const other = vectors[at] === '1' ? '2' : '1'
    await writeFile(join(copy, 'vectors.json'), vectors.slice(0, at) + other + vectors.slice(at + 1))
    const { code, out } = await verifyWithBoth(['--en', 'selftest'], undefined, copy)
    expect([code, out]).toEqual([1, expect.stringMatching(/RFC 6962|C2SP/)])
  },
)
