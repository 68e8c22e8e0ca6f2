import { link, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import canonicalize from 'canonicalize'
import { beforeAll, expect, test, vi } from 'vitest'
import { formatCheckpoint } from '#app/domain/audit/checkpoint.ts'
import { formatDeclaration, originOf } from '#app/domain/audit/epoch.ts'
import { leafHash, rootOf } from '#app/domain/audit/tree.ts'
import { newKey, sha256, signerOf, signNote } from '#app/platform/audit-key.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { entriesOf, key, logFiles, signer, verifyWithBoth, writeFiles } from './testing.ts'

/** Programs are started many times. */
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
beforeAll(async () => {
  folder = await testFolder('epochs')
})

const both = (...args: string[]) => verifyWithBoth(['--en', '--key', key.public, ...args], folder)
const first = entriesOf(Array.from({ length: 6 }, (_, i) => ({ dossier: 'application:1', text: `${i}` })))
const lostEntries = [...first, ...entriesOf([{ dossier: 'application:2', text: 'lost' }])]
const leavesOf = (entries: readonly Uint8Array[]) => entries.map((entry) => leafHash(sha256, entry))
const rootAt = (entries: readonly Uint8Array[], size: number) =>
  rootOf(sha256, leavesOf(entries).slice(0, size))

function checkpoint(
  entries: readonly Uint8Array[],
  size: number,
  epoch: number,
  by = signer,
): Promise<string> {
  const origin = originOf(by.key.name, epoch)
  return signNote(by, formatCheckpoint({ origin, size, root: rootAt(entries, size) }))
}

/** One of the two acts as the log keeps it. */
function act(name: string, actor: string, n: number, prev: Uint8Array | null, epoch = 2): Uint8Array {
  const event = {
    version: 2,
    time: '2026-03-18T09:00:00.000Z',
    actor: { id: actor },
    act: name,
    result: 'done',
    object: { type: 'epoch', id: 'request', dossier: 'log:history' },
    n,
    prev: prev && Buffer.from(leafHash(sha256, prev)).toString('hex'),
    after: { epoch },
  }
  return Buffer.from(canonicalize(event) ?? '')
}

/** A log of 6 that was restored, the loss of a seventh declared, and gone on in epoch 2. */
async function aRestoredLog({ asked = 'sec', declared = 'audit', named = 2, epoch = 2, by = signer } = {}) {
  const asks = act('epoch.ask', asked, 1, null, named)
  const entries = [...first, asks, act('epoch.declare', declared, 2, asks, named)]
  const files = await logFiles(entries, [8])
  const notes = [
    await checkpoint(entries, 4, 1),
    await checkpoint(entries, 6, 1),
    await checkpoint(entries, 8, epoch),
  ]
  const declaration = formatDeclaration({
    name: by.key.name,
    epoch,
    kept: { size: 6, root: rootAt(entries, 6) },
    lost: { size: 7, root: rootAt(lostEntries, 7), epoch: 1 },
    at: '2026-03-18T09:00:00.000Z',
    asked: 'sec',
    declared: 'audit',
  })
  files.set('checkpoints', Buffer.from(notes.join('')))
  files.set('checkpoint', Buffer.from(notes.at(-1) ?? ''))
  files.set('epochs', Buffer.from((await signNote(by, declaration)) + (await checkpoint(lostEntries, 7, 1))))
  return files
}

test('a restored log is right, says what was lost, and is told apart from a rewritten one', async () => {
  await writeFiles(join(folder, 'log'), await aRestoredLog())
  const { code, out } = await both('export', 'log')
  expect(out).toContain(
    'Epoch 2: the entries of epoch 1 from 6 up to 7 were lost by a restore, declared at 2026-03-18T09:00:00.000Z by two people, sec and audit.',
  )
  expect(code).toBe(0)
  const answers: [string, string, RegExp][] = [
    ['kept', await checkpoint(first, 5, 1), /^OK: the checkpoint of 8 continues the checkpoint of 5/],
    ['lost', await checkpoint(lostEntries, 7, 1), /^LOST: history between entry 6 and 7 was lost/],
    ['other', await checkpoint(lostEntries.toReversed(), 5, 1), /^WRONG: log\n.*history was rewritten/],
    ['later', await checkpoint(first, 6, 3), /^WRONG: log\n.*of epoch 2, before epoch 3/],
  ]
  for (const [name, note, says] of answers) {
    await writeFile(join(folder, name), note)
    const answer = await both('checkpoints', name, 'log')
    expect(answer.out).toMatch(says)
    expect(answer.code).toBe(name === 'kept' ? 0 : 1)
  }
  await writeFile(join(folder, 'new'), (await aRestoredLog()).get('checkpoint') ?? '')
  expect((await both('checkpoints', 'lost', 'new')).out).toContain('give the exported folder')
})

test('a log that went back behind a change of its keys is shorter, and not badly signed', async () => {
  const next = newKey(signer.key.name)
  await writeFiles(join(folder, 'before'), await logFiles(first, [6]))
  await writeFile(join(folder, 'known'), await checkpoint(lostEntries, 7, 1, signerOf(next.secret)))
  await writeFile(join(folder, 'published'), `${key.public}\n${next.public} 1:7\n`)
  const args = ['--en', '--key', 'published', 'checkpoints', 'known', 'before']
  const { code, out, errors } = await verifyWithBoth(args, folder)
  expect({ code, errors }).toEqual({ code: 1, errors: '' })
  expect(out).toBe('WRONG: before\n  The new checkpoint has 6 entries, fewer than the old one with 7.\n')
})

test('an epoch that nobody declared, or one person alone, or another key, is wrong', async () => {
  const whole = await aRestoredLog()
  const other = signerOf(newKey(signer.key.name, new Uint8Array(32).fill(3)).secret)
  const undeclared = new Map(whole)
  undeclared.delete('epochs')
  const unneeded = new Map(whole).set(
    'checkpoints',
    (await aRestoredLog({ epoch: 3 })).get('checkpoints') ?? new Uint8Array(),
  )
  const cases: [string, Map<string, Uint8Array>, string][] = [
    ['undeclared', undeclared, 'says epoch 2; it should be epoch 1: nobody declared it'],
    ['unneeded', unneeded, 'says epoch 3; it should be epoch 2'],
    ['alone', await aRestoredLog({ declared: 'sec' }), 'has no entries of two people in the log'],
    ['absent', await aRestoredLog({ asked: 'somebody' }), 'has no entries of two people in the log'],
    ['named', await aRestoredLog({ named: 3 }), 'has no entries of two people in the log'],
    ['foreign', await aRestoredLog({ by: other }), 'epochs bears no valid signature'],
  ]
  for (const [name, files, says] of cases) {
    await writeFiles(join(folder, name), files)
    const { code, out, errors } = await both('export', name)
    expect([name, code, errors]).toEqual([name, 1, ''])
    expect(out).toContain(says)
  }
})

test('every changed byte of the declarations, keys and checkpoints is reported', async () => {
  const whole = await aRestoredLog()
  await writeFiles(join(folder, 'base'), whole)
  const names: string[] = []
  for (const path of ['epochs', 'key', 'checkpoint', 'checkpoints']) {
    const bytes = Buffer.from(whole.get(path) ?? [])
    for (let at = 0; at < bytes.length; at += path === 'epochs' ? 1 : 5) {
      const name = `byte/${path}-${at}`
      const changed = Buffer.from(bytes)
      changed[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
      for (const one of whole.keys()) {
        await mkdir(dirname(join(folder, name, one)), { recursive: true })
        if (one !== path) await link(join(folder, 'base', one), join(folder, name, one))
      }
      await writeFile(join(folder, name, path), changed)
      names.push(name)
    }
  }
  const { code, out, errors } = await verifyWithBoth(['--en', 'export', ...names], folder)
  expect({ code, errors }).toEqual({ code: 1, errors: '' })
  expect(out).not.toMatch(/^OK/m)
  expect(out.match(/^WRONG/gm)).toHaveLength(names.length)
})
