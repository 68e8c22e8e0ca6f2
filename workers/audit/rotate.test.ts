import { execFile } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { logIsAsSigned } from '#app/db/log-check.server.ts'
import { readHalt } from '#app/db/log-keys.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { formatKeys } from '#app/domain/audit/log-keys.ts'
import { newKey, openSigners, type Signer, signersOf } from '#app/platform/audit-key.server.ts'
import { profiles } from '#app/platform/signature.server.ts'
import { exportLog } from '#app/services/audit-export.server.ts'
import { presentKey, publishedKeys } from '#app/services/audit-keys.server.ts'
import { proofOf } from '#app/services/audit-receipt.server.ts'
import { record } from '#app/services/audit.server.ts'
import { askNamed, documentData } from '#app/services/document.server.ts'
import { specimens } from '#fixtures/documents.ts'
import { testFolder } from '#fixtures/folder.ts'
import { verifyWithBoth } from '../../verifier/testing.ts'
import { renderPdf } from '../documents/pdf/render.ts'
import { renderProven } from '../documents/prove.ts'
import { sealPdf } from '../documents/seal.ts'
import { rotateKey } from './rotate.ts'
import { openSequencer, runSequencer, sequenceAll } from './sequencer.ts'
import { recordEvents, systemCtx, testKey, testSigner } from './testing.ts'

const name = 'test.example/log'
/** Programs are started many times. */
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
beforeAll(async () => {
  folder = await testFolder('rotate')
})

/** A log of 20 whose key changes at 16; its export in `after`, and the published list in `keys`. */
async function aRotatedLog(db: Db) {
  const at = await mkdtemp(join(folder, 'log-'))
  const checkpointFile = join(at, 'checkpoint')
  const made = newKey(name)
  const next = signersOf(made.secret)
  const worker = openSequencer(db, { signer: testSigner, checkpointFile })
  await recordEvents(db, 10)
  expect(await worker.step()).toBe(10)
  await exportLog(db, join(at, 'before'))
  await writeFile(join(at, 'early.proof'), (await proofOf(db, await presentKey(db), 3)).file)

  await recordEvents(db, 5)
  await rotateKey(db, db, { signer: testSigner, next, checkpointFile })
  await expect(rotateKey(db, db, { signer: testSigner, next, checkpointFile })).rejects.toThrow('not the one')
  await recordEvents(db, 4)
  expect(await worker.step()).toBe(0)
  expect(await sequenceAll(db, { signer: next, checkpointFile })).toBe(4)
  expect(await readHalt(db)).toBeNull()

  await exportLog(db, join(at, 'after'))
  await writeFile(join(at, 'late.proof'), (await proofOf(db, await presentKey(db), 17)).file)
  const keys = await readFile(join(at, 'after/key'), 'utf8')
  expect(keys).toBe(`${testKey.public}\n${made.public} 1:16\n`)
  await writeFile(join(at, 'keys'), keys)
  return { at, made, keys, both: (...args: string[]) => verifyWithBoth(['--en', ...args], at) }
}

eachDialect('a new key takes over where both sign, and the whole log is right', async (db) => {
  const { both } = await aRotatedLog(db)
  const whole = await both('--key', 'keys', 'export', 'after')
  expect(whole).toMatchObject({ code: 0, errors: '' })
  expect(whole.out).toContain('and 4 signed checkpoints')
})

test('old proofs hold after the key was changed, and the old key alone proves nothing new', async () => {
  await using db = await testDb()
  const { at, made, both } = await aRotatedLog(db)
  expect((await both('--key', 'keys', 'proof', 'early.proof', 'late.proof')).code).toBe(0)
  expect((await both('--key', 'keys', 'checkpoints', 'before', 'after')).code).toBe(0)
  const { out } = await both('--key', testKey.public, 'proof', 'early.proof', 'late.proof')
  expect(out).toMatch(/^OK: early.proof[^]*WRONG: late.proof\n.*is not the given key/)
  expect((await both('--key', made.public, 'export', 'after')).out).toContain('has had 2 keys')

  await using stolen = await testDb()
  await recordEvents(stolen, 30)
  await sequenceAll(stolen, { signer: testSigner })
  await writeFile(join(at, 'forged.proof'), (await proofOf(stolen, testSigner.key, 20)).file)
  expect((await both('--key', 'keys', 'proof', 'forged.proof')).out).toContain(
    'outside its time (30 entries in epoch 1)',
  )
  await exportLog(stolen, join(at, 'forged'))
  const forged = await both('--key', 'keys', 'export', 'forged')
  expect(forged.code).toBe(1)
  expect(forged.out).toContain('outside its time')
  expect((await both('--key', 'keys', 'export', 'before')).code).toBe(0)
})

test('a list of keys with other times is found out', async () => {
  await using db = await testDb()
  const { at, keys, both } = await aRotatedLog(db)
  for (const [changed, says] of [
    [keys.replace('1:16', '1:15'), 'outside its time'],
    [keys.replace('1:16', '1:17'), 'outside its time'],
    [keys.replace('1:16', '1:016'), 'is no key, or it is damaged'],
    [keys.replace(' 1:16', ''), 'is no key, or it is damaged'],
    [keys.replace(/\n.*\n$/, '\n'), 'no valid signature'],
  ] as const) {
    await writeFile(join(at, 'after/key'), changed)
    const { code, out } = await both('export', 'after')
    expect([changed, code]).toEqual([changed, 1])
    expect(out).toContain(says)
  }
  await writeFile(join(at, 'after/key'), keys.replace('1:16', '1:17'))
  expect((await both('--key', 'keys', 'export', 'after')).out).toContain('have other times')
})

test('the takeover must be signed by both keys', async () => {
  await using db = await testDb()
  const next = signersOf(newKey(name).secret)
  await recordEvents(db, 4)
  await sequenceAll(db, { signer: testSigner })
  await rotateKey(db, db, { signer: testSigner, next, checkpointFile: join(folder, 'once') })
  await exportLog(db, join(folder, 'both'))
  const file = join(folder, 'both/checkpoints')
  const text = await readFile(file, 'utf8')
  const lines = text.trimEnd().split('\n')
  expect(lines.slice(-2).every((line) => line.startsWith('— '))).toBe(true)
  await writeFile(file, `${[...lines.slice(0, -2), lines.at(-1)].join('\n')}\n`)
  const { code, out } = await verifyWithBoth(['--en', 'export', 'both'], folder)
  expect(code).toBe(1)
  expect(out).toContain('no checkpoint there is signed by it and the key before it')
})

eachDialect('a running worker takes up the new key as soon as its secret is there', async (db) => {
  const checkpointFile = join(await mkdtemp(join(folder, 'running-')), 'checkpoint')
  const next = signersOf(newKey(name).secret)
  const secrets = [testSigner]
  let clock = new Date('2026-03-18T09:00:00Z')
  const now = () => clock
  const worker = openSequencer(db, { signer: testSigner, signers: async () => secrets, checkpointFile, now })
  const grow = async (count: number) => {
    await recordEvents(db, count)
    clock = new Date(clock.getTime() + 20_000)
    return worker.step()
  }
  expect(await grow(3)).toBe(3)
  await rotateKey(db, db, { signer: testSigner, next, checkpointFile, now })
  expect(await grow(2)).toBe(0)
  expect(await readHalt(db)).toMatchObject({ code: 'key_changed', readOnly: false })
  secrets.push(next)
  expect(await grow(2)).toBe(4)
  expect(await readHalt(db)).toBeNull()
  await worker.end()
})

async function aNamedReceipt(db: Db) {
  const report = specimens.receipt
  const owner = {
    ownerType: 'application',
    ownerId: 'a',
    audience: 'staff',
    unitCode: '',
    enterpriseId: null,
  } as const
  const ask = { ...owner, kind: 'receipt', format: 'pdf', title: 'x', model: report } as const
  const event = { act: 'enterprise.save_profile', dossier: 'test:0', object: { type: 'test', id: '0' } }
  await db.transact((tx) =>
    askNamed(tx, systemCtx(db), [ask], (files) =>
      record(tx, systemCtx(db), { ...event, after: { fields: [] }, files }),
    ),
  )
  const { entryId, ...row } = await db.client.document.findFirstOrThrow()
  return { report, document: { ...row, format: 'pdf', entryId: entryId ?? '' } as const }
}

eachDialect('a document is sealed by the key of its time, and by no other', async (db) => {
  const at = await mkdtemp(join(folder, 'sealed-'))
  const next = signersOf(newKey(name).secret)
  const having =
    (...signers: Signer[]) =>
    async (key: Signer['key']) =>
      signers.find((one) => Buffer.compare(one.key.publicKey, key.publicKey) === 0) ?? null
  const { report, document } = await aNamedReceipt(db)
  await sequenceAll(db, { signer: testSigner })
  const early = await renderProven(db, having(testSigner), document, report)
  await rotateKey(db, db, { signer: testSigner, next, checkpointFile: join(at, 'checkpoint') })
  await recordEvents(db, 3)
  await sequenceAll(db, { signer: next })
  expect(await renderProven(db, having(testSigner), document, report)).toBeNull()
  const late = await renderProven(db, having(testSigner, next), document, report)

  const { index, leaf, size, file } = await proofOf(db, await presentKey(db), document.entryId, {
    content: true,
  })
  const data = new TextDecoder().decode(documentData(document, report, document.model))
  const page = await renderPdf(report, { index, leaf, size, url: 'https://fund.example', file, data })
  const stolen = await sealPdf(page, { documentId: document.id, index, leaf }, testSigner)
  for (const [path, bytes] of Object.entries({ 'early.pdf': early, 'late.pdf': late, 'stolen.pdf': stolen }))
    await writeFile(join(at, path), bytes ?? '')
  await writeFile(join(at, 'keys'), formatKeys((await publishedKeys(db)).keys))
  const { code, out } = await verifyWithBoth(
    ['--en', '--key', 'keys', 'pdf', 'early.pdf', 'late.pdf', 'stolen.pdf'],
    at,
  )
  expect(code).toBe(1)
  expect(out).toMatch(
    /^OK: early.pdf[^]*\nOK: late.pdf[^]*\nWRONG: stolen.pdf\n {2}stolen.pdf .* outside its time/,
  )
})

test('a key that signs beside has its times too, and may not be changed in silence', async () => {
  await using db = await testDb()
  const at = await mkdtemp(join(folder, 'beside-'))
  const [one, two] = [newKey(name, undefined, profiles.sm2), newKey(name, undefined, profiles.sm2)]
  const made = newKey(name)
  const before = signersOf(`${testKey.secret} ${one.secret}`)
  const after = signersOf(`${made.secret} ${two.secret}`)
  const checkpointFile = join(at, 'checkpoint')
  await recordEvents(db, 5)
  await sequenceAll(db, { signer: before })
  await recordEvents(db, 1)
  for (const other of [testSigner, signersOf(`${testKey.secret} ${two.secret}`)])
    expect(await sequenceAll(db, { signer: other })).toBe(0)
  await expect(
    rotateKey(db, db, { signer: before, next: signersOf(made.secret), checkpointFile }),
  ).rejects.toThrow('of another kind')
  await rotateKey(db, db, { signer: before, next: after, checkpointFile })
  await recordEvents(db, 4)
  expect(await sequenceAll(db, { signer: after })).toBe(4)
  await exportLog(db, join(at, 'log'))
  await writeFile(join(at, 'new.proof'), (await proofOf(db, await presentKey(db), 8)).file)
  const { beside } = await publishedKeys(db)
  expect(formatKeys(beside)).toBe(`${one.public}\n${two.public} 1:7\n`)
  await writeFile(join(at, 'beside'), formatKeys(beside))
  const both = (...args: string[]) => verifyWithBoth(['--en', '--key', 'beside', ...args], at)
  expect(await both('export', 'log')).toMatchObject({ code: 0, errors: '' })
  expect(await both('proof', 'new.proof')).toMatchObject({ code: 0, errors: '' })
  expect(await logIsAsSigned(db)).toEqual([])

  await using stolen = await testDb()
  await recordEvents(stolen, 30)
  await sequenceAll(stolen, { signer: before })
  await exportLog(stolen, join(at, 'forged'))
  await writeFile(join(at, 'forged.proof'), (await proofOf(stolen, before.key, 20)).file)
  for (const args of [
    ['proof', 'forged.proof'],
    ['export', 'forged'],
  ])
    expect((await both(...args)).out).toContain('outside its time (30 entries in epoch 1)')
  await writeFile(join(at, 'beside'), `${one.public}\n${two.public} 1:6\n`)
  expect((await both('export', 'log')).out).toContain('outside its time')
})

test('the command keeps the old key beside the new one, and a running worker goes on with it', async () => {
  await using db = await testDb()
  const dataDir = await mkdtemp(join(folder, 'data-'))
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['scripts/audit-key.ts', ...args], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, DATABASE_URL: db.url, DATA_DIR: dataDir, AUDIT_CHECKPOINT_FILE: '' },
    }).catch((error: { code: number; stderr: string }) => error)
  await writeFile(join(dataDir, 'audit-key'), testKey.secret)
  await recordEvents(db, 3)
  await sequenceAll(db, { signer: testSigner })
  const secrets = { mode: 'test', auditKey: null, auditKeyFile: null, dataDir } as const
  const running = new AbortController()
  const checkpointFile = join(dataDir, `audit-checkpoint-${basename(db.url)}`)
  const signers = () => openSigners(secrets)
  const worker = runSequencer(db, { signal: running.signal, signer: testSigner, signers, checkpointFile })
  expect(await run('--rotate')).toMatchObject({
    stdout: expect.stringMatching(/publish: test.example\/log\+[^]*running workers take it up/),
  })
  const [, id = ''] = testKey.public.split('+')
  expect(await readFile(join(dataDir, `audit-key.${id}`), 'utf8')).toBe(testKey.secret)
  await recordEvents(db, 1)
  const size = await db.client.auditEntry.count()
  await vi.waitFor(async () => expect(await db.client.logSequence.count()).toBe(size), {
    timeout: 30_000,
    interval: 200,
  })
  running.abort()
  await worker

  await writeFile(join(dataDir, 'audit-key'), testKey.secret)
  expect(await run('--rotate')).toMatchObject({
    code: 1,
    stderr: 'the configured key is not the one that signs the log now\n',
  })
  expect(await run('a b')).toMatchObject({ code: 1, stderr: expect.stringContaining('usage: ') })
})
