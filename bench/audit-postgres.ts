import { openDb, type Db, type Tx } from '#app/db/client.server.ts'
import { loadCalendar } from '#app/db/calendar.server.ts'
import { startPostgres } from '#app/db/embedded-postgres.ts'
import { insertJobs } from '#app/db/job.server.ts'
import { roundsUsed } from '#app/db/review/case.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '#app/services/audit.server.ts'
import type { Ctx } from '#app/services/context.ts'
import { peopleOf, writeNotices } from '#app/services/notify.server.ts'
import {
  addOpinion,
  closeOpinions,
  ofMaterial,
  openCase,
  workingDaysFrom,
} from '#app/services/review/case.server.ts'
import { releasePlaces } from '#app/services/review/places.server.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { enterprises } from '#fixtures/cast.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { migrate } from '#prisma/migrate.ts'
import { type Benchmark, median } from './figure.ts'

const clients = 32
const perClient = 8
const wholeRounds = 8
const bareRounds = 32

/**
 * What an audited act costs among 32 clients on a Postgres that flushes: with its event ÷ without. The act is a return for
 * correction as its service makes it: case and call read, transition with notice and mail, opinions closed, places given
 * back, opinion and corrections written. Beside it the transition alone, of which the event is a larger part. Each round
 * measures without, with, with, without; the middle of their ratios counts, so that a busy machine slows both.
 */
export const benchmark: Benchmark = {
  figures: {
    'audit.postgres': { unit: 'acts/s audited ÷ acts/s unaudited', aim: '>=0.85' },
    'audit.postgres_transition': { unit: 'transitions/s audited ÷ transitions/s unaudited', aim: '>=0.8' },
  },
  async measure() {
    const server = await startPostgres({ durable: true })
    try {
      await migrate(server.url)
      const db = await openDb(server.url)
      try {
        await seedCast(db)
        const ids = await applications(db)
        const whole = await ratioOf(db, ids, wholeRounds, returnForCorrection)
        const bare = await ratioOf(db, ids, bareRounds, transition)
        const entries = await db.client.auditEntry.count()
        const acts = clients * perClient * (2 * (wholeRounds + bareRounds) + 2 * warming)
        if (entries !== acts) throw new Error(`${entries} entries of ${acts} acts`)
        return { 'audit.postgres': whole, 'audit.postgres_transition': bare }
      } finally {
        await db.close()
      }
    } finally {
      await server.stop()
    }
  },
}

type Act = (db: Db, id: string, audited: boolean) => Promise<void>

const warming = 4

async function ratioOf(db: Db, ids: readonly string[], rounds: number, act: Act): Promise<number> {
  for (let warm = 0; warm < warming; warm++) await actsPerSecond(db, ids, act, true)
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = await actsPerSecond(db, ids, act, false)
    const audited = (await actsPerSecond(db, ids, act, true)) + (await actsPerSecond(db, ids, act, true))
    ratios.push(audited / (before + (await actsPerSecond(db, ids, act, false))))
  }
  return median(ratios)
}

async function actsPerSecond(db: Db, ids: readonly string[], act: Act, audited: boolean): Promise<number> {
  const from = performance.now()
  await Promise.all(
    ids.map(async (id) => {
      for (let i = 0; i < perClient; i++) await act(db, id, audited)
    }),
  )
  return (ids.length * perClient * 1000) / (performance.now() - from)
}

const problem = 'x'.repeat(60)
const field = 'attachments.audit_report'

async function returnForCorrection(db: Db, id: string, audited: boolean): Promise<void> {
  const ctx = ctxOf(db, 'kunshan_handler')
  const { version } = await db.client.application.findUniqueOrThrow({
    where: { id },
    select: { version: true },
  })
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) throw new Error('somebody else was first')
  const { application, configuration } = opened.value
  const node = application.status
  const round = application.correctionRound
  await db.transact(async (tx) => {
    const due = await workingDaysFrom(tx, ctx, configuration.correctionDays)
    if (!due.ok) throw new Error('no calendar')
    await roundsUsed(tx, id, node)
    await move(tx, ctx, id, audited)
    await closeOpinions(tx, ctx, id, [node], ofMaterial)
    await releasePlaces(tx, application, ctx.now, [node])
    await addOpinion(tx, ctx, application, { node, kind: 'return', conclusion: 'return', text: problem })
    const item = { id: newId(), applicationId: id, round: round + 1, field, problem, createdAt: ctx.now }
    await tx.correctionItem.createMany({ data: [item] })
  })
}

async function transition(db: Db, id: string, audited: boolean): Promise<void> {
  await db.transact((tx) => move(tx, ctxOf(db, 'kunshan_handler'), id, audited))
}

/** The steps of applyTransition, but that the status stays: the same application is returned again and again. */
async function move(tx: Tx, ctx: Ctx, id: string, audited: boolean): Promise<void> {
  const { find, move, scope } = statusTables.application
  const row = await find(tx, { AND: [{ id }, scope(ctx.actor)] })
  if (!row) throw new Error('nobody may read it')
  await loadCalendar(tx)
  const { status, version } = row
  const set = { updatedAt: ctx.now, dueAt: ctx.now, version: version + 1 }
  if ((await move(tx, { id, status, version }, set)) !== 1) throw new Error('somebody else was first')
  if (audited)
    await record(tx, ctx, {
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
        fields: [field],
        due: ctx.now,
      },
      reason: problem,
    })
  const people = await peopleOf(tx, 'application_returned', row, 'applicant', { now: ctx.now })
  const text = { params: { name: id }, link: `/applications/${id}` }
  await insertJobs(tx, await writeNotices(tx, ctx, [{ kind: 'application_returned', people, text }]))
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
