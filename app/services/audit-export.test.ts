import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { parseProof } from '#app/domain/audit/checkpoint.ts'
import { formatKey } from '#app/domain/audit/note.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { testFolder } from '#fixtures/folder.ts'
import { verifyWith, verifyWithBoth } from '../../verifier/testing.ts'
import { sequenceAll } from '../../workers/audit/sequencer.ts'
import { recordEvents, testSigner } from '../../workers/audit/testing.ts'
import { exportLog } from './audit-export.server.ts'
import { proofOf } from './audit-receipt.server.ts'

const options = { signer: testSigner }
const key = testSigner.key
const published = formatKey(key)

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  await work(await testFolder('export'))
}

async function grow(db: Db, count: number): Promise<void> {
  await recordEvents(db, count, { dossiers: 5 })
  await sequenceAll(db, options)
}

eachDialect('an exported log is right, and continues what was exported before', async (db) => {
  await inFolder(async (folder) => {
    expect(await exportLog(db, join(folder, 'a'))).toMatchObject({ refusal: { code: 'log_empty' } })
    await grow(db, 260)
    expect(await exportLog(db, join(folder, 'a'))).toEqual({ ok: true, value: { size: 260 } })
    await grow(db, 300)
    expect(await exportLog(db, join(folder, 'a'))).toMatchObject({
      refusal: { code: 'folder_not_empty' },
    })
    await exportLog(db, join(folder, 'b'))
    const args = ['--en', '--key', published]
    const whole = await verifyWithBoth([...args, 'export', 'a', 'b'], folder)
    expect(whole).toMatchObject({ code: 0, errors: '' })
    expect(whole.out).toContain('OK: b: the log test.example/log has 560 entries in 5 dossiers and 4 signed')
    expect((await verifyWithBoth([...args, 'checkpoints', 'a', 'b'], folder)).code).toBe(0)
    expect((await verifyWithBoth([...args, 'dossier', 'b', 'test:3'], folder)).out).toContain(
      'has 112 entries',
    )
  })
})

eachDialect('every entry has a proof that both programs accept, with and without its content', async (db) => {
  await grow(db, 300)
  await inFolder(async (folder) => {
    const names: string[] = []
    for (const index of [0, 1, 127, 128, 255, 256, 299]) {
      for (const content of [true, false]) {
        const { file, leaf } = await proofOf(db, key, index, { content })
        expect(parseProof(file)).toMatchObject({ index })
        expect(file.length > 900).toBe(content)
        expect(leaf).toMatch(/^[0-9a-f]{64}$/)
        names.push(`${index}-${content}.tlog-proof`)
        await writeFile(join(folder, names.at(-1) ?? ''), file)
      }
    }
    const verdict = await verifyWithBoth(['--key', published, 'proof', ...names], folder)
    expect(verdict).toMatchObject({ code: 0, errors: '' })
  })
  const { entryId } = await db.client.logSequence.findFirstOrThrow({ where: { number: 77 } })
  expect((await proofOf(db, key, entryId)).index).toBe(77)
  await expect(proofOf(db, key, 300)).rejects.toThrow(NotFound)
  await expect(proofOf(db, key, 'nothing')).rejects.toThrow(NotFound)
})

test('who changes the database behind the triggers is found in the export', async () => {
  await using db = await testDb()
  await grow(db, 40)
  await db.client.$executeRawUnsafe('DROP TRIGGER "AuditEntry_append_only_update"')
  const { entryId } = await db.client.logSequence.findFirstOrThrow({ where: { number: 17 } })
  await db.client.auditEntry.update({
    where: { id: entryId },
    data: { bytes: Buffer.from('{"version":1}') },
  })
  await inFolder(async (folder) => {
    await exportLog(db, join(folder, 'log'))
    const { code, out } = await verifyWith('node', ['--en', 'export', join(folder, 'log')])
    expect(code).toBe(1)
    expect(out).toContain('The content of entry 17 has not the hash in tile/0/000.p/40')
    expect(await readFile(join(folder, 'log/key'), 'utf8')).toBe(`${published}\n`)
  })
})
