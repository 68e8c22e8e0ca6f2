import { doing } from '#app/authorization/actor.ts'
import { subjectOf } from '#app/db/review/duplicates.server.ts'
import { duplicateHit, percentOf } from '#app/domain/application/duplicate.ts'
import { mayDo } from '#app/domain/kernel/decide.ts'
import { fenFromWan } from '#app/domain/kernel/money.ts'
import {
  atField,
  done,
  type FieldProblem,
  NotFound,
  refuse,
  type Result,
} from '#app/domain/kernel/refusal.ts'
import type { DuplicateConclusion } from '#app/domain/review/duplicates.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { decidesDuplicates, paramsOf, readsDuplicates } from './duplicates.server.ts'

export type DuplicateJudgement = {
  id: string
  otherId: string
  /** numbers of the snapshots that the person compared */
  snapshot: number
  otherSnapshot: number
  conclusion: DuplicateConclusion | null
  /** 万元 as typed; of content_overlap alone */
  overlapWan: string
  reason: string
}

/**
 * What a handler of the province finds of two applications that are alike (A.7). It moves neither, and an amount is for
 * information: who allocates reads it. A later decision stands beside an earlier one. Refusals: not_yours (403), wrong_state
 * (409), stale_version (409) when either was submitted again since, form_has_problems (conclusion, overlapWan, reason).
 */
export async function decideDuplicate(
  ctx: Ctx,
  { id, otherId, ...judged }: DuplicateJudgement,
): Promise<Result<{ decisionId: string }>> {
  if (!readsDuplicates(ctx) || id === otherId) throw new NotFound('application')
  const [own, other] = await Promise.all([subjectOf(ctx, id), subjectOf(ctx, otherId)])
  if (!mayDo(doing(ctx.actor, false), 'province.handler', 'province'))
    return refuse('not_yours', {}, { status: 403 })
  if (!decidesDuplicates(ctx, own)) return refuse('wrong_state', { state: own.status }, { status: 409 })
  if (own.snapshotNumber !== judged.snapshot)
    return refuse('stale_version', { seen: judged.snapshot, now: own.snapshotNumber }, { status: 409 })
  if (other.snapshotNumber !== judged.otherSnapshot)
    return refuse('stale_version', { seen: judged.otherSnapshot, now: other.snapshotNumber }, { status: 409 })
  const read = readJudgement(judged)
  if (!read.ok) return read
  const { conclusion, overlapFen, reason } = read.value
  const alike = duplicateHit(own.compared, other.compared, paramsOf(own))?.alike ?? 0
  const alikePercent = percentOf(alike)
  const decisionId = newId()
  return ctx.db.transact(async (tx) => {
    await tx.duplicateDecision.create({
      data: {
        id: decisionId,
        applicationId: id,
        otherId,
        snapshotNumber: own.snapshotNumber,
        otherSnapshotNumber: other.snapshotNumber,
        alikePercent,
        conclusion,
        overlapFen,
        reason,
        authorId: ctx.actor.id,
        authorName: ctx.actor.name,
        createdAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'application.decide_duplicate',
      dossier: `application:${id}`,
      object: { type: 'duplicate', id: decisionId },
      unitCode: own.unitCode,
      after: {
        other: otherId,
        snapshot: own.snapshotNumber,
        otherSnapshot: other.snapshotNumber,
        alikePercent,
        conclusion,
        overlapFen,
      },
      reason,
    })
    return done({ decisionId })
  })
}

type Read = { conclusion: DuplicateConclusion; overlapFen: bigint | null; reason: string }

function readJudgement({
  conclusion,
  ...typed
}: Pick<DuplicateJudgement, 'conclusion' | 'overlapWan' | 'reason'>): Result<Read> {
  const problems: FieldProblem[] = []
  const required = (path: string) => problems.push({ path, code: 'required', params: {} })
  const reason = typed.reason.trim()
  const overlap = conclusion === 'content_overlap' ? fenFromWan(typed.overlapWan) : null
  if (!conclusion) required('conclusion')
  if (!reason) required('reason')
  if (overlap && !overlap.ok) problems.push(atField('overlapWan', overlap))
  if (overlap?.ok && overlap.value === 0n) required('overlapWan')
  if (!conclusion || problems.length > 0)
    return refuse('form_has_problems', { count: problems.length }, { fields: problems })
  return done({ conclusion, overlapFen: overlap?.ok ? overlap.value : null, reason })
}
