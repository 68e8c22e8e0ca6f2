import { doing } from '#app/authorization/actor.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { standingOf } from '#app/db/status.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { type WorkingApplication, workingApplication } from '#app/db/working-application.server.ts'
import { coReviewAt, nextNode, nodeEnd } from '#app/domain/application/chain-nodes.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { avoidanceText } from '#app/domain/application/private-sections.ts'
import { done, type Failure, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { type Checked, checkRules, openProblems, storeResults } from './check.server.ts'
import { shown } from './save-draft.server.ts'
import { documentsOf, editionOf, keepEdition, takeReceiptNo } from './send-in.server.ts'

export type Submission = { id: string; version: number; revision?: number }
/** `already`: an earlier, identical request has done it. */
export type Receipt = { receiptNo: string; snapshotNumber: number; already: boolean }

/**
 * T03, in one transaction: receipt number, status, snapshot with its hash, rule results, spent invoices, audit entry,
 * notices, mail, receipt and application form. A repetition gets the same receipt and changes nothing. The deadline is
 * inclusive to the millisecond of receipt.
 * Refusals: after_apply_end, commitment_missing, form_has_problems, invoice_used, rules_block, stale_version (409),
 * draft_changed (409).
 */
export async function submitApplication(ctx: Ctx, input: Submission): Promise<Result<Receipt>> {
  const application = await workingApplication(ctx, input.id)
  const owns = application.enterpriseId === ctx.actor.enterpriseId
  if (owns && isSubmitted(application)) return done(receiptOf(application))
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const { publishedVersion } = application.guideline
  const current = await configurationOf(ctx.db, application.guidelineId, publishedVersion)
  const facts = {
    guideline: { ...application.guideline, open: true },
    commitmentAt: application.commitmentAt,
    next: nextNode(configuration, application, null),
  }
  const early = decide(applicationWorkflow, {
    transition: 'submit',
    from: application.status,
    doing: doing(ctx.actor, owns),
    facts: { ...facts, now: ctx.now, actorId: ctx.actor.id, blocking: [] },
  })
  if (!early.ok) return early
  if (input.version !== application.version) return stale(input, application)
  if (input.revision !== undefined && input.revision !== application.revision) return changed()

  const checked = await checkRules(ctx, application, configuration)
  const stopped = await stops(ctx, application, configuration, checked)
  if (stopped) return stopped

  const edition = editionOf(ctx, application, configuration, checked)
  try {
    const result = await ctx.db.transact(async (tx): Promise<Result<Receipt>> => {
      const receiptNo = application.receiptNo ?? (await takeReceiptNo(tx, application.guideline))
      const documents = documentsOf(edition, receiptNo)
      const moved = await applyTransition(tx, ctx, {
        workflow: 'application',
        id: application.id,
        version: input.version,
        transition: 'submit',
        facts: async () => ({ ...facts, blocking: checked.blocking.map(({ code }) => code) }),
        held: { row: standingOf(application), revision: application.revision },
        set: {
          ...shown(application.values),
          receiptNo,
          submittedAt: ctx.now,
          snapshotNumber: edition.number,
          node: null,
          openedAt: null,
          handlerId: null,
        },
        dueAt: facts.next ? nodeEnd(current, facts.next) : null,
        after: {
          receiptNo,
          snapshot: edition.number,
          sha256: edition.sha256,
          avoid: avoidanceText(application.values),
        },
        notice: {
          ...noticeOf(edition.application, receiptNo),
          beside: coReviewAt(configuration, application, facts.next),
        },
        produce: {
          receipt: async () => documents.receipt,
          application_form: async () => documents.application_form,
        },
      })
      if (!moved.ok) return moved
      await keepEdition(tx, edition)
      await storeResults(tx, ctx, { applicationId: application.id, occasion: 'submit' }, checked.results)
      return done({ receiptNo, snapshotNumber: edition.number, already: false })
    })
    return result.ok ? result : await again(ctx, input, result)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const now = await workingApplication(ctx, input.id)
    if (isSubmitted(now)) return done(receiptOf(now))
    const late = await checkRules(ctx, now, configuration)
    const used = invoiceUsed(configuration, late)
    if (!used) throw error
    return used
  }
}

/** Somebody was first: if it was the same submission, its receipt is the answer. */
async function again(ctx: Ctx, input: Submission, failure: Failure): Promise<Result<Receipt>> {
  if (failure.refusal.status !== 409) return failure
  const now = await workingApplication(ctx, input.id)
  return isSubmitted(now) ? done(receiptOf(now)) : failure
}

function isSubmitted(application: WorkingApplication): boolean {
  return application.receiptNo !== null && application.submittedAt !== null
    ? !['draft', 'returned'].includes(application.status)
    : false
}

function receiptOf({ receiptNo, snapshotNumber }: WorkingApplication): Receipt {
  return { receiptNo: receiptNo ?? '', snapshotNumber, already: true }
}

/** Why this form cannot be sent in now, with the results kept for the page; null when nothing stops it. */
export async function stops(
  ctx: Ctx,
  application: WorkingApplication,
  configuration: GuidelineConfiguration,
  checked: Checked,
): Promise<Failure | null> {
  const problems = openProblems(checked, application, configuration)
  const used = invoiceUsed(configuration, checked)
  if (problems.length === 0 && !used && checked.blocking.length === 0) return null
  const run = { applicationId: application.id, occasion: 'check' } as const
  await ctx.db.transact((tx) => storeResults(tx, ctx, run, checked.results))
  if (problems.length > 0)
    return refuse('form_has_problems', { count: problems.length }, { fields: problems })
  if (used) return used
  const codes = checked.blocking.map(({ code }) => code)
  return refuse('rules_block', { count: codes.length, codes: codes.join('、') })
}

/** An invoice spent elsewhere stops a submission, unless the guideline only warns of it (R15) and takes its line out. */
function invoiceUsed(configuration: GuidelineConfiguration, { facts, form }: Checked): Failure | null {
  const [first] = facts.usedInvoices
  const severity = configuration.rules.find(({ code }) => code === 'R15')?.severity ?? 'block'
  if (!first || severity !== 'block') return null
  const spent = new Set(facts.usedInvoices.map(({ invoiceNo }) => invoiceNo))
  const fields = (form.tables.equipment ?? []).flatMap(({ cells }, index): FieldProblem[] => {
    const number = cells.invoice_no
    return typeof number === 'string' && spent.has(number.trim().toUpperCase())
      ? [{ path: `equipment[${index}].invoice_no`, code: 'invoice_used', params: {} }]
      : []
  })
  return refuse('invoice_used', { invoice: first.invoiceNo, project: first.projectName }, { fields })
}

export function noticeOf({ id, values, projectName, applicantName }: WorkingApplication, receiptNo: string) {
  const named = values['cover.project_name']
  const project = typeof named === 'string' ? named : projectName
  return { params: { project, applicant: applicantName, receipt: receiptNo }, link: `/applications/${id}` }
}

function stale(input: Submission, { version }: WorkingApplication): Failure {
  return refuse('stale_version', { seen: input.version, now: version }, { status: 409 })
}

function changed(): Failure {
  return refuse('draft_changed', {}, { status: 409 })
}
