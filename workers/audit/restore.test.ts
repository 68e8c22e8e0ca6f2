import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openDb } from '#app/db/client.server.ts'
import { readHalt } from '#app/db/log-keys.server.ts'
import { testDb } from '#app/db/testing.ts'
import { formatKey } from '#app/domain/audit/note.ts'
import { openSigner } from '#app/platform/audit-key.server.ts'
import { env } from '#app/platform/env.server.ts'
import { askEpoch, declareEpoch, lossNow } from '#app/services/admin/epoch.server.ts'
import { exportLog } from '#app/services/audit-export.server.ts'
import { checkHistory } from '#app/services/audit-history.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { verifyWithBoth } from '../../verifier/testing.ts'
import { drain, runOnce } from '../run.ts'
import { sequenceAll } from './sequencer.ts'
import { recordEvents } from './testing.ts'

let folder = ''
beforeAll(async () => {
  folder = await testFolder('restore')
  env.dataDir = folder
})

test.each(['sqlite', 'postgres'] as const)(
  'on %s a restored backup is read-only until two people declare the loss, and then the log goes on',
  async (dialect) => {
    const at = (name: string) => join(folder, dialect, name)
    await mkdir(join(folder, dialect))
    env.auditCheckpointFile = at('checkpoint')
    const signer = await openSigner(env)
    const options = { signer, checkpointFile: env.auditCheckpointFile }
    await using first = await testDb(dialect)
    await seedCast(first)
    await recordEvents(first, 20)
    expect(await sequenceAll(first, options)).toBe(20)
    await exportLog(first, at('early'))
    await first.close()
    await using backup = await testDb(dialect, first.url)
    const later = await openDb(first.url)
    await recordEvents(later, 15)
    expect(await sequenceAll(later, options)).toBe(15)
    await exportLog(later, at('late'))
    await later.close()
    const known = await readFile(env.auditCheckpointFile, 'utf8')
    expect(known).toMatch(/^qixiang.demo\/log\n35\n/)

    const { halt } = await checkHistory(backup, [signer.key], env.auditCheckpointFile)
    expect(halt).toEqual({ code: 'history_lost', params: { own: 20, ownEpoch: 1, known: 35, epoch: 1 } })
    expect(await readHalt(backup)).toMatchObject({ readOnly: true })
    await recordEvents(backup, 5, { name: 'after' })
    expect(await sequenceAll(backup, options)).toBe(0)
    expect([await runOnce(backup), await drain(backup)]).toEqual([false, 0])

    const [asking, answering] = [ctxOf(backup, 'sec_admin'), ctxOf(backup, 'audit_admin')]
    const act = { ...held(await askEpoch(asking, { reason: '磁盘损坏，只有昨天的备份' })), version: 0 }
    expect(await declareEpoch(asking, act)).toMatchObject({ refusal: { code: 'not_yours' } })
    const both = { ...answering, actor: { ...answering.actor, id: asking.actor.id } }
    expect(await declareEpoch(both, act)).toMatchObject({ refusal: { code: 'same_person' } })
    expect(await sequenceAll(backup, options)).toBe(0)
    held(await declareEpoch(answering, act))
    expect(await readHalt(backup)).not.toBeNull()

    expect(await sequenceAll(backup, options)).toBe(7)
    expect(await readHalt(backup)).toBeNull()
    expect(await readFile(env.auditCheckpointFile, 'utf8')).toMatch(/^qixiang.demo\/log\/epoch-2\n27\n/)
    expect(await lossNow(answering)).toBeNull()
    expect(await askEpoch(asking, { reason: '再来一次' })).toMatchObject({
      refusal: { code: 'history_not_lost' },
    })

    await exportLog(backup, at('restored'))
    const key = ['--en', '--key', formatKey(signer.key)]
    const whole = await verifyWithBoth([...key, 'export', 'restored'], join(folder, dialect))
    expect(whole).toMatchObject({ code: 0, errors: '' })
    expect(whole.out).toContain('Epoch 2: the entries of epoch 1 from 20 up to 35 were lost by a restore')
    const continued = await verifyWithBoth(
      [...key, 'checkpoints', 'early', 'restored'],
      join(folder, dialect),
    )
    expect(continued).toMatchObject({ code: 0 })
    const lost = await verifyWithBoth([...key, 'checkpoints', 'late', 'restored'], join(folder, dialect))
    expect(lost.code).toBe(1)
    expect(lost.out).toMatch(
      /^LOST: history between entry 20 and 35 was lost by a restore, declared at \S+ by two people, user-sec_admin and user-audit_admin/,
    )
    expect(lost.out).not.toContain('WRONG')
  },
  60_000,
)

test.each(['sqlite', 'postgres'] as const)(
  'on %s a restored backup without its checkpoint file is read-only until two people let the log go on',
  async (dialect) => {
    const own = await mkdtemp(join(folder, `missing-${dialect}-`))
    const at = (name: string) => join(own, name)
    env.auditCheckpointFile = at('checkpoint')
    const signer = await openSigner(env)
    const options = { signer, checkpointFile: env.auditCheckpointFile }
    await using backup = await testDb(dialect)
    await seedCast(backup)
    for (const count of [20, 5]) {
      await recordEvents(backup, count)
      expect(await sequenceAll(backup, options)).toBe(count)
    }
    await exportLog(backup, at('early'))
    await rm(env.auditCheckpointFile)

    const { halt } = await checkHistory(backup, [signer.key], env.auditCheckpointFile)
    expect(halt).toMatchObject({ code: 'checkpoint_missing', params: { own: 25 } })
    expect(await readHalt(backup)).toMatchObject({ readOnly: true })
    await recordEvents(backup, 3)
    expect([await sequenceAll(backup, options), await drain(backup)]).toEqual([0, 0])
    const [asking, answering] = [ctxOf(backup, 'sec_admin'), ctxOf(backup, 'audit_admin')]
    expect(await lossNow(answering)).toMatchObject({ epoch: 2, kept: 25, lost: { size: 25, epoch: 1 } })
    const act = { ...held(await askEpoch(asking, { reason: '检查点所在的磁盘损坏' })), version: 0 }
    expect(await declareEpoch(asking, act)).toMatchObject({ refusal: { code: 'not_yours' } })
    expect(await sequenceAll(backup, options)).toBe(0)
    held(await declareEpoch(answering, act))
    expect(await sequenceAll(backup, options)).toBe(5)
    expect(await readHalt(backup)).toBeNull()
    expect(await lossNow(answering)).toBeNull()
    expect(await readFile(env.auditCheckpointFile, 'utf8')).toMatch(/^qixiang.demo\/log\/epoch-2\n30\n/)

    await exportLog(backup, at('after'))
    const key = ['--en', '--key', formatKey(signer.key)]
    expect(await verifyWithBoth([...key, 'export', 'after'], own)).toMatchObject({ code: 0, errors: '' })
    expect(await verifyWithBoth([...key, 'checkpoints', 'early', 'after'], own)).toMatchObject({ code: 0 })
  },
  60_000,
)

test.each(['sqlite', 'postgres'] as const)(
  'on %s two people give up the other history when the file says another root of the same size',
  async (dialect) => {
    const own = await mkdtemp(join(folder, `other-${dialect}-`))
    const at = (name: string) => join(own, name)
    env.auditCheckpointFile = at('checkpoint')
    const signer = await openSigner(env)
    const options = { signer, checkpointFile: env.auditCheckpointFile }
    await using first = await testDb(dialect)
    await seedCast(first)
    await recordEvents(first, 20)
    await sequenceAll(first, options)
    await exportLog(first, at('early'))
    await first.close()
    await using other = await testDb(dialect, first.url)
    const later = await openDb(first.url)
    await recordEvents(later, 15)
    await sequenceAll(later, options)
    await exportLog(later, at('late'))
    await later.close()
    await recordEvents(other, 15, { name: 'other' })
    expect(await sequenceAll(other, { signer })).toBe(15)
    await exportLog(other, at('here'))

    await recordEvents(other, 3)
    expect(await sequenceAll(other, options)).toBe(0)
    expect(await readHalt(other)).toMatchObject({
      code: 'history_differs',
      params: { size: 35, epoch: 1 },
      readOnly: true,
    })
    const [asking, answering] = [ctxOf(other, 'sec_admin'), ctxOf(other, 'audit_admin')]
    expect(await lossNow(answering)).toMatchObject({ epoch: 2, kept: 35, lost: { size: 35, epoch: 1 } })
    const act = { ...held(await askEpoch(asking, { reason: '两块磁盘各自运行过' })), version: 0 }
    expect(await sequenceAll(other, options)).toBe(0)
    held(await declareEpoch(answering, act))
    expect(await sequenceAll(other, options)).toBe(5)
    expect(await readHalt(other)).toBeNull()
    expect(await readFile(env.auditCheckpointFile, 'utf8')).toMatch(/^qixiang.demo\/log\/epoch-2\n40\n/)

    await exportLog(other, at('new'))
    const check = (...args: string[]) =>
      verifyWithBoth(['--en', '--key', formatKey(signer.key), ...args], own)
    const whole = await check('export', 'new')
    expect(whole).toMatchObject({ code: 0, errors: '' })
    expect(whole.out).toContain('Epoch 2: another history (35 entries of epoch 1) was declared lost')
    for (const old of ['early', 'here']) expect((await check('checkpoints', old, 'new')).code).toBe(0)
    const given = await check('checkpoints', 'late', 'new')
    expect(given).toMatchObject({ code: 1, errors: '' })
    expect(given.out).toMatch(
      /^REPLACED: the checkpoint of 35 is of another history, given up at \S+ by two people, user-sec_admin and user-audit_admin/,
    )
    expect(given.out).not.toContain('WRONG')
  },
  60_000,
)
