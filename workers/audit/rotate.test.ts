import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { readHalt } from '#app/db/log-keys.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { newKey, signersOf } from '#app/platform/audit-key.server.ts'
import { exportLog } from '#app/services/audit-export.server.ts'
import { presentKey } from '#app/services/audit-keys.server.ts'
import { proofOf } from '#app/services/audit-receipt.server.ts'
import { verifyWithBoth } from '../../verifier/testing.ts'
import { rotateKey } from './rotate.ts'
import { openSequencer, sequenceAll } from './sequencer.ts'
import { recordEvents, testKey, testSigner } from './testing.ts'

const name = 'test.example/log'
/** Programs are started many times. */
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qixiang-rotate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

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

test('the command keeps the old key beside the new one', async () => {
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
  expect(await run('--rotate')).toMatchObject({
    stdout: expect.stringContaining('publish: test.example/log+'),
  })
  const [, id = ''] = testKey.public.split('+')
  expect(await readFile(join(dataDir, `audit-key.${id}`), 'utf8')).toBe(testKey.secret)
  const present = signersOf(await readFile(join(dataDir, 'audit-key'), 'utf8'))
  await recordEvents(db, 1)
  expect(await sequenceAll(db, { signer: present })).toBe(1)

  await writeFile(join(dataDir, 'audit-key'), testKey.secret)
  expect(await run('--rotate')).toMatchObject({
    code: 1,
    stderr: 'the configured key is not the one that signs the log now\n',
  })
  expect(await run('a b')).toMatchObject({ code: 1, stderr: expect.stringContaining('usage: ') })
})
