import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { hash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openDb, type Db } from '#app/db/client.server.ts'
import { insertRows } from '#app/db/plain.server.ts'
import { formatCheckpoint } from '#app/domain/audit/checkpoint.ts'
import { append, type Frontier, rootOfFrontier } from '#app/domain/audit/frontier.ts'
import { formatKey } from '#app/domain/audit/note.ts'
import { entriesPath, entryBundle, tilePath, tileWidth } from '#app/domain/audit/tiles.ts'
import { leafHash } from '#app/domain/audit/tree.ts'
import { sha256, signNote } from '#app/platform/audit-key.server.ts'
import { record } from '#app/services/audit.server.ts'
import { migrate } from '#prisma/migrate.ts'
import { systemCtx, testSigner } from '#workers/audit/testing.ts'
import { type Benchmark, median } from './figure.ts'

const run = promisify(execFile)

/** Entries of the log that is verified; 1,000,000 unless BENCH_ENTRIES says otherwise. */
const logSize = Number(process.env.BENCH_ENTRIES ?? 1_000_000)

export const benchmark: Benchmark = {
  figures: {
    /** transactions/s with one business row and its event ÷ with the business row alone, SQLite, each flushed to disk */
    'audit.single': { unit: 'ratio', aim: '>=0.75' },
    /** the same with the business row as a plain INSERT on both sides, past the models; an aim of our own */
    'audit.single_raw': { unit: 'ratio', aim: '>=0.6' },
    /** 256 events of one transaction ÷ 256 plain INSERTs of as many bytes in one transaction */
    'audit.batch': { unit: 'ratio', aim: '>=0.15' },
    /** one SHA-256 per entry of the log ÷ checking all of it: `verifier/verify.mjs export`, end to end */
    'audit.verify': { unit: 'ratio', aim: '>=0.2' },
    /** from an event's receive instant to its signed checkpoint, 99 of 100, while one client writes as fast as it can */
    'audit.lag': { unit: 'ms', aim: '<=1000' },
  },
  async measure(wanted) {
    const folder = await mkdtemp(join(tmpdir(), 'qixiang-bench-audit-'))
    try {
      const values: Record<string, number> = {}
      const inDb = async (name: string, work: (db: Db, file: string) => Promise<number>) => {
        if (wanted.includes(name)) values[name] = await withDb(join(folder, `${name}.db`), work)
      }
      await inDb('audit.single', (db) => ratio(1000, (audited, i) => single(db, audited, i)))
      await inDb('audit.single_raw', (db) => ratio(1000, (audited, i) => singleRaw(db, audited, i)))
      await inDb('audit.batch', (db) => ratio(8, (audited, i) => batch(db, audited, i)))
      await inDb('audit.lag', lag)
      if (wanted.includes('audit.verify')) values['audit.verify'] = await verification(join(folder, 'log'))
      return values
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function withDb(file: string, work: (db: Db, file: string) => Promise<number>): Promise<number> {
  await migrate(`file:${file}`)
  const db = await openDb(`file:${file}`)
  try {
    return await work(db, file)
  } finally {
    await db.close()
  }
}

/** Plain and audited in turn, so that both meet the same machine; the ratio of their middle times. */
async function ratio(
  rounds: number,
  work: (audited: boolean, round: number) => Promise<void>,
): Promise<number> {
  const times = { plain: [] as number[], audited: [] as number[] }
  for (let round = 0; round < rounds * 1.2; round++)
    for (const kind of ['plain', 'audited'] as const) {
      const start = performance.now()
      await work(kind === 'audited', round)
      if (round >= rounds * 0.2) times[kind].push(performance.now() - start)
    }
  return median(times.plain) / median(times.audited)
}

const event = (dossier: string, i: number) => ({
  act: 'expert.suspend',
  dossier,
  object: { type: 'bench', id: dossier },
  before: { status: 'in_pool', version: i },
  after: { status: 'suspended', version: i + 1 },
})

async function single(db: Db, audited: boolean, i: number): Promise<void> {
  await db.transact(async (tx) => {
    await tx.setting.create({ data: { key: `${audited}${i}`, value: 'x'.repeat(500) } })
    if (audited) await record(tx, systemCtx(db), event(`bench:${i % 10}`, i))
  })
}

async function singleRaw(db: Db, audited: boolean, i: number): Promise<void> {
  await db.transact(async (tx) => {
    await insertRows(tx, 'setting', [{ key: `${audited}${i}`, value: 'x'.repeat(500) }])
    if (audited) await record(tx, systemCtx(db), event(`bench:${i % 10}`, i))
  })
}

async function batch(db: Db, audited: boolean, round: number): Promise<void> {
  await db.transact(async (tx) => {
    for (let i = 0; i < tileWidth; i++)
      if (audited) await record(tx, systemCtx(db), event(`bench:${i % 10}`, i))
      else await insertRows(tx, 'setting', [{ key: `${round}:${i}`, value: 'x'.repeat(600) }])
  })
}

/** The sequencer runs in a process of its own, as it does in a running system. */
async function lag(db: Db, file: string): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../workers/main.ts')], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, DATABASE_URL: `file:${file}`, DATA_DIR: dirname(file), LOG_LEVEL: 'error' },
    stdio: 'inherit',
  })
  const write = (i: number) =>
    db.transact((tx) => record(tx, { ...systemCtx(db), now: new Date() }, event(`bench:${i % 50}`, i)))
  await write(0)
  while ((await db.client.logSequence.count()) === 0) await sleep(20)
  const until = performance.now() + 5_000
  for (let i = 1; performance.now() < until; i++) {
    await write(i)
    await nextTurn()
  }
  while ((await db.client.logSequence.count()) < (await db.client.auditEntry.count())) await sleep(20)
  child.kill('SIGTERM')
  await once(child, 'exit')
  const rows = await db.client.$queryRaw<{ at: Date; signedAt: Date }[]>`
    SELECT e."at", (SELECT c."signedAt" FROM "LogCheckpoint" c WHERE c.size > s."number" ORDER BY c.size LIMIT 1) AS "signedAt"
    FROM "AuditEntry" e JOIN "LogSequence" s ON s."entryId" = e.id WHERE s."number" > 0`
  const lags = rows
    .map(({ at, signedAt }) => new Date(signedAt).getTime() - new Date(at).getTime())
    .toSorted((a, b) => a - b)
  return lags[Math.floor(lags.length * 0.99)] ?? Number.NaN
}

async function verification(folder: string): Promise<number> {
  const bundles = await writeLog(folder)
  let start = performance.now()
  for (const bundle of bundles) {
    const bytes = await readFile(join(folder, bundle))
    for (let at = 0; at < bytes.length;) {
      const length = bytes.readUInt16BE(at)
      hash('sha256', bytes.subarray(at + 2, at + 2 + length), 'buffer')
      at += 2 + length
    }
  }
  const raw = performance.now() - start
  start = performance.now()
  await run(process.execPath, [join(import.meta.dirname, '../verifier/verify.mjs'), 'export', folder])
  return raw / (performance.now() - start)
}

/** A log as it is exported, with as many entries as asked and a checkpoint every 256. @returns its bundles */
async function writeLog(folder: string): Promise<string[]> {
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  const dossiers = new Map<number, { n: number; leaf: string }>()
  const bundles: string[] = []
  const notes: string[] = []
  let frontier: Frontier = []
  for (let size = 0; size < logSize; size += tileWidth) {
    const width = Math.min(tileWidth, logSize - size)
    const entries: Uint8Array[] = []
    const leaves: Uint8Array[] = []
    for (let i = size; i < size + width; i++) {
      const last = dossiers.get(i % 5000)
      const n = (last?.n ?? 0) + 1
      const entry = Buffer.from(
        `{"act":"application.save","actor":{"id":"0190f6d2-7d3f-7c7e-9d2b-3f2f7a1b2c3d","ip":"10.0.0.1","org":"office-320500","roles":["city.handler"],"via":"session"},"after":{"status":"city_review","version":${n}},"before":{"status":"county_review","version":${n - 1}},"files":[],"id":"entry-${i}","n":${n},"object":{"dossier":"application:${i % 5000}","id":"${i % 5000}","type":"application"},"prev":${last ? `"${last.leaf}"` : 'null'},"reason":null,"request":"0190f6d2-7d3f-7c7e-9d2b-3f2f7a1b2c3d","result":"done","time":"2026-03-18T09:00:00.000Z","version":1}`,
      )
      const leaf = leafHash(sha256, entry)
      dossiers.set(i % 5000, { n, leaf: Buffer.from(leaf).toString('hex') })
      entries.push(entry)
      leaves.push(leaf)
    }
    const bundle = entriesPath(size / tileWidth, width)
    await write(bundle, entryBundle(entries))
    bundles.push(bundle)
    const grown = append(sha256, frontier, leaves)
    for (const { level, number, hashes } of grown.tiles)
      await write(tilePath({ level, index: number, width: tileWidth }), Buffer.concat(hashes))
    frontier = grown.frontier
    notes.push(await signed(size + width, frontier))
  }
  for (const [level, row] of frontier.entries())
    if (row.length > 0) {
      const index = Math.floor(logSize / tileWidth ** (level + 1))
      await write(tilePath({ level, index, width: row.length }), Buffer.concat(row))
    }
  await write('checkpoints', notes.join(''))
  await write('checkpoint', notes.at(-1) ?? '')
  await write('key', `${formatKey(testSigner.key)}\n`)
  return bundles
}

async function signed(size: number, frontier: Frontier): Promise<string> {
  const root = rootOfFrontier(sha256, frontier)
  return signNote(testSigner, formatCheckpoint({ origin: testSigner.key.name, size, root }))
}
