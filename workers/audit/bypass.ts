import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { appendOnly } from '#app/db/append-only.ts'
import type { Db } from '#app/db/client.server.ts'
import { formatKey } from '#app/domain/audit/note.ts'
import { exportLog } from '#app/services/audit-export.server.ts'
import { judgeHistory } from '#app/services/audit-history.server.ts'
import { sequenceAll } from './sequencer.ts'
import { recordEvents, testSigner } from './testing.ts'

/** What the two bypass matrices share: tables with rows, ways of saying the same in SQL, and those who find out later. */

export const tables = Object.keys(appendOnly)

/** Places in the filled log: a complete tile and a few more. */
export const filled = 260

/** A log of 260 entries, written as app and sequencer do. */
export async function fillLog(app: Db, sequencer: Db = app): Promise<void> {
  await recordEvents(app, filled, { together: filled })
  await sequenceAll(sequencer, { signer: testSigner })
}

/** One row in each table that the log itself leaves empty. Whoever inserts them must be free of foreign keys. */
export const otherRows = [
  `INSERT INTO "ApplicationSnapshot" (id, "applicationId", number, content, sha256, "createdAt") VALUES ('s', 'a', 1, 'x', 'x', CURRENT_TIMESTAMP)`,
  `INSERT INTO "GuidelineVersion" (id, "guidelineId", number, configuration, sha256, "publishedAt") VALUES ('v', 'g', 1, 'x', 'x', CURRENT_TIMESTAMP)`,
  `INSERT INTO "PaymentVoucher" (id, "paymentId", number, "payerCode", "paidOn", "voucherNo", bank, account, "paidById", "createdAt") VALUES ('o', 'p', 1, '320583', '2026-03-18', 'ZF-1', 'x', 'x', 'u', CURRENT_TIMESTAMP)`,
  `INSERT INTO "Repayment" (id, "clawbackId", number, "payerCode", "paidOn", "voucherNo", "voucherEntry", "amountFen", "recordedById", "createdAt") VALUES ('r', 'c', 1, '320583', '2026-03-18', 'JK-1', 1, 100, 'u', CURRENT_TIMESTAMP)`,
  `INSERT INTO "DuplicateDecision" (id, "applicationId", "otherId", "snapshotNumber", "otherSnapshotNumber", "alikePercent", conclusion, reason, "authorId", "authorName", "createdAt") VALUES ('d', 'a', 'b', 1, 1, 84, 'phased', 'x', 'u', 'x', CURRENT_TIMESTAMP)`,
  `INSERT INTO "LogEpoch" (epoch, "keptSize", "lostNote", note, at) VALUES (2, 0, 'x', 'x', CURRENT_TIMESTAMP)`,
  `INSERT INTO "LogDay" (day, size, root) VALUES ('2026-03-18', 260, 'x')`,
  `INSERT INTO "AuditPersonal" ("entryId", field, key, value) VALUES ('e', 'reason', 'x', 'x')`,
]

const columns: Record<string, string> = {
  AuditEntry: 'act',
  ApplicationSnapshot: 'sha256',
  DuplicateDecision: 'reason',
  GuidelineVersion: 'sha256',
  PaymentVoucher: 'bank',
  Repayment: 'paidOn',
  LogSequence: 'leaf',
  LogTile: 'number',
  LogCheckpoint: 'note',
  LogKey: 'text',
  LogEpoch: 'note',
  LogDay: 'root',
  AuditPersonal: 'value',
}

/** `SET column = value` that changes a row of the table. */
export function change(table: string): string {
  return `SET "${columns[table]}" = ${table === 'LogTile' ? '77' : `'other'`}`
}

/** `(columns)` that identify a row. */
export function keyOf(table: string): string {
  return `(${appendOnly[table]?.[0]?.map((column) => `"${column}"`).join(', ')})`
}

/**
 * What an auditor says of the database: `right`, or what the export or the verifier names.
 * @param earlier a checkpoint that the auditor kept
 */
export async function auditorSays(db: Db, earlier?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qixiang-bypass-'))
  const verifier = join(import.meta.dirname, '../../verifier/verify.mjs')
  const call = (...args: string[]) =>
    promisify(execFile)(process.execPath, [verifier, '--en', '--key', publicKey, ...args], { cwd: folder })
  try {
    const exported = await exportLog(db, join(folder, 'log'))
    if (!exported.ok) return exported.refusal.code
    if (earlier !== undefined) {
      await writeFile(join(folder, 'earlier'), earlier)
      await call('checkpoints', 'earlier', 'log')
    }
    await call('export', 'log')
    return 'right'
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout)
    return error instanceof Error ? error.message : String(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const publicKey = formatKey(testSigner.key)

/** What the start says that compares the database with a checkpoint file on another disk: a code, or `right`. */
export async function startSays(db: Db, checkpoint: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qixiang-bypass-'))
  try {
    const file = join(folder, 'checkpoint')
    await writeFile(file, checkpoint)
    return (await judgeHistory(db, [testSigner.key], file)).halt?.code ?? 'right'
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
