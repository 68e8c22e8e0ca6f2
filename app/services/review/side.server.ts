import { handlersOpinion, type ReviewCase, reviewCase } from '#app/db/review/case.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { type KeptResult, latestRun, type RuleRun } from '#app/db/rule-run.server.ts'
import { flaggedPaths, snapshotFrom } from '#app/db/working-application.server.ts'
import { differences } from '#app/domain/application/form-changes.ts'
import { openForm } from '#app/domain/application/private-sections.ts'
import { mayOverride } from '#app/domain/review/opinion.ts'
import { askedSlots } from '#app/domain/guideline/attachment-slot.ts'
import { inWords } from '../application/check.server.ts'
import type { Ctx } from '../context.ts'
import { runAgain } from './opinion.server.ts'

export type CheckItem = KeptResult & { overridable: boolean }

/**
 * What a reviewer works with side by side: the last edition, what differs from the one before, what was asked to be
 * corrected, and every rule with its result. At the province the rules are run now and nothing is stored.
 * @throws NotFound
 */
export async function reviewSide(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const application = await reviewCase(client, ctx, id)
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const formal = application.status === 'province_check'
  const [editions, flags, run] = await Promise.all([
    client.applicationSnapshot.findMany({
      where: { applicationId: id },
      orderBy: { number: 'desc' },
      take: 2,
    }),
    flaggedPaths(client, application),
    itemsOf(ctx, application, formal),
  ])
  const [last, before] = editions.map(({ content, ...edition }) => ({
    ...edition,
    content: snapshotFrom(content),
  }))
  const definition = openForm(configuration.form)
  return {
    formal,
    definition,
    attachments: askedSlots(configuration, last?.content.form ?? {}),
    form: last?.content.form ?? {},
    files: last?.content.files ?? [],
    edition: last ? { number: last.number, sha256: last.sha256, createdAt: last.createdAt } : null,
    changes: last && before ? differences(definition, before.content.form, last.content.form) : null,
    newFiles: last && before ? last.content.files.filter(isNewTo(before.content.files)) : [],
    flags,
    items: run.results.map((item): CheckItem => ({ ...item, overridable: mayOverride(item) })),
    ranAt: run.checkedAt,
    marks: handlersOpinion(application)?.checks ?? [],
  }
}

/** The rules as they speak now at the province; elsewhere as they spoke when it was sent in. */
async function itemsOf(ctx: Ctx, application: ReviewCase, formal: boolean): Promise<RuleRun> {
  if (!formal) return latestRun(ctx.db.client, application.id, { asked: false })
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  return { checkedAt: ctx.now, results: inWords(await runAgain(ctx, { application, configuration })) }
}

function isNewTo(earlier: readonly { id: string }[]) {
  return (file: { id: string }) => !earlier.some(({ id }) => id === file.id)
}
