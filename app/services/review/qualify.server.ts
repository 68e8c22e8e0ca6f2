import { coReviewAt } from '#app/domain/application/chain-nodes.ts'
import { coReviewFacts } from '#app/domain/review/co-review.ts'
import { handlersOpinion } from '#app/db/review/case.server.ts'
import { unitNames } from '#app/db/review/people.server.ts'
import type { RuleResult } from '#app/domain/application/rules-catalogue/run.ts'
import { percentOf } from '#app/domain/application/duplicate.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { NamedOther } from '#app/domain/review/duplicates.ts'
import { openItems } from '#app/domain/review/opinion.ts'
import { formalReview } from '#app/domain/reports/formal-review.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { env } from '#app/platform/env.server.ts'
import { said } from '../application/check.server.ts'
import type { Ctx } from '../context.ts'
import type { DocumentAsk } from '../document.server.ts'
import { applyTransition } from '../transition.server.ts'
import { addOpinion, noticeOf, openCase, type Opened, type ReviewAct } from './case.server.ts'
import { judgedAndOpen } from './duplicates.server.ts'
import { keepFormalReview, opinionFacts, runAgain } from './opinion.server.ts'

/**
 * T10: the second checker confirms the formal review. The rules run once more and are kept; what failed since, or asks
 * for a tick nobody set, stops it. Makes the formal review sheet.
 * Refusals: not_handled_to_pass, same_person, rules_block, manual_items_open, stale_version (409).
 */
export async function qualifyApplication(
  ctx: Ctx,
  { id, version, text }: ReviewAct & { text: string },
): Promise<Result<null>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application, configuration } = opened.value
  const node = application.status
  const results = await runAgain(ctx, opened.value)
  const opinion = handlersOpinion(application)
  const checks = opinion?.checks ?? []
  const { unticked, blocking } = openItems(results, checks)
  const sheet = await sheetOf(ctx, opened.value, results)
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id,
      version,
      transition: 'qualify',
      facts: async () => ({
        opinion: opinionFacts(opened.value, unticked.length),
        coReview: coReviewFacts(coReviewAt(configuration, application, node), application),
        blocking,
      }),
      set: { handlerId: null, openedAt: null },
      after: { checkedBy: opinion?.authorId ?? null, rules: results.length },
      reason: text.trim() || null,
      notice: noticeOf(application),
      produce: { formal_review: async () => sheet },
    })
    if (!moved.ok) return moved
    await addOpinion(tx, ctx, application, {
      node,
      kind: 'second_check',
      conclusion: 'pass',
      text: text.trim(),
    })
    await keepFormalReview(tx, ctx, id, results, { checks, authorId: opinion?.authorId ?? '' })
    return done(null)
  })
}

/** 形式审查表: every rule with its result, who looked at it and what was said, and what is like the application. */
async function sheetOf(
  ctx: Ctx,
  { application, configuration }: Opened,
  results: readonly RuleResult[],
): Promise<Omit<DocumentAsk, 'kind' | 'format'>> {
  const messages = messagesOf('zh-CN')
  const opinion = handlersOpinion(application)
  const snapshot = await ctx.db.client.applicationSnapshot.findUnique({
    where: { applicationId_number: { applicationId: application.id, number: application.snapshotNumber } },
    select: { sha256: true },
  })
  const items = results.map((result) => {
    const marks = opinion?.checks.filter(({ code }) => code === result.code) ?? []
    const override = marks.find((mark) => mark.mark === 'override')
    return {
      item: result.code,
      standard: textOf(messages, `rules.${result.code}.title`) ?? '',
      result: result.result,
      reviewer: marks.length > 0 ? (opinion?.authorName ?? '') : messages.common.role.system,
      note: [result.result === 'pass' ? '' : said(messages, result.messages, 'zh'), override?.reason ?? '']
        .filter(Boolean)
        .join('；'),
    }
  })
  const { decided, undecided, years } = await judgedAndOpen(ctx, application.id)
  const names = await unitNames(ctx.db.client, [application.unitCode])
  const receiptNo = application.receiptNo ?? ''
  return {
    ownerType: 'application',
    ownerId: application.id,
    title: `${messages.review.document.formal_review} ${receiptNo}`,
    audience: 'staff',
    // it names applications of others, which offices below do not learn of
    unitCode: '320000',
    enterpriseId: application.enterpriseId,
    model: formalReview({
      guidelineTitle: configuration.title,
      receiptNo,
      projectName: application.projectName,
      applicantName: `${application.applicantName}（${names.get(application.unitCode) ?? ''}）`,
      items,
      duplicates: [
        ...decided.map(({ other, alikePercent, withdrawn, reason, ...decision }) => ({
          ...named(other),
          alikePercent,
          decision: {
            ...decision,
            reason: withdrawn ? `${messages.review.listed.withdrawn}；${reason}` : reason,
          },
        })),
        ...undecided.map((hit) => ({ ...named(hit), alikePercent: percentOf(hit.alike), decision: null })),
      ],
      duplicateYears: years,
      conclusion: 'qualified',
      opinion: opinion?.text ?? '',
      handlerName: opinion?.authorName ?? '',
      checkerName: ctx.actor.name,
      concludedOn: shanghaiDay(ctx.now),
      snapshotSha256: snapshot?.sha256 ?? '',
      verifyUrl: `${env.publicUrl}/applications/${application.id}`,
    }),
  }
}

/** An application by its receipt number, a listed project by where its money comes from. */
function named({ applicantName, projectName, receiptNo, source }: NamedOther) {
  return { applicantName, projectName, receiptNo: source ?? receiptNo ?? '' }
}
