import type { z } from 'zod'
import type { NoteKey } from '#app/domain/audit/note.ts'
import type { Signer } from '#app/platform/audit-key.server.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Post } from './mail/post.ts'

/**
 * What a job runs with: the system as actor, the job's id as request id, a way to send mail, and the signer of a key of the
 * log; null: this worker has not its secret.
 */
export type JobCtx = Ctx & { post: Post; openSigner: (key: NoteKey) => Promise<Signer | null> }

/**
 * completed; cancelled with the reason why no attempt can ever succeed; later: what it needs is not there yet, and it
 * is asked again in so many seconds without an attempt being spent. Whatever is thrown is tried again.
 */
export type Outcome = 'completed' | { cancelled: string } | { later: number }

/** `giveUp` tidies when the attempts are spent, also after a crash. Both may be repeated. */
export type Job<Payload> = {
  run(payload: Payload, ctx: JobCtx): Promise<Outcome>
  giveUp?(payload: Payload, ctx: JobCtx, error: string): Promise<void>
}

/** A job that reads its payload from the stored text, checked against its schema. */
export type StoredJob = Required<Job<string>>

export function fromStore<S extends z.ZodType>(schema: S, job: Job<z.infer<S>>): StoredJob {
  const read = (payload: string) => schema.parse(JSON.parse(payload))
  return {
    run: async (payload, ctx) => job.run(read(payload), ctx),
    giveUp: async (payload, ctx, error) => job.giveUp?.(read(payload), ctx, error),
  }
}
