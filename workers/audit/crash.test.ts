import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { testDb, type TestDb } from '#app/db/testing.ts'
import { fromHex, hex } from '#app/domain/audit/note.ts'
import { rootOf } from '#app/domain/audit/tree.ts'
import { sha256 } from '#app/platform/audit-key.server.ts'
import { judgeHistory } from '#app/services/audit-history.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { sequenceAll } from './sequencer.ts'
import { recordEvents, testKey, testSigner } from './testing.ts'

/** kill -9 cycles per database; the full proof of issue 3 takes 300 of the whole server. */
const cycles = Number(process.env.AUDIT_CRASHES ?? 4)

test.each(['sqlite', 'postgres'] as const)(
  'kill -9 of the sequencer on %s loses no entry, doubles none, and leaves its checkpoint file whole',
  async (dialect) => {
    await using db = await testDb(dialect)
    const file = join(await testFolder('crash'), 'checkpoint')
    let acknowledged = 0
    for (let cycle = 0; cycle < cycles; cycle++) {
      const child = startChild(db, file)
      await once(child.stdout, 'data')
      const killed = sleep((cycle * 7) % 60).then(() => child.kill('SIGKILL'))
      await recordEvents(db, 40, { together: 4, name: `cycle${cycle % 3}` })
      acknowledged += 40
      await killed
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      expect((await judgeHistory(db, [testSigner.key], file)).halt).toBeNull()
    }
    await db.client.lease.updateMany({ data: { expiresAt: new Date(0) } })
    await sequenceAll(db, { signer: testSigner, checkpointFile: file })
    expect((await judgeHistory(db, [testSigner.key], file)).present).toContain(`\n${acknowledged}\n`)

    const places = await db.client.logSequence.findMany({ orderBy: { number: 'asc' } })
    expect(places).toHaveLength(acknowledged)
    expect(new Set(places.map(({ entryId }) => entryId)).size).toBe(acknowledged)
    expect(places.at(-1)?.number).toBe(acknowledged - 1)
    const leaves = places.map(({ leaf }) => fromHex(leaf) ?? new Uint8Array())
    for (const { size, root } of await db.client.logCheckpoint.findMany())
      expect(hex(rootOf(sha256, leaves.slice(0, size)))).toBe(root)
  },
  120_000,
)

function startChild(db: TestDb, file: string) {
  const script = `
    const { openDb } = await import('#app/db/client.server.ts')
    const { runSequencer } = await import('#workers/audit/sequencer.ts')
    const { signerOf } = await import('#app/platform/audit-key.server.ts')
    const db = await openDb(process.env.TEST_URL)
    await db.client.lease.updateMany({ data: { expiresAt: new Date(0) } })
    console.log('ready')
    const { TEST_KEY, TEST_FILE: checkpointFile } = process.env
    await runSequencer(db, { signal: new AbortController().signal, signer: signerOf(TEST_KEY), pause: 1, checkpointFile })`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, TEST_URL: db.url, TEST_KEY: testKey.secret, TEST_FILE: file },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
