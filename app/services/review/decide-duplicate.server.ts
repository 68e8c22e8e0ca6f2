import { doing } from '#app/authorization/actor.ts'
import { type Subject, subjectOf } from '#app/db/review/duplicates.server.ts'
import { listedProject } from '#app/db/review/listed-projects.server.ts'
import { duplicateHit, type Hit, listedHit, percentOf } from '#app/domain/application/duplicate.ts'
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

type Judgement = {
  conclusion: DuplicateConclusion | null
  /** 万元 as typed; of content_overlap alone */
  overlapWan: string
  reason: string
}

export type DuplicateJudgement = Judgement & {
  id: string
  otherId: string
  /** numbers of the snapshots that the person compared */
  snapshot: number
  otherSnapshot: number
}

/**
 * What a handler of the province finds of two applications that are alike (A.7). It moves neither, and an amount is for
 * information: who allocates reads it. A later decision stands beside an earlier one. Refusals: not_yours (403), wrong_state
 * (409), stale_version (409) when either was submitted again since, form_has_problems (conclusion, overlapWan, reason).
 */
export async function decideDuplicate(
  ctx: Ctx,
  { id, otherId, otherSnapshot, ...judged }: DuplicateJudgement,
): Promise<Result<{ decisionId: string }>> {
  if (!readsDuplicates(ctx) || id === otherId) throw new NotFound('application')
  const [own, other] = await Promise.all([subjectOf(ctx, id), subjectOf(ctx, otherId)])
  const hit = duplicateHit(own.compared, other.compared, paramsOf(own))
  return decide(ctx, own, {
    ...judged,
    other: { otherId, listedId: null },
    compared: otherSnapshot,
    stands: other.snapshotNumber,
    hit,
  })
}

export type ListedJudgement = Judgement & {
  id: string
  listedId: string
  /** number of the snapshot and version of the listed project that the person compared */
  snapshot: number
  listedVersion: number
}

/** The same of an application and a listed project (level 4); stale_version also when a later list changed it since. */
export async function decideListed(
  ctx: Ctx,
  { id, listedId, listedVersion, ...judged }: ListedJudgement,
): Promise<Result<{ decisionId: string }>> {
  if (!readsDuplicates(ctx)) throw new NotFound('application')
  const [own, listed] = await Promise.all([subjectOf(ctx, id), listedProject(ctx, listedId)])
  const hit = listedHit(own.compared, listed, paramsOf(own))
  return decide(ctx, own, {
    ...judged,
    other: { otherId: null, listedId },
    compared: listedVersion,
    stands: listed.version,
    hit,
  })
}

type Comparison = Judgement & {
  snapshot: number
  other: { otherId: string; listedId: null } | { otherId: null; listedId: string }
  /** edition of the other that the person compared, and the one that stands now */
  compared: number
  stands: number
  hit: Hit | null
}

async function decide(
  ctx: Ctx,
  own: Subject,
  { snapshot, other, compared, stands, hit, ...judged }: Comparison,
): Promise<Result<{ decisionId: string }>> {
  if (!mayDo(doing(ctx.actor, false), 'province.handler', 'province'))
    return refuse('not_yours', {}, { status: 403 })
  if (!decidesDuplicates(ctx, own)) return refuse('wrong_state', { state: own.status }, { status: 409 })
  if (own.snapshotNumber !== snapshot)
    return refuse('stale_version', { seen: snapshot, now: own.snapshotNumber }, { status: 409 })
  if (compared !== stands) return refuse('stale_version', { seen: compared, now: stands }, { status: 409 })
  const read = readJudgement(judged)
  if (!read.ok) return read
  const { conclusion, overlapFen, reason } = read.value
  const alikePercent = percentOf(hit?.alike ?? 0)
  const decisionId = newId()
  return ctx.db.transact(async (tx) => {
    await tx.duplicateDecision.create({
      data: {
        id: decisionId,
        applicationId: own.id,
        ...other,
        snapshotNumber: snapshot,
        otherSnapshotNumber: stands,
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
      dossier: `application:${own.id}`,
      object: { type: 'duplicate', id: decisionId },
      unitCode: own.unitCode,
      after: {
        other: other.otherId,
        listed: other.listedId,
        snapshot,
        otherSnapshot: stands,
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

function readJudgement({ conclusion, ...typed }: Judgement): Result<Read> {
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
