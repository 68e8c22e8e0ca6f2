import { openDb, type Db } from '#app/db/client.server.ts'
import { loadCalendar } from '#app/db/calendar.server.ts'
import { startPostgres } from '#app/db/embedded-postgres.ts'
import { insertJobs } from '#app/db/job.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '#app/services/audit.server.ts'
import { namedInEvent, prepareDocuments, writeDocuments } from '#app/services/document.server.ts'
import { peopleOf, writeNotices } from '#app/services/notify.server.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { enterprises } from '#fixtures/cast.ts'
import { specimens } from '#fixtures/documents.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { migrate } from '#prisma/migrate.ts'
import { type Benchmark, median } from './figure.ts'

const clients = 32
const rounds = 32
const perClient = 8

/**
 * What an audited act costs among 32 clients on a Postgres that flushes: the steps of applyTransition (find, compare and
 * set, whom to tell, notices, a mail, a document and their jobs) with its event ÷ the same steps without it. Each round
 * measures without, with, with, without; the middle of their ratios counts, so that a busy machine slows both.
 */
export const benchmark: Benchmark = {
  figures: { 'audit.postgres': { unit: 'acts/s audited ÷ acts/s unaudited', aim: '>=0.85' } },
  async measure() {
    const server = await startPostgres({ durable: true })
    try {
      await migrate(server.url)
      const db = await openDb(server.url)
      try {
        await seedCast(db)
        const ids = await applications(db)
        for (let warm = 0; warm < 4; warm++) await actsPerSecond(db, ids, true)
        const ratios: number[] = []
        for (let round = 0; round < rounds; round++) {
          const before = await actsPerSecond(db, ids, false)
          const audited = (await actsPerSecond(db, ids, true)) + (await actsPerSecond(db, ids, true))
          ratios.push(audited / (before + (await actsPerSecond(db, ids, false))))
        }
        await allRecorded(db)
        return { 'audit.postgres': median(ratios) }
      } finally {
        await db.close()
      }
    } finally {
      await server.stop()
    }
  },
}

async function actsPerSecond(db: Db, ids: readonly string[], audited: boolean): Promise<number> {
  const from = performance.now()
  await Promise.all(
    ids.map(async (id) => {
      for (let i = 0; i < perClient; i++) await act(db, id, audited)
    }),
  )
  return (ids.length * perClient * 1000) / (performance.now() - from)
}

async function act(db: Db, id: string, audited: boolean): Promise<void> {
  const ctx = ctxOf(db, 'kunshan_handler')
  const { find, move, scope } = statusTables.application
  await db.transact(async (tx) => {
    const row = await find(tx, { AND: [{ id }, scope(ctx.actor)] })
    if (!row) throw new Error('nobody may read it')
    await loadCalendar(tx)
    const { status, version } = row
    const set = { updatedAt: ctx.now, dueAt: ctx.now, version: version + 1 }
    if ((await move(tx, { id, status, version }, set)) !== 1) throw new Error('somebody else was first')
    const documents = prepareDocuments([
      {
        kind: 'receipt',
        format: 'pdf',
        ownerType: 'application',
        ownerId: id,
        title: id,
        model: specimens.receipt,
        audience: 'applicant',
        unitCode: row.unitCode,
        enterpriseId: row.enterpriseId,
      },
    ])
    const entryId = audited
      ? await record(tx, ctx, {
          act: 'application.return',
          dossier: row.dossier,
          object: { type: 'application', id },
          unitCode: row.unitCode,
          before: { status, version },
          after: {
            status: 'returned',
            version: version + 1,
            node: 'county',
            round: 1,
            fields: ['attachments.audit_report'],
            due: ctx.now,
          },
          reason: 'x'.repeat(60),
          files: namedInEvent(documents),
        })
      : null
    const people = await peopleOf(tx, 'application_returned', row, 'applicant')
    const text = { params: { name: id }, link: `/applications/${id}` }
    const mails = await writeNotices(tx, ctx, [{ kind: 'application_returned', people, text }])
    const renderings = await writeDocuments(tx, ctx, documents, entryId)
    await insertJobs(tx, [...mails, ...renderings])
  })
}

async function allRecorded(db: Db): Promise<void> {
  const entries = await db.client.auditEntry.count()
  const acts = clients * perClient * (2 * rounds + 4)
  if (entries !== acts) throw new Error(`${entries} entries of ${acts} acts`)
}

/** One application for each client, in the county's hands. */
async function applications(db: Db): Promise<string[]> {
  const guidelineId = await anOpenGuideline(db)
  const createdAt = new Date('2025-03-05T01:00:00Z')
  const ids = Array.from({ length: clients }, newId)
  const { name, unitCode, cityCode, townCode } = enterprises.kunshan
  await db.client.application.createMany({
    data: ids.map((id) => ({
      id,
      guidelineId,
      guidelineVersion: 1,
      enterpriseId: 'enterprise-kunshan',
      applicantName: name,
      unitCode,
      cityCode,
      townCode,
      channel: 'local',
      projectName: id,
      status: 'county_review',
      form: '{}',
      submittedAt: createdAt,
      createdById: 'user-kunshan_applicant',
      createdAt,
      updatedAt: createdAt,
    })),
  })
  return ids
}
