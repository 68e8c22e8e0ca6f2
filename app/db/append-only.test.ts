import { expect } from 'vitest'
import { assertAppendOnly } from './append-only.server.ts'
import type { Db } from './client.server.ts'
import { eachDialect } from './testing.ts'

const at = new Date('2026-03-18T09:00:00Z')
const bytes = new Uint8Array([1])

/** One row in every append-only table, and one column to change. */
const tables: Record<string, { column: string; value: string; fill: (db: Db) => Promise<unknown> }> = {
  AuditEntry: {
    column: 'act',
    value: `'x'`,
    fill: ({ client }) =>
      client.auditEntry.create({
        data: { id: 'e', at, dossier: 'd', n: 1, act: 'a', result: 'done', unitCode: '', bytes, leaf: '' },
      }),
  },
  LogSequence: {
    column: 'leaf',
    value: `'x'`,
    fill: ({ client }) => client.logSequence.create({ data: { number: 0, entryId: 'e', leaf: '00' } }),
  },
  LogTile: {
    column: 'root',
    value: `NULL`,
    fill: ({ client }) =>
      client.logTile.create({ data: { level: 0, number: 0, hashes: bytes, root: bytes } }),
  },
  LogCheckpoint: {
    column: 'root',
    value: `'x'`,
    fill: ({ client }) =>
      client.logCheckpoint.create({ data: { size: 1, root: '', note: '', signedAt: at } }),
  },
  AuditPersonal: {
    column: 'value',
    value: `'x'`,
    fill: ({ client }) =>
      client.auditPersonal.create({ data: { entryId: 'e', field: 'reason', key: '00', value: 'v' } }),
  },
}

/** Removing is not changing: these may be erased. */
const erasable = ['AuditPersonal']

/** Every way known to change or remove what is written, by statement. */
function bypasses(db: Db, table: string, column: string, value: string): string[] {
  const copy = `SELECT * FROM "${table}"`
  const both = [
    `UPDATE "${table}" SET "${column}" = ${value}`,
    `UPDATE "${table}" SET "${column}" = "${column}"`,
    `DELETE FROM "${table}"`,
    `INSERT INTO "${table}" ${copy}`,
    `INSERT INTO "${table}" ${copy} WHERE true ON CONFLICT DO NOTHING`,
  ]
  if (db.dialect === 'sqlite')
    return [
      ...both,
      `INSERT OR REPLACE INTO "${table}" ${copy}`,
      `REPLACE INTO "${table}" ${copy}`,
      `UPDATE OR REPLACE "${table}" SET "${column}" = ${value}`,
      `UPDATE OR IGNORE "${table}" SET "${column}" = ${value}`,
      `INSERT OR IGNORE INTO "${table}" ${copy}`,
    ]
  return [
    ...both,
    `TRUNCATE "${table}"`,
    `TRUNCATE "${table}" CASCADE`,
    `WITH gone AS (DELETE FROM "${table}" RETURNING *) SELECT * FROM gone`,
    `SET LOCAL session_replication_role = replica; DELETE FROM "${table}"`,
    `MERGE INTO "${table}" t USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE`,
  ]
}

eachDialect('no statement changes or removes a row of an append-only table', async (db) => {
  await assertAppendOnly(db)
  for (const [table, { column, value, fill }] of Object.entries(tables)) {
    await fill(db)
    const rows = () => db.client.$queryRawUnsafe(`SELECT * FROM "${table}"`)
    const before = await rows()
    for (const statement of bypasses(db, table, column, value)) {
      if (erasable.includes(table) && statement.includes('DELETE')) continue
      await Promise.all(statement.split('; ').map((part) => db.client.$executeRawUnsafe(part))).catch(
        () => null,
      )
      expect(await rows(), statement).toEqual(before)
    }
  }
})

eachDialect('the statements are refused, not ignored', async (db) => {
  await tables.LogCheckpoint?.fill(db)
  const refused = ['UPDATE "LogCheckpoint" SET "note" = \'x\'', 'DELETE FROM "LogCheckpoint"']
  if (db.dialect === 'postgres') refused.push('TRUNCATE "LogCheckpoint"')
  else refused.push('INSERT OR REPLACE INTO "LogCheckpoint" SELECT * FROM "LogCheckpoint"')
  for (const statement of refused)
    await expect(db.client.$executeRawUnsafe(statement), statement).rejects.toThrow('append-only')
})

eachDialect('a personal value can be erased, and only erased', async (db) => {
  await tables.AuditPersonal?.fill(db)
  const refused = [
    `UPDATE "AuditPersonal" SET "value" = ''`,
    `UPDATE "AuditPersonal" SET "key" = ''`,
    `UPDATE "AuditPersonal" SET "entryId" = 'other'`,
  ]
  for (const statement of refused)
    await expect(db.client.$executeRawUnsafe(statement), statement).rejects.toThrow('append-only')
  expect(await db.client.$executeRawUnsafe('DELETE FROM "AuditPersonal"')).toBe(1)
})
