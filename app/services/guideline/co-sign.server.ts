import type { Tx } from '#app/db/client.server.ts'
import { coSignNeeded, coSignWord, textOfDraft } from '#app/db/co-sign.server.ts'
import { addFinanceOpinion, closeDisagreement, financeOpinion } from '#app/db/finance-opinion.server.ts'
import { type DraftRow, findDraft, provincePeople } from '#app/db/guideline.server.ts'
import { usersOf } from '#app/db/recipients.server.ts'
import type { StatusRow } from '#app/db/status.server.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { notify } from '../notify.server.ts'
import { applyTransition } from '../transition.server.ts'
import { noticeOf } from './freeze.server.ts'
import type { GuidelineAct } from './publish.server.ts'

/** A text was put before the leader: finance is asked too, unless it has agreed to this very text. */
export async function askCoSign(tx: Tx, ctx: Ctx, row: DraftRow, moved: StatusRow): Promise<void> {
  if (!(await coSignNeeded(ctx.db, row))) return
  await closeDisagreement(tx, ctx, { guidelineId: row.id, planId: null, evaluationId: null })
  if (await financeOpinion(tx, textOfDraft(row))) return
  await notify(tx, ctx, 'co_sign_asked', await usersOf(tx, 'finance', moved, ctx.now), noticeOf(row, ''))
}

/** Finance agrees to a call, or an amendment, as it is before the leader now. Refusals: co_sign_not_asked, stale_version (409). */
export async function coSignGuideline(ctx: Ctx, act: GuidelineAct): Promise<Result<{ version: number }>> {
  return speak(ctx, act, 'pass')
}

/** Finance does not agree, with the reason: the leader has to send the text back. Refusals: reason_required, co_sign_not_asked, stale_version (409). */
export async function declineCoSign(ctx: Ctx, act: GuidelineAct): Promise<Result<{ version: number }>> {
  return speak(ctx, act, 'reject')
}

async function speak(
  ctx: Ctx,
  { id, version, reason }: GuidelineAct,
  conclusion: 'pass' | 'reject',
): Promise<Result<{ version: number }>> {
  return ctx.db.transact(async (tx) => {
    const row = await findDraft(tx, ctx, id)
    const text = textOfDraft(row)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'guideline',
      id,
      version,
      transition: conclusion === 'pass' ? 'co_sign' : 'decline_co_sign',
      reason,
      facts: async () => ({ coSign: await coSignWord(tx, ctx.db, row) }),
      after: { sha256: text.sha256 },
      notice: {
        ...noticeOf(row, reason),
        named: [...(await provincePeople(tx, 'leader', ctx.now)), row.draftedById],
      },
    })
    if (moved.ok) await addFinanceOpinion(tx, ctx, { ...text, conclusion, said: reason?.trim() ?? '' })
    return moved
  })
}
