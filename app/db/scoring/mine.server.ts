import { scope } from '#app/authorization/scope.ts'
import { doing } from '#app/authorization/actor.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { hide, masked } from '#app/domain/scoring/blind.ts'
import { seatWorkflow } from '#app/domain/scoring/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from '../configuration.server.ts'
import { isOpen } from './sheet-row.server.ts'

/** Invitations and sheets of the expert who asks; of nobody else. */
export async function findMine(ctx: Ctx) {
  const { client } = ctx.db
  const expertId = ctx.actor.expertId ?? ''
  const [seats, sheets] = await Promise.all([
    client.panelSeat.findMany({
      where: {
        AND: [
          { expertId, status: { in: ['invited', 'accepted', 'committed'] } },
          scope(ctx.actor, 'PanelSeat'),
        ],
      },
      include: {
        panel: {
          select: { name: true, status: true, scoringEnd: true, guideline: { select: { title: true } } },
        },
      },
      orderBy: { id: 'desc' },
    }),
    client.scoreSheet.findMany({
      where: { AND: [{ expertId }, scope(ctx.actor, 'ScoreSheet')] },
      include: {
        panel: true,
        application: {
          select: {
            projectName: true,
            applicantName: true,
            receiptNo: true,
            enterprise: { select: { name: true, legalRepresentative: true, contactName: true } },
          },
        },
      },
      orderBy: [{ panelId: 'desc' }, { applicationId: 'asc' }],
      take: 500,
    }),
  ])
  const lines = await Promise.all(
    sheets.map(async ({ panel, application, ...sheet }) => {
      const { blindMode } = await configurationOf(ctx.db, panel.guidelineId, panel.guidelineVersion)
      const double = blindMode === 'double'
      const { enterprise } = application
      const secrets = [application.applicantName, ...Object.values(enterprise)].filter(
        (name) => name.length > 1,
      )
      return {
        id: sheet.id,
        status: sheet.status,
        totalCenti: sheet.totalCenti,
        submittedAt: sheet.submittedAt,
        open: isOpen({ panel }, ctx.now),
        panel: panel.name,
        scoringEnd: panel.scoringEnd,
        receiptNo: application.receiptNo ?? '',
        project: double ? hide(application.projectName, secrets) : application.projectName,
        applicant: double ? masked : application.applicantName,
      }
    }),
  )
  return {
    seats: seats
      .filter(
        ({ panel, status }) =>
          panel.status !== 'closed' && (status !== 'committed' || panel.status === 'drawn'),
      )
      .map(({ panel, ...seat }) => ({
        id: seat.id,
        version: seat.version,
        status: seat.status,
        role: seat.role,
        leader: seat.leader,
        committedAt: seat.committedAt,
        panel: panel.name,
        guideline: panel.guideline.title,
        actions: openTransitions(seatWorkflow, seat.status, doing(ctx.actor, true)),
      })),
    sheets: lines,
  }
}
export type Mine = Awaited<ReturnType<typeof findMine>>
