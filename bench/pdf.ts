import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDb } from '#app/db/client.server.ts'
import type { Report } from '#app/domain/reports/report.ts'
import { env } from '#app/platform/env.server.ts'
import { storeFile } from '#app/platform/files.server.ts'
import { newId } from '#app/platform/id.ts'
import { specimens } from '#fixtures/documents.ts'
import { migrate } from '#prisma/migrate.ts'
import { sequenceAll } from '#workers/audit/sequencer.ts'
import { recordEvents, testSigner } from '#workers/audit/testing.ts'
import { renderPdf } from '#workers/documents/pdf/render.ts'
import { renderProven } from '#workers/documents/prove.ts'
import { type Benchmark, median } from './figure.ts'

const warmUp = 20
const measured = 200
/** entries of the log that the proofs are taken from */
const entries = 5_000

export const benchmark: Benchmark = {
  figures: {
    /**
     * Receipts and approval notices in turn, each with its own words, from data to bytes flushed to disk, per second
     * of processor time: what one core makes, whoever else uses the machine.
     */
    'pdf.per_second': { unit: 'documents/s per core', aim: '>=60' },
    /**
     * The same documents with proof and seal, and without, in turn; medians of processor time. The aim was 0.75 while a
     * receipt without proof took half as long again: what a proof adds is the same.
     */
    'audit.pdf': { unit: 'documents/s with proof ÷ without', aim: '>=0.65' },
  },
  async measure(wanted) {
    env.dataDir = await mkdtemp(join(tmpdir(), 'qixiang-bench-'))
    try {
      const values: Record<string, number> = {}
      for (let n = 0; n < warmUp; n++) await produce(await renderPdf(variant(n)))
      if (wanted.includes('pdf.per_second')) values['pdf.per_second'] = await plainRate()
      if (wanted.includes('audit.pdf')) values['audit.pdf'] = await provenRatio()
      return values
    } finally {
      await rm(env.dataDir, { recursive: true, force: true })
    }
  },
}

async function produce(pdf: Uint8Array): Promise<void> {
  const stored = await storeFile(newId(), pdf)
  if (!stored.ok) throw new Error(stored.refusal.code)
}

/** seconds of processor time */
async function cost(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

async function plainRate(): Promise<number> {
  const spent = await cost(async () => {
    for (let n = warmUp; n < warmUp + measured; n++) await produce(await renderPdf(variant(n)))
  })
  return measured / spent
}

async function provenRatio(): Promise<number> {
  const url = `file:${join(env.dataDir, 'bench.db')}`
  await migrate(url)
  const db = await openDb(url)
  try {
    await recordEvents(db, entries)
    await sequenceAll(db, { signer: testSigner })
    const [plain, proven]: [number[], number[]] = [[], []]
    for (let n = 0; n < measured; n++) {
      const [report, other] = [variant(warmUp + 4 * n), variant(warmUp + 4 * n + 2)]
      plain.push(await cost(async () => produce(await renderPdf(report))))
      proven.push(await cost(async () => produce(await withProof(db, other, n))))
    }
    return median(plain.slice(warmUp)) / median(proven.slice(warmUp))
  } finally {
    await db.close()
  }
}

async function withProof(db: Db, report: Report, n: number): Promise<Uint8Array> {
  const number = (n * 997) % entries
  const { entryId } = await db.client.logSequence.findUniqueOrThrow({ where: { number } })
  const document = {
    id: newId(),
    ownerId: '',
    kind: report.kind,
    salt: '00'.repeat(16),
    model: JSON.stringify(report),
  }
  const named = { ...document, format: 'pdf', entryId } as const
  const pdf = await renderProven(db, async () => testSigner, named, report)
  if (!pdf) throw new Error('the document was not sealed')
  return pdf
}

/** Every document differs in its name, numbers, code and hash. */
function variant(n: number): Report {
  const text = JSON.stringify(n % 2 === 0 ? specimens.receipt : specimens.approval_notice)
  return JSON.parse(
    text
      .replaceAll('高端数控装备', `高端数控装备${names[n % names.length]}`)
      .replaceAll('南京启明', `南京${names[(n * 7) % names.length]}明`)
      .replaceAll('8f4a2c6e', n.toString(16).padStart(8, '0'))
      .replaceAll('000128', String(n).padStart(6, '0')),
  )
}

const names = [...'恒瑞华泰宏远嘉盛博创新科联达天工精诚卓越飞腾金陵江海湖山松柏梅兰']
