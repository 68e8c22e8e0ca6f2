import { expect } from 'vitest'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { writeHalt } from './log-keys.server.ts'
import { haltFor } from './shell.server.ts'
import { eachDialect } from './testing.ts'

eachDialect('who can mend a log that is not signed reads why, other staff that it waits', async (db) => {
  await seedCast(db)
  await writeHalt(db, { code: 'checkpoint_unwritable', params: { file: '/srv/audit/checkpoint' } })
  const told = { code: 'checkpoint_unwritable', params: { file: 'checkpoint' }, readOnly: false }
  for (const key of ['sys_admin', 'audit_admin', 'supervisor'] as const)
    expect(await haltFor(ctxOf(db, key))).toEqual(told)
  for (const key of ['kunshan_handler', 'leader', 'finance'] as const)
    expect(await haltFor(ctxOf(db, key))).toEqual({ code: 'unsigned', params: {}, readOnly: false })
  for (const key of ['kunshan_applicant', 'expert_jin'] as const)
    expect(await haltFor(ctxOf(db, key))).toBeNull()
})

eachDialect('why nothing may be written is told to everybody', async (db) => {
  await seedCast(db)
  const halt = { code: 'history_lost', params: { own: 3, ownEpoch: 1, known: 9, epoch: 1 } } as const
  await writeHalt(db, halt)
  for (const key of ['sys_admin', 'kunshan_handler', 'kunshan_applicant'] as const)
    expect(await haltFor(ctxOf(db, key))).toEqual({ ...halt, readOnly: true })
  await writeHalt(db, null)
  expect(await haltFor(ctxOf(db, 'sys_admin'))).toBeNull()
})
