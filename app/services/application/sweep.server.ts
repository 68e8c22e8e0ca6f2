import { workingApplication } from '#app/db/working-application.server.ts'
import { done } from '#app/domain/kernel/refusal.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'
import { releasePlaces } from '../review/places.server.ts'
import { supersedeSheets } from '../review/supersede.server.ts'
import { applyTransition } from '../transition.server.ts'
import { releaseInvoices } from './send-in.server.ts'

/** Rows that one sweep takes at most; the next minute takes the rest. */
const batch = 200

/** Everything of applications that time itself does. Repeating it changes nothing. */
export async function sweepApplications(ctx: Ctx): Promise<void> {
  await expireDrafts(ctx)
  await lapseReturned(ctx)
}

/** T23: drafts of calls that have closed. Returns how many. */
export async function expireDrafts(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.client.application.findMany({
    where: { status: 'draft', guideline: { applyEnd: { lt: ctx.now } } },
    select: { id: true, projectName: true, guideline: { select: { applyEnd: true } } },
    take: batch,
  })
  for (const { id, projectName, guideline } of rows) {
    await ctx.db.transact((tx) =>
      applyTransition(tx, ctx, {
        workflow: 'application',
        id,
        version: null,
        transition: 'expire',
        facts: async () => ({
          guideline: { open: false, applyStart: guideline.applyEnd, applyEnd: guideline.applyEnd },
        }),
        set: { openKey: null },
        notice: { params: { project: projectName }, link: `/applications/${id}` },
      }),
    )
  }
  return rows.length
}

/** T23: returned applications whose correction deadline has passed are rejected, with the places and invoices they held. */
export async function lapseReturned(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.client.application.findMany({
    where: { status: 'returned', dueAt: { lt: ctx.now } },
    select: { id: true },
    take: batch,
  })
  const { application: words } = messagesOf('zh-CN')
  for (const { id } of rows) {
    const application = await workingApplication(ctx, id)
    await ctx.db.transact(async (tx) => {
      const moved = await applyTransition(tx, ctx, {
        workflow: 'application',
        id,
        version: null,
        transition: 'lapse',
        facts: async () => ({ correctionEnd: application.dueAt }),
        set: { openKey: null },
        notice: {
          params: { project: application.projectName, reason: words.lapsed },
          link: `/applications/${id}`,
        },
      })
      if (!moved.ok) return moved
      await releasePlaces(tx, application, ctx.now)
      await releaseInvoices(tx, id)
      await supersedeSheets(tx, ctx, application)
      return done(null)
    })
  }
  return rows.length
}
