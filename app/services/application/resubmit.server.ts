import { configurationOf } from '#app/db/configuration.server.ts'
import {
  flaggedPaths,
  latestSnapshot,
  type WorkingApplication,
  workingApplication,
} from '#app/db/working-application.server.ts'
import { standingOf } from '#app/db/status.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { coReviewAt } from '#app/domain/application/chain-nodes.ts'
import { mergeFlagged } from '#app/domain/application/form-changes.ts'
import { labelAt } from '#app/domain/application/form.ts'
import { avoidanceText, openForm, openValues } from '#app/domain/application/private-sections.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { endOfNodeAgain } from '../review/case.server.ts'
import { supersedeSheets } from '../review/supersede.server.ts'
import { applyTransition } from '../transition.server.ts'
import { checkRules, storeResults } from './check.server.ts'
import { isClosed } from './save-draft.server.ts'
import { shown } from './save-draft.server.ts'
import { documentsOf, editionOf, keepEdition } from './send-in.server.ts'
import { noticeOf, type Receipt, stops, type Submission } from './submit.server.ts'

/**
 * T07: the corrected application goes back to the node that returned it, as the next snapshot. Earlier opinions stay.
 * After closing only flagged fields may differ from the snapshot before.
 * Refusals: after_correction_end, unflagged_changed {fields}, form_has_problems, invoice_used, rules_block,
 * stale_version and draft_changed (409).
 */
export async function resubmitApplication(ctx: Ctx, input: Submission): Promise<Result<Receipt>> {
  const application = await workingApplication(ctx, input.id)
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const { publishedVersion } = application.guideline
  const current = await configurationOf(ctx.db, application.guidelineId, publishedVersion)
  const changed = () => refuse('draft_changed', {}, { status: 409 })
  if (input.revision !== undefined && input.revision !== application.revision) return changed()
  const checked = await checkRules(ctx, application, configuration)
  if (application.status === 'returned' && withinTime(ctx, application)) {
    const stopped = await stops(ctx, application, configuration, checked)
    if (stopped) return stopped
  }
  const unflagged = isClosed(ctx, application) ? await changedUnflagged(ctx, application, configuration) : []
  const edition = editionOf(ctx, application, configuration, checked)
  const receiptNo = application.receiptNo ?? ''
  try {
    return await ctx.db.transact(async (tx): Promise<Result<Receipt>> => {
      const due = application.node ? await endOfNodeAgain(tx, ctx, current, application.node) : done(null)
      if (!due.ok) return due
      const documents = documentsOf(edition, receiptNo)
      const moved = await applyTransition(tx, ctx, {
        workflow: 'application',
        id: application.id,
        version: input.version,
        transition: 'resubmit',
        facts: async () => ({
          next: application.node,
          correctionEnd: application.dueAt,
          unflagged,
          blocking: checked.blocking.map(({ code }) => code),
        }),
        held: { row: standingOf(application), revision: application.revision },
        set: {
          ...shown(application.values),
          snapshotNumber: edition.number,
          node: null,
          openedAt: null,
          handlerId: null,
        },
        dueAt: due.value,
        after: {
          snapshot: edition.number,
          sha256: edition.sha256,
          avoid: avoidanceText(application.values),
        },
        notice: {
          ...noticeOf(application, receiptNo),
          beside: coReviewAt(configuration, application, application.node),
        },
        produce: {
          receipt: async () => documents.receipt,
          application_form: async () => documents.application_form,
        },
      })
      if (!moved.ok) return moved
      await keepEdition(tx, edition)
      await storeResults(tx, ctx, { applicationId: application.id, occasion: 'resubmit' }, checked.results)
      await tx.correctionItem.updateMany({
        where: { applicationId: application.id, round: application.correctionRound, resolvedAt: null },
        data: { resolvedAt: ctx.now },
      })
      await supersedeSheets(tx, ctx, application)
      return done({ receiptNo, snapshotNumber: edition.number, already: false })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return changed()
  }
}

function withinTime(ctx: Ctx, { dueAt }: WorkingApplication): boolean {
  return dueAt === null || ctx.now <= dueAt
}

/** Names of what differs from the last snapshot without having been flagged, files among them. */
async function changedUnflagged(
  ctx: Ctx,
  application: WorkingApplication,
  configuration: GuidelineConfiguration,
): Promise<string[]> {
  const { client } = ctx.db
  const [before, flags] = await Promise.all([
    latestSnapshot(client, application.id),
    flaggedPaths(client, application),
  ])
  if (!before) return []
  const flagged = flags.map(({ field }) => field)
  const merged = mergeFlagged(
    openForm(configuration.form),
    before.form,
    openValues(application.values),
    flagged,
  )
  const fields = merged.ok ? [] : (merged.refusal.fields ?? [])
  const slots = configuration.attachments.filter(({ key }) => {
    if (flagged.includes(`attachments.${key}`) || flagged.includes('attachments')) return false
    const ids = (files: { id: string; slot: string }[]) =>
      files.filter(({ slot }) => slot === key).map(({ id }) => id)
    return ids(before.files).join() !== ids(application.files).join()
  })
  return [
    ...fields.map(({ path }) => labelAt(configuration.form, path)?.label.zh ?? path),
    ...slots.map(({ name }) => name.zh),
  ]
}
