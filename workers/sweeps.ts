import type { SweepName } from '#app/domain/jobs.ts'
import type { Ctx } from '#app/services/context.ts'
import { sweepApplications } from '#app/services/application/sweep.server.ts'
import { approveDue } from '#app/services/approval/approve.server.ts'
import { tellDeputies } from '#app/services/tell-deputies.server.ts'
import { sweepClawbacks } from '#app/services/funding/collect-clawback.server.ts'
import { sweepCredits } from '#app/services/funding/repair-credit.server.ts'
import { openAndCloseGuidelines } from '#app/services/guideline/time.server.ts'
import { remindDue } from '#app/services/remind.server.ts'
import { printTexts } from '#app/services/review/text-prints.server.ts'
import { sweepAlerts } from '#app/services/tracking/sweep-alerts.server.ts'
import { sweepProjects } from '#app/services/tracking/sweep.server.ts'

/** What each sweep calls: a service that finds what is due at `ctx.now` and moves it by its workflow. Repeating is harmless. */
export const sweeps: Record<SweepName, (ctx: Ctx) => Promise<unknown>> = {
  open_close_guidelines: openAndCloseGuidelines,
  sweep_deadlines: async (ctx) => {
    await sweepApplications(ctx)
    await sweepClawbacks(ctx)
    await sweepCredits(ctx)
    await remindDue(ctx)
  },
  sweep_publicity: approveDue,
  sweep_projects: async (ctx) => {
    await sweepProjects(ctx)
    await sweepAlerts(ctx)
  },
  tell_deputies: tellDeputies,
  print_texts: printTexts,
}
