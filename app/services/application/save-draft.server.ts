import { doing } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import {
  flaggedPaths,
  touchedFrom,
  type WorkingApplication,
  workingApplication,
} from '#app/db/working-application.server.ts'
import { mergeFlagged } from '#app/domain/application/form-changes.ts'
import { codesIn, type FormCodes } from '#app/domain/application/form-page.ts'
import { type FormValues, textAt } from '#app/domain/application/form.ts'
import { mergeDraft, type MergedDraft, type Typed } from '#app/domain/application/merge-draft.ts'
import { checkDraft, readForm } from '#app/domain/application/read-form.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { fenFromWan } from '#app/domain/kernel/money.ts'
import { done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { projectNameIn } from './start.server.ts'

/** Bytes of one typed text, and of a whole form. */
export const textLimit = 64 * 1024
export const formLimit = 2 * 1024 * 1024

export type DraftPatch = Typed & { id: string }

export type Saved = Pick<MergedDraft, 'conflicts' | 'news'> & {
  revision: number
  /** what is wrong with the saved fields as they stand; they are kept all the same */
  problems: FieldProblem[]
  /** of the whole form, as typed */
  codes: FormCodes
}

/**
 * T02: keeps what was typed, as typed, field by field. Fields that others changed since the base revision are not
 * overwritten. After closing only fields that a return flagged may change.
 * Refusals: wrong_state (409), not_yours, unknown_field, text_too_long (413), form_too_large (413), field_locked.
 */
export async function saveDraft(ctx: Ctx, input: DraftPatch): Promise<Result<Saved>> {
  const oversize = Object.entries(input.patch).find(([, value]) => longestText(value) > textLimit)
  if (oversize) {
    const fields = [{ path: oversize[0].slice(0, 120), code: 'too_long', params: { max: textLimit } }]
    return refuse('text_too_long', { kb: textLimit / 1024 }, { status: 413, fields })
  }
  for (let attempt = 0; attempt < 20; attempt++) {
    const application = await workingApplication(ctx, input.id)
    const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
    const merged = await merge(ctx, application, configuration, input)
    if (!merged.ok) return merged
    const { values, touched, conflicts, news, changed } = merged.value
    const codes = codesIn(configuration.form, values)
    if (!changed) return done({ revision: application.revision, conflicts, news, problems: [], codes })
    const form = JSON.stringify(values)
    if (Buffer.byteLength(form) > formLimit)
      return refuse('form_too_large', { mb: formLimit / 1024 / 1024 }, { status: 413 })
    if (
      await write(ctx.db, application, {
        form,
        touched: JSON.stringify(touched),
        ...shown(values),
        now: ctx.now,
      })
    ) {
      const problems = readForm(configuration.form, values).problems.filter((problem) =>
        Object.keys(input.patch).some((path) => problem.path.split('[')[0] === path),
      )
      return done({ revision: application.revision + 1, conflicts, news, problems, codes })
    }
  }
  return refuse('busy', {}, { status: 409 })
}

type Merged = Omit<MergedDraft, 'accepted'> & { values: FormValues; changed: boolean }

async function merge(
  ctx: Ctx,
  application: WorkingApplication,
  configuration: GuidelineConfiguration,
  typed: DraftPatch,
): Promise<Result<Merged>> {
  const decision = decide(applicationWorkflow, {
    transition: 'save',
    from: application.status,
    doing: doing(ctx.actor, application.enterpriseId === ctx.actor.enterpriseId),
    facts: { now: ctx.now, actorId: ctx.actor.id },
  })
  if (!decision.ok) return decision
  const wrong = checkDraft(configuration.form, typed.patch).filter(({ code }) => code !== 'too_long')
  if (wrong.length > 0)
    return refuse('unknown_field', { field: wrong.map(({ path }) => path).join(', ') }, { fields: wrong })

  const { accepted, touched, conflicts, news } = mergeDraft(
    { values: application.values, touched: touchedFrom(application.touched), revision: application.revision },
    typed,
  )
  const changed = Object.keys(accepted).length > 0
  const values = { ...application.values, ...accepted }
  if (!isClosed(ctx, application)) return done({ values, touched, conflicts, news, changed })

  const flags = await flaggedPaths(ctx.db.client, application)
  const allowed = mergeFlagged(
    configuration.form,
    application.values,
    accepted,
    flags.map(({ field }) => field),
  )
  return allowed.ok ? done({ values: allowed.value, touched, conflicts, news, changed }) : allowed
}

/** Returned after the call has closed: only what was flagged may change. */
export function isClosed(ctx: Ctx, application: WorkingApplication): boolean {
  return application.status === 'returned' && ctx.now > application.guideline.applyEnd
}

async function write(
  db: Db,
  { id, status, version, revision }: WorkingApplication,
  { now, ...data }: { form: string; touched: string; now: Date } & ReturnType<typeof shown>,
): Promise<boolean> {
  const { count } = await db.client.application.updateMany({
    where: { id, status, version, revision },
    data: { ...data, revision: revision + 1, updatedAt: now },
  })
  return count === 1
}

/** Columns that lists show, from the form; an amount that cannot be read yet counts as nothing. */
export function shown(values: FormValues) {
  return {
    projectName: projectNameIn(values),
    totalInvestmentFen: fen(textAt(values, 'project.total_investment')),
    requestedFen: fen(textAt(values, 'project.requested_amount')),
  }
}

function fen(text: string): bigint {
  const amount = fenFromWan(text)
  return amount.ok ? amount.value : 0n
}

function longestText(value: FormValues[string]): number {
  const texts = typeof value === 'string' ? [value] : value.flatMap((row) => Object.values(row))
  return texts.reduce((most, text) => Math.max(most, Buffer.byteLength(text)), 0)
}
