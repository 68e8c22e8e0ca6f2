import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Db, openDb } from '#app/db/client.server.ts'
import { sealedContact } from '#app/db/contact.server.ts'
import { newId } from '#app/platform/id.ts'
import { submitApplication } from '#app/services/application/submit.server.ts'
import { usccCheck } from '#app/domain/kernel/uscc.ts'
import { migrate } from '#prisma/migrate.ts'
import { aFilledForm, anOpenGuideline } from '#fixtures/application.ts'
import { ctxOf, enterpriseRow, seedCast } from '#fixtures/world.ts'
import { enterprises } from '#fixtures/cast.ts'
import { type Benchmark, median } from './figure.ts'

const rounds = 30
const perRound = 30
/** rounds that only warm up: a server that has run for a minute is what people meet */
const warming = 10
const together = 8

/**
 * Submissions a second (snapshot, rules, audit, outbox) as a share of single-row commits a second. Both are measured in
 * turn, round by round, and the medians compared, so that a busy machine slows both. None may be lost.
 */
export const benchmark: Benchmark = {
  figures: {
    /** single rows of the same database through the same client, as many at a time */
    'submit.ratio': { unit: 'commits/s ÷ single-row commits/s', aim: '>=0.15' },
    /** single rows by a prepared INSERT straight into a file, without any client, right after; an aim of our own */
    'submit.ratio_raw': { unit: 'commits/s ÷ prepared INSERTs/s', aim: '>=0.06' },
  },
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), 'qixiang-bench-'))
    const url = `file:${join(folder, 'submit.db')}`
    await migrate(url)
    const db = await openDb(url)
    try {
      await seedCast(db)
      const guidelineId = await anOpenGuideline(db)
      const ids = await drafts(db, guidelineId, (warming + rounds) * perRound)
      const [submitted, bare]: [number[], number[]] = [[], []]
      for (let round = 0; round < warming + rounds; round++) {
        const batch = ids.slice(round * perRound, (round + 1) * perRound)
        const pair = [await rate(batch, (id) => submit(db, id)), await rate(batch, () => commit(db))] as const
        if (round < warming) continue
        submitted.push(pair[0])
        bare.push(pair[1])
      }
      await noneLost(db, ids)
      const inserted = await prepared(join(folder, 'bare.db'), ids)
      const [each, row] = [median(submitted), median(bare)]
      const rounded = [each, row, inserted].map((value) => value.toFixed(0))
      console.error(`a second: ${rounded[0]} submissions, ${rounded[1]} rows, ${rounded[2]} prepared INSERTs`)
      return { 'submit.ratio': each / row, 'submit.ratio_raw': each / inserted }
    } finally {
      await db.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** Pieces of work a second, `together` at a time. */
async function rate(ids: string[], work: (id: string) => Promise<void>): Promise<number> {
  const queue = [...ids]
  const from = performance.now()
  await Promise.all(
    Array.from({ length: together }, async () => {
      for (let id = queue.pop(); id; id = queue.pop()) await work(id)
    }),
  )
  return (ids.length * 1000) / (performance.now() - from)
}

async function commit(db: Db): Promise<void> {
  await db.client.setting.create({ data: { key: newId(), value: 'x'.repeat(200) } })
}

/** Prepared INSERTs a second into a file with one table, each flushed to disk as the database of the server does it. */
async function prepared(path: string, keys: string[]): Promise<number> {
  const database = new Database(path)
  try {
    database.pragma('journal_mode = wal')
    database.pragma('synchronous = full')
    database.exec('CREATE TABLE bare (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)')
    const statement = database.prepare('INSERT INTO bare (key, value) VALUES (?, ?)')
    return await rate(keys, async (key) => void statement.run(key, 'x'.repeat(200)))
  } finally {
    database.close()
  }
}

async function submit(db: Db, id: string): Promise<void> {
  const ctx = ctxOf(db, 'kunshan_applicant')
  const owner = { ...ctx, actor: { ...ctx.actor, enterpriseId: `enterprise-${id}` } }
  const result = await submitApplication(owner, { id, version: 0 })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
}

async function noneLost(db: Db, ids: string[]): Promise<void> {
  const kept = await db.client.application.count({ where: { receiptNo: { not: null } } })
  const snapshots = await db.client.applicationSnapshot.count()
  const mails = await db.client.mail.count()
  if ([kept, snapshots, mails].some((count) => count !== ids.length))
    throw new Error(`lost: ${kept} receipts, ${snapshots} snapshots, ${mails} mails of ${ids.length}`)
}

/** Filled drafts of as many enterprises, with files and commitment, written straight into the tables. */
async function drafts(db: Db, guidelineId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId)
  const codes = new Map(ids.map((id) => [id, nextUscc()]))
  const codeOf = (id: string) => codes.get(id) ?? ''
  const createdAt = new Date('2025-03-05T01:00:00Z')
  const { uscc, ...fixture } = enterprises.kunshan
  await db.transact(async (tx) => {
    await tx.enterprise.createMany({
      data: ids.map((id) => ({
        ...enterpriseRow(id, { ...fixture, uscc }),
        uscc: codeOf(id),
      })),
    })
    await tx.user.createMany({
      data: ids.map((id) => ({
        id: `u-${id}`,
        loginName: id,
        name: id,
        passwordHash: '',
        ...sealedContact(`u-${id}`, { email: `${id}@example.com`, phone: '' }),
        roles: 'applicant',
        enterpriseId: `enterprise-${id}`,
        createdAt,
      })),
    })
    await tx.application.createMany({
      data: ids.map((id) => ({
        id,
        guidelineId,
        guidelineVersion: 1,
        enterpriseId: `enterprise-${id}`,
        applicantName: fixture.name,
        unitCode: fixture.unitCode,
        cityCode: fixture.cityCode,
        townCode: fixture.townCode,
        channel: 'local',
        projectName: id,
        status: 'draft',
        form: JSON.stringify(formOf(id, codeOf(id))),
        commitmentAt: createdAt,
        createdById: `u-${id}`,
        createdAt,
        updatedAt: createdAt,
      })),
    })
    await tx.storedFile.createMany({
      data: ids.flatMap((id) =>
        ['business_licence', 'commitment', 'audit_report'].map((slot) => ({
          id: newId(),
          ownerType: 'application',
          ownerId: id,
          slot,
          name: `${slot}.pdf`,
          mediaType: 'application/pdf',
          size: 1000,
          plainSha256: '0'.repeat(64),
          cipherSha256: '0'.repeat(64),
          uploadedById: `u-${id}`,
          createdAt,
        })),
      ),
    })
  })
  return ids
}

let given = 0
function nextUscc(): string {
  const body = `91320583MA${String(given++).padStart(7, '0')}`
  return body + usccCheck(body)
}

/** The filled form with a credit code and invoices of its own. */
function formOf(id: string, uscc: string) {
  const form = aFilledForm('kunshan', { 'enterprise.uscc': uscc })
  const { equipment } = form
  return {
    ...form,
    equipment: Array.isArray(equipment)
      ? equipment.map((row, n) => ({ ...row, invoice_no: `${id}-${n}` }))
      : [],
  }
}
