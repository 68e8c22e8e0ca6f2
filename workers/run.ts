import { setTimeout as sleep } from 'node:timers/promises'
import { systemActor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'
import {
  cancelJob,
  claimJob,
  type ClaimedJob,
  completeJob,
  failJob,
  lostJobs,
  postponeJob,
  wakeSweep,
} from '#app/db/job.server.ts'
import { readHalt } from '#app/db/log-keys.server.ts'
import { type JobName, sweepNames } from '#app/domain/jobs.ts'
import { formatKey } from '#app/domain/audit/note.ts'
import { openSigners, type Signer } from '#app/platform/audit-key.server.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { log } from '#app/platform/log.server.ts'
import type { JobCtx, StoredJob } from './job.ts'
import { registry } from './jobs/index.ts'
import { openPost, type Post } from './mail/post.ts'

export type WorkerOptions = {
  now?: () => Date
  post?: Post
  /** of the log, for the seal of documents: asked again when another key has taken over */
  signers?: () => Promise<readonly Signer[]>
  /** milliseconds between looks while nothing is due */
  idle?: number
}

/** Claims and runs what is due, wakes the sweeps in each minute, until `signal` aborts; the job in hand is finished. */
export async function runWorker(
  db: Db,
  { signal, ...options }: WorkerOptions & { signal: AbortSignal },
): Promise<void> {
  const worker = openWorker(db, options)
  while (!signal.aborted) {
    if (await attempted(worker)) continue
    await sleep(options.idle ?? 500, undefined, { signal }).catch(() => undefined)
  }
}

/** One round of the endless loop: a database that is away for a while must not end the worker. */
async function attempted(worker: Worker): Promise<boolean> {
  try {
    await worker.wakeEachMinute()
    return await worker.step()
  } catch (error) {
    log.error({ err: error }, 'worker step failed')
    return false
  }
}

/** Runs everything due now, and what it enqueues in turn, then returns how many attempts were made. */
export async function drain(
  db: Db,
  { sweep = true, ...options }: WorkerOptions & { sweep?: boolean } = {},
): Promise<number> {
  const worker = openWorker(db, options)
  if (sweep) await worker.wake()
  let attempts = 0
  while (await worker.step()) attempts++
  return attempts
}

/** Runs at most one job that is due. */
export async function runOnce(db: Db, options: WorkerOptions = {}): Promise<boolean> {
  return openWorker(db, options).step()
}

type Worker = ReturnType<typeof openWorker>

function openWorker(
  db: Db,
  {
    now = () => new Date(),
    post = openPost({ smtpUrl: env.smtpUrl, from: env.mailFrom }),
    signers = () => openSigners(env),
  }: WorkerOptions,
) {
  const name = newId()
  let opened: readonly Signer[] = []
  const openSigner: JobCtx['openSigner'] = async (key) => {
    const own = () => opened.find((one) => formatKey(one.key) === formatKey(key)) ?? null
    if (!own()) opened = await signers()
    return own()
  }
  const context = (job: ClaimedJob): JobCtx => ({
    db,
    actor: systemActor,
    now: now(),
    requestId: job.id,
    ip: '',
    post,
    openSigner,
    receipts: { refuseAfter: env.auditLagRefuse, entries: new Map() },
  })

  async function wake(): Promise<void> {
    if ((await readHalt(db))?.readOnly) return
    for (const sweep of sweepNames) await wakeSweep(db, sweep, now())
    for (const job of await lostJobs(db, now())) await fail(job, 'worker lost')
  }

  let wokenIn = -1
  async function wakeEachMinute(): Promise<void> {
    const minute = Math.floor(now().getTime() / 60_000)
    if (minute === wokenIn) return
    await wake()
    wokenIn = minute
  }

  /** Nothing runs and nothing is sent while the database does not continue the history that was signed last. */
  async function step(): Promise<boolean> {
    if ((await readHalt(db))?.readOnly) return false
    const job = await claimJob(db, name, now())
    if (!job) return false
    try {
      const outcome = await entryOf(job).run(job.payload, context(job))
      if (outcome === 'completed') await completeJob(db, job, now())
      else if ('later' in outcome)
        await postponeJob(db, job, new Date(now().getTime() + outcome.later * 1000))
      else await cancelJob(db, job, outcome.cancelled, now())
    } catch (error) {
      log.error({ err: error, job: job.id, name: job.name, attempt: job.attempt }, 'job failed')
      await fail(job, error instanceof Error ? error.message : String(error))
    }
    return true
  }

  async function fail(job: ClaimedJob, error: string): Promise<void> {
    if ((await failJob(db, job, error, now())) !== 'discarded') return
    try {
      await entryOf(job).giveUp(job.payload, context(job), error)
    } catch (failure) {
      log.error({ err: failure, job: job.id, name: job.name }, 'job not tidied')
    }
  }

  return { wake, wakeEachMinute, step }
}

function entryOf(job: ClaimedJob): StoredJob {
  if (!isJobName(job.name)) throw new Error(`no job named ${job.name}`)
  return registry[job.name]
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(registry, name)
}
