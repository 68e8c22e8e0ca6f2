import { loadCalendar } from '#app/db/calendar.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { currentConfiguration } from '#app/db/guideline.server.ts'
import { type ReviewCase, reviewCase } from '#app/db/review/case.server.ts'
import { coReviewAt, nodeEnd } from '#app/domain/application/chain-nodes.ts'
import { type CoReviewOffice, coReviewOffices } from '#app/domain/guideline/chain.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import { coReviewFacts, coReviewKind } from '#app/domain/review/co-review.ts'
import type { OpinionChecks } from '#app/domain/review/opinion.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'

/** Every act names the application and the version the person saw. */
export type ReviewAct = { id: string; version: number }
export type Opened = {
  application: ReviewCase
  /** what holds for this application */
  configuration: GuidelineConfiguration
  /** as published last: deadlines may have been extended since */
  current: GuidelineConfiguration
}

/**
 * What an act needs, read before its transaction: configurations come from outside one, and the version that the
 * transition compares holds the rest still. Refusal: stale_version (409).
 */
export async function openCase(ctx: Ctx, { id, version }: ReviewAct): Promise<Result<Opened>> {
  const application = await reviewCase(ctx.db.client, ctx, id)
  if (application.version !== version)
    return refuse('stale_version', { seen: version, now: application.version }, { status: 409 })
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const current = await currentConfiguration(ctx.db, application.guidelineId)
  return done({ application, configuration, current })
}

/**
 * Until when an application that comes to a node a second time has to be done there: the level's end by the guideline as
 * published last, and at least as many working days as an applicant has for a correction, since it may come after the end.
 * Refusal: calendar_unknown {year}.
 */
export async function endOfNodeAgain(
  tx: Tx,
  ctx: Ctx,
  current: GuidelineConfiguration,
  node: string,
): Promise<Result<Date | null>> {
  const end = nodeEnd(current, node)
  if (!end) return done(null)
  const days = await workingDaysFrom(tx, ctx, current.correctionDays)
  if (!days.ok) return days
  return done(end > days.value ? end : days.value)
}

/** The end of the nth working day after today. Refusal: calendar_unknown {year}. */
export async function workingDaysFrom(tx: Tx, ctx: Ctx, n: number): Promise<Result<Date>> {
  const last = addWorkingDays(shanghaiDay(ctx.now), n, await loadCalendar(tx))
  return last.ok ? done(endOfDay(last.value)) : last
}

/** Writes one opinion; it is never changed afterwards, only closed. Returns its id. */
export async function addOpinion(
  tx: Tx,
  ctx: Ctx,
  application: Pick<ReviewCase, 'id' | 'snapshotNumber' | 'correctionRound'>,
  opinion: { node: string; kind: string; conclusion: string; text: string; checks?: OpinionChecks },
): Promise<string> {
  const id = newId()
  await tx.reviewOpinion.create({
    data: {
      ...opinion,
      checks: JSON.stringify(opinion.checks ?? []),
      id,
      applicationId: application.id,
      snapshotNumber: application.snapshotNumber,
      round: application.correctionRound,
      authorId: ctx.actor.id,
      authorName: ctx.actor.name,
      orgId: ctx.actor.orgId,
      orgName: ctx.actor.orgName,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  return id
}

const handlers = ['handle', 'check']
/** What is said of the material as it stands: of a changed one everybody is asked anew. */
export const ofMaterial = [...handlers, ...coReviewOffices.map(coReviewKind)]

/** Marks opinions of some nodes as past, the handlers' unless told otherwise, so that new ones are asked there. */
export async function closeOpinions(
  tx: Tx,
  ctx: Ctx,
  applicationId: string,
  nodes: readonly string[],
  kinds: readonly string[] = handlers,
): Promise<void> {
  await tx.reviewOpinion.updateMany({
    where: { applicationId, node: { in: [...nodes] }, kind: { in: [...kinds] }, closedAt: null },
    data: { closedAt: ctx.now },
  })
}

/** Marks what offices said of an earlier snapshot as past, at nodes where they are asked anew. */
export async function closeOutdated(
  tx: Tx,
  ctx: Ctx,
  { id, snapshotNumber }: Pick<ReviewCase, 'id' | 'snapshotNumber'>,
  nodes: readonly string[],
): Promise<void> {
  const kind = { in: coReviewOffices.map(coReviewKind) }
  await tx.reviewOpinion.updateMany({
    where: {
      applicationId: id,
      node: { in: [...nodes] },
      kind,
      snapshotNumber: { lt: snapshotNumber },
      closedAt: null,
    },
    data: { closedAt: ctx.now },
  })
}

/** Offices that the call asks beside the level of a node and that have not spoken of the application as it stands. */
export function besideAt(
  { application, configuration }: Opened,
  node: string | null,
): readonly CoReviewOffice[] {
  if (node === null) return []
  const asked = coReviewAt(configuration, application, node)
  return coReviewFacts(asked, { ...application, status: node }).missing
}

/** Values and link of every notice about an application under review. */
export function noticeOf(
  { id, projectName, applicantName, receiptNo }: ReviewCase,
  more: Record<string, string> = {},
) {
  return {
    params: { project: projectName, applicant: applicantName, receipt: receiptNo ?? '', ...more },
    link: `/applications/${id}`,
  }
}
