import { doing } from '#app/authorization/actor.ts'
import { duplicateDecisions } from '#app/db/review/duplicate-decisions.server.ts'
import { candidatesFor, type Subject, subjectOf } from '#app/db/review/duplicates.server.ts'
import { listedOf, listedProject } from '#app/db/review/listed-projects.server.ts'
import { countUnprinted } from '#app/db/review/text-prints.server.ts'
import {
  bandsOfTexts,
  duplicateHit,
  type DuplicateParams,
  duplicateParams,
  duplicateParamsOf,
  listedHit,
} from '#app/domain/application/duplicate.ts'
import { labelAt } from '#app/domain/application/form.ts'
import { markSame, shinglesOf } from '#app/domain/application/similar-text.ts'
import { mayDo } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import {
  type DuplicatePair,
  type FoundDuplicates,
  type JudgedDuplicate,
  type ListedPair,
  standing,
} from '#app/domain/review/duplicates.ts'
import { mostCounted } from '#app/i18n/format.ts'
import type { Ctx } from '../context.ts'

/** Whoever makes the formal review, or confirms it; nobody else learns what other enterprises wrote. */
export function readsDuplicates({ actor }: Ctx): boolean {
  const offices = ['province.handler', 'province.approver'] as const
  return offices.some((office) => mayDo(doing(actor, false), office, 'province'))
}

const open = ['province_check', 'qualified', 'in_review', 'reviewed', 'site_check', 'reserved']

/**
 * A handler of the province decides from the formal review, where the check is made, until an amount is proposed: what
 * became like it meanwhile is seen again where the money is shared out.
 */
export function decidesDuplicates({ actor }: Ctx, { status }: Pick<Subject, 'status'>): boolean {
  return open.includes(status) && mayDo(doing(actor, false), 'province.handler', 'province')
}

/** Thresholds of the duplicate check for an application. */
export function paramsOf({ configuration }: Subject) {
  return configuration ? duplicateParamsOf(configuration) : duplicateParams.parse({})
}

/** Applications submitted before this instant are not compared any more. */
export function comparedSince({ now }: Ctx, { years }: DuplicateParams): Date {
  const since = new Date(now)
  since.setUTCFullYear(since.getUTCFullYear() - years)
  return since
}

/**
 * Submitted applications and listed projects of the last years that are like this one (A.7), most alike first, with what was
 * decided on each; `unprinted`: so many submitted texts the index has not yet. Null for whoever does no formal review.
 * @throws NotFound
 */
export async function duplicateHits(ctx: Ctx, id: string): Promise<FoundDuplicates | null> {
  if (!readsDuplicates(ctx)) return null
  const own = await subjectOf(ctx, id)
  const params = paramsOf(own)
  const since = comparedSince(ctx, params)
  const [candidates, listed, decisions, unprinted] = await Promise.all([
    candidatesFor(ctx, own, { bands: bandsOfTexts(own.compared.texts), since }),
    listedOf(ctx, [own.compared.uscc], since),
    duplicateDecisions(ctx, id),
    countUnprinted(ctx.db.client, mostCounted),
  ])
  const found = [
    ...candidates.map((other) => ({
      seen: seenAs(other),
      hit: duplicateHit(own.compared, other.compared, params),
    })),
    ...listed.map((other) => ({ seen: other, hit: listedHit(own.compared, other, params) })),
  ]
  const hits = found
    .flatMap(({ seen, hit }) => (hit ? [{ ...seen, ...hit, decision: newestOf(decisions, seen.id) }] : []))
    .toSorted((a, b) => b.alike - a.alike)
  const withdrawn = standing(decisions).filter((decision) => decision.withdrawn !== null)
  return { hits, withdrawn, years: params.years, unprinted }
}

/** For whoever confirms the formal review: the decisions that hold, and the hits without one. @throws NotFound */
export async function judgedAndOpen(ctx: Ctx, id: string) {
  const [found, decided] = await Promise.all([duplicateHits(ctx, id), duplicateDecisions(ctx, id)])
  const undecided = found?.hits.filter(({ decision }) => decision === null) ?? []
  return { decided: standing(decided), undecided, years: found?.years ?? duplicateParams.parse({}).years }
}

/** What was decided on an application, newest first; nothing for whoever does no formal review. */
export async function judgedDuplicates(ctx: Ctx, id: string): Promise<JudgedDuplicate[]> {
  return readsDuplicates(ctx) ? duplicateDecisions(ctx, id) : []
}

function newestOf(decisions: readonly JudgedDuplicate[], otherId: string) {
  return decisions.find((decision) => decision.otherId === otherId) ?? null
}

function seenAs(subject: Subject) {
  const { id, applicantName, projectName, receiptNo, status, submittedAt, snapshotNumber } = subject
  return { source: null, id, applicantName, projectName, receiptNo, status, submittedAt, snapshotNumber }
}

/** Two applications side by side, field by field, with what stands in both marked, and what was decided. @throws NotFound */
export async function duplicatePair(ctx: Ctx, id: string, otherId: string): Promise<DuplicatePair> {
  if (!readsDuplicates(ctx) || id === otherId) throw new NotFound('application')
  const [own, other] = await Promise.all([subjectOf(ctx, id), subjectOf(ctx, otherId)])
  const [hit, decisions] = [
    duplicateHit(own.compared, other.compared, paramsOf(own)),
    await duplicateDecisions(ctx, id, otherId),
  ]
  const paths = new Set([...Object.keys(own.compared.texts), ...Object.keys(other.compared.texts)])
  const fields = [...paths].map((path) => {
    const [left, right] = [own.compared.texts[path] ?? '', other.compared.texts[path] ?? '']
    return {
      path,
      label: labelIn(own, path) ?? labelIn(other, path),
      alike: hit?.texts.find((text) => text.path === path) ?? null,
      own: markSame(left, shinglesOf(right)),
      other: markSame(right, shinglesOf(left)),
    }
  })
  return {
    own: seenAs(own),
    other: seenAs(other),
    hit,
    fields: fields.toSorted((a, b) => (b.alike?.similarity ?? 0) - (a.alike?.similarity ?? 0)),
    decisions,
    decides: decidesDuplicates(ctx, own),
  }
}

/** An application beside a listed project, and what was decided. @throws NotFound */
export async function listedPair(ctx: Ctx, id: string, listedId: string): Promise<ListedPair> {
  if (!readsDuplicates(ctx)) throw new NotFound('application')
  const [own, other, decisions] = await Promise.all([
    subjectOf(ctx, id),
    listedProject(ctx, listedId),
    duplicateDecisions(ctx, id, listedId),
  ])
  const { projectCode } = own.compared
  return {
    own: { ...seenAs(own), projectCode, requestedFen: own.requestedFen },
    other,
    hit: listedHit(own.compared, other, paramsOf(own)),
    decisions,
    decides: decidesDuplicates(ctx, own),
  }
}

function labelIn({ configuration }: Subject, path: string) {
  return configuration ? (labelAt(configuration.form, path)?.label ?? null) : null
}
