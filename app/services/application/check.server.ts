import { configurationOf } from '#app/db/configuration.server.ts'
import { type UntouchedCorrection, untouchedCorrections } from '#app/db/untouched.server.ts'
import { type KeptResult, keepRuleRun, type Occasion } from '#app/db/rule-run.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { type WorkingApplication, workingApplication } from '#app/db/working-application.server.ts'
import { messageParams, type RuleMessage } from '#app/domain/application/rules-catalogue/rule.ts'
import { blocking, type RuleResult, runRules } from '#app/domain/application/rules-catalogue/run.ts'
import { askedSlots } from '#app/domain/guideline/attachment-slot.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { done, type FieldProblem, type Result } from '#app/domain/kernel/refusal.ts'
import { type Messages, textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { type Gathered, gatherFacts } from './gather-facts.server.ts'

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

/** Keeps a run with its evidence, rule versions and messages; `setAside` says who did not follow a result, and why. */
export async function storeResults(
  tx: Tx,
  ctx: Ctx,
  run: { applicationId: string; occasion: Occasion; setAside?: (code: string) => KeptResult['setAside'] },
  results: readonly RuleResult[],
): Promise<void> {
  const { applicationId, occasion, setAside } = run
  const kept = inWords(results).map((result) =>
    result.result === 'pass' ? result : { ...result, setAside: setAside?.(result.code) },
  )
  await keepRuleRun(tx, { applicationId, occasion, checkedAt: ctx.now, results: kept })
}

/** Results with what they say, in both languages. */
export function inWords(results: readonly RuleResult[]): KeptResult[] {
  const [zh, en] = [messagesOf('zh-CN'), messagesOf('en')]
  return results.map(({ code, version, severity, result, evidence, messages }) => ({
    code,
    version,
    severity,
    result,
    evidence: { ...evidence },
    messageZh: said(zh, messages, 'zh'),
    messageEn: said(en, messages, 'en'),
  }))
}

/** What a rule said, in one language. */
export function said(
  messages: Messages,
  ruleMessages: readonly RuleMessage[],
  language: 'zh' | 'en',
): string {
  return ruleMessages
    .map(
      (message) => textOf(messages, `rules.${message.key}`, messageParams(message, language)) ?? message.key,
    )
    .join('\n')
}

/** Problems that stop a submission beside the rules: cells missing or unreadable, required files missing. */
export function openProblems(
  { problems }: Gathered,
  { files, values }: WorkingApplication,
  configuration: GuidelineConfiguration,
): FieldProblem[] {
  const missing = askedSlots(configuration, values)
    .filter((slot) => slot.required && !files.some((file) => file.slot === slot.key))
    .map((slot): FieldProblem => ({ path: `attachments.${slot.key}`, code: 'file_missing', params: {} }))
  return [...problems, ...missing]
}

export type Beforehand = {
  problems: FieldProblem[]
  results: RuleResult[]
  blocking: number
  /** what was returned and its applicant has left as it was: it stops nothing */
  untouched: UntouchedCorrection[]
}

/** The check that an applicant runs before submitting: what is missing, and what every rule says. Results are kept. */
export async function checkBeforehand(ctx: Ctx, { id }: { id: string }): Promise<Result<Beforehand>> {
  const application = await workingApplication(ctx, id)
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const checked = await checkRules(ctx, application, configuration)
  await ctx.db.transact((tx) =>
    storeResults(tx, ctx, { applicationId: id, occasion: 'check' }, checked.results),
  )
  return done({
    problems: openProblems(checked, application, configuration),
    results: checked.results,
    blocking: checked.blocking.length,
    untouched:
      application.enterpriseId === ctx.actor.enterpriseId
        ? await untouchedCorrections(ctx.db.client, application, configuration)
        : [],
  })
}
