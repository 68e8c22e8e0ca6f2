import { backoffSeconds, type JobState, maxAttempts, type SweepName } from '#app/domain/jobs.ts'
import { newId } from '#app/platform/id.ts'
import { type Db, Prisma, type Tx } from './client.server.ts'
import { change } from './plain.server.ts'

export type ClaimedJob = { id: string; name: string; payload: string; attempt: number; maxAttempts: number }

/** Milliseconds after which a claimed job counts as crashed. No job takes near as long. */
export const lease = 5 * 60_000

const waiting = ['available', 'scheduled', 'retryable'] as const satisfies readonly JobState[]
const shown = { id: true, name: true, payload: true, attempt: true, maxAttempts: true } as const

/** Takes the job that has waited longest and is due, for this worker alone; null when none is due. */
export async function claimJob(db: Db, worker: string, now: Date): Promise<ClaimedJob | null> {
  return db.dialect === 'postgres' ? claimLocked(db, worker, now) : claimCompared(db, worker, now)
}

async function claimLocked(db: Db, worker: string, now: Date): Promise<ClaimedJob | null> {
  const rows = await db.client.$queryRaw<ClaimedJob[]>`
    UPDATE "Job" SET state = 'executing', attempt = attempt + 1, "claimedAt" = ${now}, "claimedBy" = ${worker}
    WHERE id = (
      SELECT id FROM "Job" WHERE state IN (${Prisma.join([...waiting])}) AND "availableAt" <= ${now}
      ORDER BY "availableAt", id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, name, payload, attempt, "maxAttempts"`
  return rows[0] ?? null
}

async function claimCompared(db: Db, worker: string, now: Date): Promise<ClaimedJob | null> {
  for (;;) {
    const job = await db.client.job.findFirst({
      where: { state: { in: [...waiting] }, availableAt: { lte: now } },
      orderBy: [{ availableAt: 'asc' }, { id: 'asc' }],
      select: { ...shown, state: true },
    })
    if (!job) return null
    const { state, ...found } = job
    const attempt = found.attempt + 1
    const { count } = await db.client.job.updateMany({
      where: { id: found.id, state, attempt: found.attempt },
      data: { state: 'executing', attempt, claimedAt: now, claimedBy: worker },
    })
    if (count === 1) return { ...found, attempt }
  }
}

/** Ends an attempt as its worker saw it. Changes nothing when the job was meanwhile taken over by another. */
async function settle(db: Db, job: ClaimedJob, data: Prisma.JobUpdateManyMutationInput): Promise<void> {
  await db.client.job.updateMany({ where: { id: job.id, state: 'executing', attempt: job.attempt }, data })
}

export async function completeJob(db: Db, job: ClaimedJob, now: Date): Promise<void> {
  await settle(db, job, { state: 'completed', finishedAt: now, error: null })
}

/** Asks again at `until`; the attempt does not count, because nothing failed. */
export async function postponeJob(db: Db, job: ClaimedJob, until: Date): Promise<void> {
  await settle(db, job, { state: 'scheduled', attempt: job.attempt - 1, availableAt: until, error: null })
}

/** It can never succeed: no further attempt. */
export async function cancelJob(db: Db, job: ClaimedJob, reason: string, now: Date): Promise<void> {
  await settle(db, job, { state: 'cancelled', finishedAt: now, error: reason })
}

/** Another attempt later, or the end when attempts are spent; says which. */
export async function failJob(
  db: Db,
  job: ClaimedJob,
  error: string,
  now: Date,
): Promise<'retryable' | 'discarded'> {
  if (job.attempt >= job.maxAttempts) {
    await settle(db, job, { state: 'discarded', finishedAt: now, error })
    return 'discarded'
  }
  const availableAt = new Date(now.getTime() + backoffSeconds(job.attempt) * 1000)
  await settle(db, job, { state: 'retryable', availableAt, error })
  return 'retryable'
}

/** Jobs whose worker has not come back within the lease. */
export async function lostJobs(db: Db, now: Date): Promise<ClaimedJob[]> {
  return db.client.job.findMany({
    where: { state: 'executing', claimedAt: { lt: new Date(now.getTime() - lease) } },
    select: shown,
  })
}

/** Makes the one row of a sweep due again; an executing or failing one is left to its course. */
export async function wakeSweep(db: Db, name: SweepName, now: Date): Promise<void> {
  const data = { name, payload: '{}', state: 'available', attempt: 0, maxAttempts, availableAt: now }
  const { count } = await db.client.job.updateMany({
    where: { uniqueKey: name, state: { in: ['completed', 'cancelled', 'discarded'] } },
    data: { ...data, error: null },
  })
  if (count === 0)
    await db.client.job.upsert({
      where: { uniqueKey: name },
      create: { ...data, id: newId(), uniqueKey: name, createdAt: now },
      update: {},
      select: { id: true },
    })
}

export type NewJob = {
  id: string
  name: string
  payload: string
  state: JobState
  uniqueKey: string | null
  availableAt: Date
  createdAt: Date
}

/** Puts jobs in, but those whose unique key is there already; one statement, where each upsert takes three. */
export async function insertJobs(tx: Tx, newJobs: readonly NewJob[]): Promise<void> {
  if (newJobs.length === 0) return
  const rows = newJobs.map(
    (job) =>
      Prisma.sql`(${job.id}, ${job.name}, ${job.payload}, ${job.state}, ${job.uniqueKey}, 0, ${maxAttempts}, ${job.availableAt}, ${job.createdAt})`,
  )
  await change(
    tx,
    Prisma.sql`
    INSERT INTO "Job" (id, name, payload, state, "uniqueKey", attempt, "maxAttempts", "availableAt", "createdAt")
    VALUES ${Prisma.join(rows)}
    ON CONFLICT ("uniqueKey") DO NOTHING`,
  )
}
