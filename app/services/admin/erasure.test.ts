import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { listErasures } from '#app/db/admin/erasure.server.ts'
import { personalOf } from '#app/db/audit-personal.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { verifyWithBoth } from '../../../verifier/testing.ts'
import { sequenceAll } from '../../../workers/audit/sequencer.ts'
import { testKey, testSigner } from '../../../workers/audit/testing.ts'
import { proofOf } from '../audit-receipt.server.ts'
import { record } from '../audit.server.ts'
import { askErasure, declineErasure, erasePersonal } from './erasure.server.ts'

const reason = '联系人张三提出删除'

/** Two entries of one person, each with an address and a reason, and one of another. */
async function someEntries(db: Db): Promise<string[]> {
  await seedCast(db)
  const ids: string[] = []
  for (const key of ['suzhou_handler', 'suzhou_handler', 'nanjing_handler'] as const)
    ids.push(
      await db.transact((tx) =>
        record(
          tx,
          { ...ctxOf(db, key), ip: '192.0.2.7' },
          {
            act: 'application.uphold',
            dossier: 'application:1',
            object: { type: 'appeal', id: '1' },
            reason: '张三的电话是 13800138000',
          },
        ),
      ),
    )
  return ids
}

async function kept(db: Db, ids: readonly string[]) {
  const said = await personalOf(
    db.client,
    ids.map((id) => ({ id })),
  )
  return ids.map((id) => [said(id, 'actor.ip') !== null, said(id, 'reason') !== null])
}

const said =
  'The entry says: 2025-03-10T02:00:00.000Z application.uphold done, number 1 of dossier application:1.'

/** What both verifiers say of an entry's proof with its values, after the line on its place. */
async function shownOf(db: Db, entry: number): Promise<string[]> {
  const { file } = await proofOf(db, testSigner.key, entry, { values: true })
  const folder = await testFolder('erased')
  await writeFile(join(folder, 'a.proof'), file)
  const { code, out } = await verifyWithBoth(['--en', '--key', testKey.public, 'proof', 'a.proof'], folder)
  return code === 0 ? out.trim().split('\n').slice(1) : [out]
}

eachDialect(
  'two administrators erase the values of an entry; entries and proofs stay as they were',
  async (db) => {
    const ids = await someEntries(db)
    const [first = ''] = ids
    await sequenceAll(db, { signer: testSigner })
    const before = await db.client.auditEntry.findMany({ orderBy: { id: 'asc' } })
    const [asking, erasing] = [ctxOf(db, 'sec_admin'), ctxOf(db, 'audit_admin')]

    const { id } = held(await askErasure(asking, { kind: 'entry', target: '0', reason }))
    expect(await kept(db, ids)).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ])
    expect(held(await erasePersonal(erasing, { id }))).toEqual({ values: 2 })
    expect(await kept(db, ids)).toEqual([
      [false, false],
      [true, true],
      [true, true],
    ])
    expect(await erasePersonal(erasing, { id })).toMatchObject({ refusal: { code: 'erasure_answered' } })

    expect(await db.client.auditEntry.findMany({ orderBy: { id: 'asc' }, take: 3 })).toEqual(before)
    const after = await db.client.auditEntry.findMany({
      where: { dossier: `erasure:${id}` },
      orderBy: { n: 'asc' },
    })
    expect(after.map(({ act, actorId }) => [act, actorId])).toEqual([
      ['audit.ask_erasure', 'user-sec_admin'],
      ['audit.erase', 'user-audit_admin'],
    ])
    expect(JSON.parse(Buffer.from(after[1]?.bytes ?? []).toString()).after).toEqual({
      entry: first,
      person: null,
      file: null,
      values: 2,
    })
    const [row] = await listErasures(ctxOf(db, 'auditor'))
    expect(row).toMatchObject({
      id,
      target: { kind: 'entry', id: first },
      status: 'erased',
      asked: { reason },
      answer: { reason: null },
    })

    await sequenceAll(db, { signer: testSigner })
    expect(await shownOf(db, 0)).toEqual([said])
    const withValues = ['There, actor.ip: 192.0.2.7', 'There, reason: 张三的电话是 13800138000']
    expect(await shownOf(db, 1)).toEqual([said.replace('number 1', 'number 2'), ...withValues])
    expect(await findBreaches(db)).toEqual([])
  },
)

eachDialect('all addresses of a person are erased, and nothing of anybody else', async (db) => {
  const ids = await someEntries(db)
  const asked = { kind: 'person', target: 'suzhou_handler', reason } as const
  const { id } = held(await askErasure(ctxOf(db, 'sec_admin'), asked))
  expect(held(await erasePersonal(ctxOf(db, 'audit_admin'), { id }))).toEqual({ values: 2 })
  expect(await kept(db, ids)).toEqual([
    [false, true],
    [false, true],
    [true, true],
  ])
  expect(await findBreaches(db)).toEqual([])
})

eachDialect('nobody erases alone, without a reason, or what is not there', async (db) => {
  const ids = await someEntries(db)
  const [first = ''] = ids
  const [asking, erasing] = [ctxOf(db, 'sec_admin'), ctxOf(db, 'audit_admin')]
  const ask = { kind: 'entry', target: first, reason } as const
  await expect(askErasure(ctxOf(db, 'province_handler'), ask)).rejects.toThrow('not found')
  await expect(erasePersonal(ctxOf(db, 'leader'), { id: first })).rejects.toThrow('not found')
  await expect(erasePersonal(erasing, { id: first })).rejects.toThrow('not found')
  expect(await askErasure(erasing, ask)).toMatchObject({ refusal: { code: 'not_yours' } })
  expect(await askErasure(asking, { ...ask, reason: ' ' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  for (const target of ['', 'nothing', '7', '99999999999'])
    expect(await askErasure(asking, { ...ask, target })).toMatchObject({
      refusal: { code: 'nothing_to_erase' },
    })
  const { id } = held(await askErasure(asking, ask))
  expect(await erasePersonal(asking, { id })).toMatchObject({ refusal: { code: 'not_yours' } })
  const both = { ...asking, actor: { ...asking.actor, roles: ['sec_admin', 'audit_admin'] as const } }
  expect(await erasePersonal(both, { id })).toMatchObject({ refusal: { code: 'same_person' } })
  held(await declineErasure(erasing, { id, reason: '须留存三年' }))
  expect(await erasePersonal(erasing, { id })).toMatchObject({ refusal: { code: 'erasure_answered' } })
  expect(await kept(db, ids)).toEqual([
    [true, true],
    [true, true],
    [true, true],
  ])
  const rows = await listErasures(erasing)
  expect(rows.map(({ status, answer }) => [status, answer?.reason])).toEqual([['declined', '须留存三年']])
})

eachDialect(
  'a value put in the place of another, and one removed without its event, are named',
  async (db) => {
    const [first = '', second = ''] = await someEntries(db)
    const row = await db.client.auditPersonal.findFirstOrThrow({ where: { entryId: first, field: 'reason' } })
    await db.client.auditPersonal.delete({ where: { entryId_field: { entryId: first, field: 'reason' } } })
    await db.client.auditPersonal.create({ data: { ...row, value: '另一个理由' } })
    await db.client.auditPersonal.delete({ where: { entryId_field: { entryId: second, field: 'actor.ip' } } })
    const invariant = 'personal_opens_its_commitment'
    expect(await findBreaches(db)).toEqual([
      { invariant, subject: `entry ${first} reason`, expected: 'the committed value', found: 'another' },
      { invariant, subject: `entry ${second} actor.ip`, expected: 'a value, or its erasure', found: 'none' },
    ])
  },
)
