import { configurationOf } from '#app/db/configuration.server.ts'
import { insertRows } from '#app/db/plain.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { type WorkingApplication, workingApplication } from '#app/db/working-application.server.ts'
import { messageParams } from '#app/domain/application/rules-catalogue/rule.ts'
import { blocking, type RuleResult, runRules } from '#app/domain/application/rules-catalogue/run.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { done, type FieldProblem, type Result } from '#app/domain/kernel/refusal.ts'
import { type Messages, textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { type Gathered, gatherFacts } from './gather-facts.server.ts'

/** check: asked by the applicant · the others: run by the act of that name */
export type Occasion = 'check' | 'submit' | 'resubmit' | 'formal_review' | 'allocation'

export type Checked = Gathered & { results: RuleResult[]; blocking: RuleResult[] }

/** Runs every rule of the guideline on an application as it is now. Stores nothing. */
export async function checkRules(
  ctx: Ctx,
  application: WorkingApplication,
  configuration: GuidelineConfiguration,
): Promise<Checked> {
  const gathered = await gatherFacts(ctx, application, configuration)
  const results = runRules(configuration, gathered.facts)
  return { ...gathered, results, blocking: blocking(results) }
}

/** Keeps results with their evidence, rule version and the message as it was said, in both languages. */
export async function storeResults(
  tx: Tx,
  ctx: Ctx,
  applicationId: string,
  occasion: Occasion,
  results: readonly RuleResult[],
): Promise<void> {
  const [zh, en] = [messagesOf('zh-CN'), messagesOf('en')]
  await insertRows(
    tx,
    'ruleResult',
    results.map((result) => ({
      id: newId(),
      applicationId,
      occasion,
      ruleCode: result.code,
      ruleVersion: result.version,
      severity: result.severity,
      result: result.result,
      evidence: JSON.stringify(result.evidence),
      messageZh: said(zh, result, 'zh'),
      messageEn: said(en, result, 'en'),
      checkedAt: ctx.now,
    })),
  )
}

/** What a rule said, in one language. */
export function said(messages: Messages, result: RuleResult, language: 'zh' | 'en'): string {
  return result.messages
    .map(
      (message) => textOf(messages, `rules.${message.key}`, messageParams(message, language)) ?? message.key,
    )
    .join('\n')
}

/** Problems that stop a submission beside the rules: cells missing or unreadable, required files missing. */
export function openProblems(
  { problems }: Gathered,
  { files }: WorkingApplication,
  configuration: GuidelineConfiguration,
): FieldProblem[] {
  const missing = configuration.attachments
    .filter((slot) => slot.required && !files.some((file) => file.slot === slot.key))
    .map((slot): FieldProblem => ({ path: `attachments.${slot.key}`, code: 'file_missing', params: {} }))
  return [...problems, ...missing]
}

/** The check that an applicant runs before submitting: what is missing, and what every rule says. Results are kept. */
export async function checkBeforehand(
  ctx: Ctx,
  { id }: { id: string },
): Promise<Result<{ problems: FieldProblem[]; results: RuleResult[]; blocking: number }>> {
  const application = await workingApplication(ctx, id)
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const checked = await checkRules(ctx, application, configuration)
  await ctx.db.transact((tx) => storeResults(tx, ctx, id, 'check', checked.results))
  return done({
    problems: openProblems(checked, application, configuration),
    results: checked.results,
    blocking: checked.blocking.length,
  })
}
