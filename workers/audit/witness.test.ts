import { execFile } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { openDb } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { formatKey, parseNote } from '#app/domain/audit/note.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { newKey, openSigner } from '#app/platform/audit-key.server.ts'
import { env } from '#app/platform/env.server.ts'
import { askEpoch, declareEpoch } from '#app/services/admin/epoch.server.ts'
import { exportLog } from '#app/services/audit-export.server.ts'
import { publicFiles, publicTile } from '#app/services/audit-public.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { verifyWithBoth } from '../../verifier/testing.ts'
import { sequenceAll } from './sequencer.ts'
import { recordEvents, testKey, testSigner } from './testing.ts'

const run = promisify(execFile)
const program = join(import.meta.dirname, '../../verifier/witness.mjs')

/** Programs are started many times. */
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
beforeAll(async () => {
  folder = await testFolder('witness')
})

/** What the server answers below /log, of whichever database is shown. */
async function aServer() {
  let shown: Db | null = null
  let changed = (bytes: Uint8Array | string) => bytes
  const server = createServer((request, response) => {
    const [, path = ''] = /^\/log\/(.*)$/.exec(request.url ?? '') ?? []
    const answer = async () => {
      if (!shown) throw new NotFound('log')
      return path.startsWith('tile/')
        ? publicTile(shown, path.slice(5))
        : ((await publicFiles[path]?.(shown)) ?? '')
    }
    answer().then(
      (bytes) => response.end(changed(bytes)),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/log`,
    show(db: Db | null, change = (bytes: Uint8Array | string) => bytes) {
      shown = db
      changed = change
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function witness(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  return run(process.execPath, [program, '--en', ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, errors: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      out: stdout,
      errors: stderr,
    }),
  )
}

async function grow(db: Db, count: number, name = 'test'): Promise<void> {
  await recordEvents(db, count, { name })
  await sequenceAll(db, { signer: testSigner })
}

test('who rebuilds a log with the stolen key is caught by the witness and by two checkpoints, and by nothing else', async () => {
  await using server = await aServer()
  await using honest = await testDb()
  await using rebuilt = await testDb()
  const state = join(folder, 'state')
  const look = () => witness('--log', server.url, '--key', testKey.public, '--state', state)

  await grow(honest, 20)
  server.show(honest)
  expect(await look()).toMatchObject({
    code: 0,
    out: `First look: the checkpoint of 20 is kept in ${state}.\n`,
  })
  for (const [more, size] of [
    [0, 20],
    [1, 21],
    [300, 321],
    [192, 513],
  ] as const) {
    const before = (await readFile(state, 'utf8')).split('\n')[1]
    if (more > 0) await grow(honest, more)
    const { code, out } = await look()
    expect([code, out]).toEqual([
      0,
      `OK: the checkpoint of ${size} continues the checkpoint of ${before}; no earlier entry was changed.\n`,
    ])
  }
  const kept = await readFile(state, 'utf8')
  await exportLog(honest, join(folder, 'honest'))

  await grow(rebuilt, 600, 'other')
  await exportLog(rebuilt, join(folder, 'rebuilt'))
  server.show(rebuilt)
  const rewritten = 'The checkpoint of 600 does not continue that of 513: history was rewritten.'
  expect(await look()).toEqual({ code: 1, out: `${rewritten}\n`, errors: '' })
  expect(await readFile(state, 'utf8')).toBe(kept)
  const two = await verifyWithBoth(['--en', 'checkpoints', 'honest', 'rebuilt'], folder)
  expect(two.code).toBe(1)
  expect(two.out).toContain(rewritten)
  expect((await verifyWithBoth(['--en', 'export', 'rebuilt'], folder)).code).toBe(0)
})

test('a cosignature is that of C2SP cosignature/v1', async () => {
  await using server = await aServer()
  await using db = await testDb()
  await grow(db, 5)
  server.show(db)
  const secret = newKey('witness.example', new Uint8Array(32).fill(9))
  const [key, out] = [join(folder, 'cosigner'), join(folder, 'cosigned')]
  await writeFile(key, `AUDIT_KEY=${secret.secret}\npublish: ${secret.public}\n`)
  const options = ['--log', `${server.url}/`, '--key', testKey.public, '--state', join(folder, 'cosigning')]
  const { code, out: said } = await witness(...options, '--cosign', key, '--out', out)
  expect(code).toBe(0)
  const note = parseNote(await readFile(out, 'utf8'))
  const [own, cosigned] = note?.signatures ?? []
  expect([own?.name, cosigned?.name]).toEqual(['test.example/log', 'witness.example'])
  expect(said).toContain(`witness.example+${Buffer.from(cosigned?.id ?? []).toString('hex')}+`)
  const bytes = Buffer.from(cosigned?.bytes ?? [])
  const seconds = bytes.readBigUInt64BE()
  expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(60)
  const publicKey = createPublicKey({
    key: Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(secret.public.split('+')[2] ?? '', 'base64').subarray(1),
    ]),
    format: 'der',
    type: 'spki',
  })
  const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${note?.text}`)
  expect(verify(null, message, publicKey, bytes.subarray(8))).toBe(true)
})

test('after a declared loss the witness waits for a person', async () => {
  env.dataDir = folder
  env.auditCheckpointFile = join(folder, 'checkpoint')
  const signer = await openSigner(env)
  const options = { signer, checkpointFile: env.auditCheckpointFile }
  await using server = await aServer()
  await using first = await testDb()
  await seedCast(first)
  await recordEvents(first, 10)
  await sequenceAll(first, options)
  server.show(first)
  const [early, late] = [join(folder, 'early'), join(folder, 'late')]
  const look = (state: string, ...more: string[]) =>
    witness('--log', server.url, '--key', formatKey(signer.key), '--state', state, ...more)
  await look(early)
  await first.close()
  await using backup = await testDb('sqlite', first.url)
  const later = await openDb(first.url)
  await recordEvents(later, 10)
  await sequenceAll(later, options)
  server.show(later)
  await look(late)

  const asked = held(await askEpoch(ctxOf(backup, 'sec_admin'), { reason: '恢复备份' }))
  held(await declareEpoch(ctxOf(backup, 'audit_admin'), { ...asked, version: 0 }))
  await sequenceAll(backup, options)
  server.show(backup)
  expect(await look(early)).toMatchObject({ code: 0 })
  const kept = await readFile(late, 'utf8')
  const waits = await look(late)
  expect([waits.code, waits.errors]).toEqual([1, ''])
  expect(waits.out).toMatch(
    /^History between entry 10 and 20 was lost .* --accept-epoch 2; until then nothing is kept\.\n$/,
  )
  expect((await look(late, '--accept-epoch', '3')).code).toBe(1)
  expect(await readFile(late, 'utf8')).toBe(kept)
  expect(await look(late, '--accept-epoch', '2')).toMatchObject({ code: 0 })
  expect(await readFile(`${late}.epoch-1`, 'utf8')).toBe(kept)
  expect((await look(late)).code).toBe(0)
  server.show(later)
  expect((await look(late)).out).toContain('is of epoch 1, before epoch 2')
  await later.close()
})

test('a history that two people gave up is for a person to accept', async () => {
  env.dataDir = folder
  env.auditCheckpointFile = join(folder, 'checkpoint-of-other')
  const signer = await openSigner(env)
  const options = { signer, checkpointFile: env.auditCheckpointFile }
  await using server = await aServer()
  await using gone = await testDb()
  await recordEvents(gone, 12)
  await sequenceAll(gone, options)
  server.show(gone)
  const state = join(folder, 'other')
  const look = (...more: string[]) =>
    witness('--log', server.url, '--key', formatKey(signer.key), '--state', state, ...more)
  await look()
  const kept = await readFile(state, 'utf8')

  await using here = await testDb()
  await seedCast(here)
  await recordEvents(here, 12, { name: 'other' })
  await sequenceAll(here, { signer })
  server.show(here)
  expect((await look()).out).toContain('history was rewritten')
  await sequenceAll(here, options)
  const asked = held(await askEpoch(ctxOf(here, 'sec_admin'), { reason: '另一份数据库' }))
  held(await declareEpoch(ctxOf(here, 'audit_admin'), { ...asked, version: 0 }))
  await sequenceAll(here, options)
  const waits = await look()
  expect([waits.code, waits.errors]).toEqual([1, ''])
  expect(waits.out).toMatch(
    /^The kept checkpoint of 12 is of another history, .* --accept-epoch 2; until then/,
  )
  expect(await readFile(state, 'utf8')).toBe(kept)
  expect(await look('--accept-epoch', '2')).toMatchObject({ code: 0 })
  expect(await readFile(`${state}.epoch-1`, 'utf8')).toBe(kept)
  expect((await look()).code).toBe(0)
})

test('whatever the log answers, the witness says one sentence', async () => {
  await using server = await aServer()
  await using db = await testDb()
  await grow(db, 5)
  server.show(db)
  const state = join(folder, 'junk')
  const look = (...more: string[]) =>
    witness('--log', server.url, '--key', testKey.public, '--state', state, ...more)
  await look()
  await grow(db, 5)
  const tooLong = Buffer.alloc((1 << 20) + 1)
  for (const [change, says] of [
    [() => 'junk', 'is no signed checkpoint'],
    [() => tooLong, 'is too big'],
    [(bytes: Uint8Array | string) => String(bytes).replace('\n10\n', '\n11\n'), 'no valid signature'],
    [
      (bytes: Uint8Array | string) => (typeof bytes === 'string' ? bytes : bytes.subarray(1)),
      'tile/0/000.p/10',
    ],
    [
      (bytes: Uint8Array | string) => (typeof bytes === 'string' ? bytes : Buffer.alloc(bytes.length)),
      'history was rewritten',
    ],
  ] as const) {
    server.show(db, change)
    const { code, out, errors } = await look()
    expect([code, errors]).toEqual([1, ''])
    expect(out).toContain(says)
    expect(out.trim().split('\n')).toHaveLength(1)
  }
  server.show(null)
  expect((await look()).out).toContain('/log/checkpoint cannot be fetched (404)')
  server.show(db)
  expect((await look('--cosign', state, '--out', `${state}.out`)).out).toContain('holds no secret key')
  expect((await look('--cosign', state)).out).toContain('usage:')
  await copyFile(program, state)
  expect((await look()).out).toContain('is no signed checkpoint')
  await rm(state)
  expect((await witness('--log', server.url, '--key', 'nothing', '--state', state)).out).toContain(
    'is no key',
  )
  const foreign = newKey('test.example/log').public
  expect((await witness('--log', server.url, '--key', foreign, '--state', state)).out).toContain(
    'no valid signature',
  )
})
