import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '#app/domain/reports/report.ts'
import { env } from '#app/platform/env.server.ts'
import { storeFile } from '#app/platform/files.server.ts'
import { newId } from '#app/platform/id.ts'
import { specimens } from '#fixtures/documents.ts'
import { renderPdf } from '#workers/documents/pdf/render.ts'
import type { Benchmark } from './figure.ts'

const warmUp = 20
const measured = 200

export const benchmark: Benchmark = {
  figures: {
    /**
     * Receipts and approval notices in turn, each with its own words, from data to bytes flushed to disk, per second
     * of processor time: what one core makes, whoever else uses the machine.
     */
    'pdf.per_second': { unit: 'documents/s per core', aim: '>=60' },
  },
  async measure() {
    env.dataDir = await mkdtemp(join(tmpdir(), 'qixiang-bench-'))
    try {
      await produce(0, warmUp)
      const before = process.cpuUsage()
      await produce(warmUp, measured)
      const { user, system } = process.cpuUsage(before)
      return { 'pdf.per_second': measured / ((user + system) / 1e6) }
    } finally {
      await rm(env.dataDir, { recursive: true, force: true })
    }
  },
}

async function produce(from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n++) {
    const stored = await storeFile(newId(), await renderPdf(variant(n)))
    if (!stored.ok) throw new Error(stored.refusal.code)
  }
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
