import { decisionsOnEach } from '#app/db/review/duplicate-decisions.server.ts'
import { candidatesForEach, type Subject, subjects } from '#app/db/review/duplicates.server.ts'
import { listedForEach } from '#app/db/review/listed-projects.server.ts'
import { duplicateHit, type Hit, listedHit, percentOf } from '#app/domain/application/duplicate.ts'
import {
  type JudgedDuplicate,
  type NamedOther,
  type PlannedDuplicate,
  type SeenListed,
  standing,
} from '#app/domain/review/duplicates.ts'
import type { Ctx } from '../context.ts'
import { comparedSince, paramsOf } from '../review/duplicates.server.ts'

/** Candidates of one application that nobody decided on and that are compared exactly at most. */
const most = 10

/**
 * Of each proposed application the decisions that say that it repeats another or a listed project (A.7), and hits that
 * nobody has decided, those first. What was found to be no duplicate is left out. As many queries for a hundred as for one;
 * the texts of those alone are read that share a band of the index with another, or its enterprise, or are listed elsewhere.
 */
export async function plannedDuplicates(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Record<string, PlannedDuplicate[]>> {
  const [decided, candidates, elsewhere] = await Promise.all([
    decisionsOnEach(ctx, ids),
    candidatesForEach(ctx, ids),
    listedForEach(ctx, ids),
  ])
  const open = ids.map((id) => {
    const known = new Set(decided.get(id)?.map(({ otherId }) => otherId))
    return {
      id,
      others: (candidates.get(id) ?? []).filter((other) => !known.has(other)).slice(0, most),
      listed: (elsewhere.get(id) ?? []).filter((other) => !known.has(other.id)),
    }
  })
  const wanted = open
    .filter(({ others, listed }) => others.length + listed.length > 0)
    .flatMap(({ id, others }) => [id, ...others])
  const read = wanted.length === 0 ? [] : await subjects(ctx, { id: { in: [...new Set(wanted)] } })
  const found = new Map(read.map((subject) => [subject.id, subject]))
  return Object.fromEntries(
    open.map(({ id, others, listed }) => {
      const own = found.get(id)
      const hits = own
        ? [
            ...others.flatMap((other) => undecided(ctx, own, found.get(other))),
            ...listed.flatMap((other) => undecidedListed(ctx, own, other)),
          ]
        : []
      return [id, [...hits.toSorted((a, b) => b.alikePercent - a.alikePercent), ...repeated(decided.get(id))]]
    }),
  )
}

function undecided(ctx: Ctx, own: Subject, other: Subject | undefined): PlannedDuplicate[] {
  const params = paramsOf(own)
  if (!other?.submittedAt || other.submittedAt < comparedSince(ctx, params)) return []
  return openHit({ ...other, source: null }, duplicateHit(own.compared, other.compared, params))
}

function undecidedListed(ctx: Ctx, own: Subject, other: SeenListed): PlannedDuplicate[] {
  const params = paramsOf(own)
  if (other.year < comparedSince(ctx, params).getUTCFullYear()) return []
  return openHit(other, listedHit(own.compared, other, params))
}

function openHit(
  { id, projectName, applicantName, receiptNo, source }: NamedOther & { id: string },
  hit: Hit | null,
): PlannedDuplicate[] {
  if (!hit) return []
  const other = { projectName, applicantName, receiptNo, source }
  return [{ otherId: id, other, alikePercent: percentOf(hit.alike), decision: null }]
}

/** The newest decision on each pair, where it says that they repeat each other. */
function repeated(decisions: readonly JudgedDuplicate[] = []): PlannedDuplicate[] {
  return standing(decisions)
    .filter(({ conclusion }) => conclusion !== 'not_duplicate')
    .map(
      ({
        otherId,
        other,
        alikePercent,
        conclusion,
        overlapFen,
        reason,
        authorName,
        createdAt,
        withdrawn,
      }) => ({
        otherId,
        other,
        alikePercent,
        decision: { conclusion, overlapFen, reason, authorName, createdAt, withdrawn },
      }),
    )
}
