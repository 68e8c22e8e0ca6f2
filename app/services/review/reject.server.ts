import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { otherGrounds } from '#app/domain/review/opinion.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { releaseInvoices } from '../application/send-in.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { addOpinion, noticeOf, openCase, type ReviewAct } from './case.server.ts'
import { opinionFacts } from './opinion.server.ts'
import { releasePlaces } from './places.server.ts'
import { supersedeSheets } from './supersede.server.ts'

/**
 * T09: the approver ends an application that the handler proposed to reject, on a ground that has a code: a rule of the
 * guideline, or one of `otherGrounds`. Every place and invoice is given back; the applicant is told of the appeal.
 * Refusals: not_handled_to_reject, same_person, ground_missing, reason_required, stale_version (409).
 */
export async function rejectApplication(
  ctx: Ctx,
  { id, version, ground, reason }: ReviewAct & { ground: string; reason: string },
): Promise<Result<null>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application, configuration } = opened.value
  if (!groundsOf(configuration).includes(ground)) return refuse('ground_missing')
  const node = application.status
  const text = reason.trim()
  const said = text && `${groundTitle(ground)}：${text}`
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id,
      version,
      transition: 'reject',
      reason: said,
      facts: async () => ({ opinion: opinionFacts(opened.value) }),
      set: { node, handlerId: null, openedAt: null, openKey: null },
      after: { node, ground },
      notice: noticeOf(application, { reason: said }),
    })
    if (!moved.ok) return moved
    await addOpinion(tx, ctx, application, {
      node,
      kind: 'reject',
      conclusion: 'reject',
      text,
      checks: [{ mark: 'ground', code: ground }],
    })
    await releasePlaces(tx, application, ctx.now)
    await releaseInvoices(tx, id)
    await supersedeSheets(tx, ctx, application)
    return done(null)
  })
}

/** Codes that a rejection may name. */
export function groundsOf({ rules }: GuidelineConfiguration): string[] {
  return [...rules.map(({ code }) => code), ...otherGrounds]
}

/** A ground in words, for the applicant's notice: official texts are Chinese. */
function groundTitle(code: string): string {
  const messages = messagesOf('zh-CN')
  const rule = textOf(messages, `rules.${code}.title`)
  return rule ? `${code} ${rule}` : (textOf(messages, `review.ground.${code}`) ?? code)
}
