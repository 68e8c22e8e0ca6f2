import { readHalt } from '#app/db/log-keys.server.ts'
import { countSealed, resealPage, type SealedCount, sealedColumns } from '#app/db/sealed.server.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { env } from '#app/platform/env.server.ts'
import { keyIds, type Place } from '#app/platform/sealed.server.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

export type Resealed = {
  /** fields of people, and keys of files */
  values: number
  files: number
  /** what the newest key does not seal */
  left: SealedCount[]
  /** what its own key does not open: altered, or copied from elsewhere */
  damaged: Place[]
}

type Options = {
  /** as FIELD_KEY */
  keys?: string
  /** values in one transaction */
  take?: number
  progress?: (done: { resealed: number; total: number }) => void
}

/** What is sealed, but not by the newest key. */
export async function notByNewest(db: Ctx['db'], keys: string = env.fieldKey): Promise<SealedCount[]> {
  const [newest] = keyIds(keys)
  return (await countSealed(db)).filter(({ key }) => key !== newest)
}

/**
 * Seals whatever an older key of FIELD_KEY has sealed again by the newest one, beside a running system: page by page,
 * each in a transaction of its own, so that it may break off anywhere and be run again. What people change meanwhile
 * stays as they changed it; it goes round until nothing more can be sealed again. One event says how far it came.
 * Refusals: read_only_history_lost, read_only_history_differs, read_only_checkpoint_missing (409).
 */
export async function resealAll(ctx: Ctx, options: Options = {}): Promise<Result<Resealed>> {
  const { keys = env.fieldKey, take = 200, progress } = options
  const halt = await readHalt(ctx.db)
  if (halt?.readOnly) return refuse(`read_only_${halt.code}`, halt.params, { status: 409 })
  const [newest = '', ...older] = keyIds(keys)
  const total = (await countSealed(ctx.db))
    .filter(({ key }) => older.includes(key))
    .reduce((sum, { count }) => sum + count, 0)
  const count = { values: 0, files: 0 }
  let damaged: Place[] = []
  for (let before = -1; older.length > 0 && before < count.values + count.files;) {
    before = count.values + count.files
    damaged = []
    for (const column of sealedColumns)
      for (let after: string | null = ''; after !== null;) {
        const page = await resealPage(ctx.db, column, { after, take, keys })
        count[column.table === 'fileKey' ? 'files' : 'values'] += page.resealed
        damaged.push(...page.damaged)
        after = page.next
        progress?.({ resealed: count.values + count.files, total })
      }
  }
  const left = await notByNewest(ctx.db, keys)
  await ctx.db.transact((tx) =>
    record(tx, ctx, {
      act: 'field_key.reseal',
      dossier: `field_key:${newest}`,
      object: { type: 'field_key', id: newest },
      after: { ...count, left: left.reduce((sum, one) => sum + one.count, 0) },
    }),
  )
  return done({ ...count, left, damaged })
}
