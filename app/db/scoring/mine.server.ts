import { scope } from '#app/authorization/scope.ts'
import type { Row } from '#app/authorization/ability.ts'
import { doing } from '#app/authorization/actor.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { hide, masked } from '#app/domain/scoring/blind.ts'
import { seatWorkflow } from '#app/domain/scoring/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from '../configuration.server.ts'
import { dueByState } from '../entered.server.ts'
import { consultationsOfExpert } from '../evaluation-consultation.server.ts'
import { isOpen } from './sheet-row.server.ts'

/** Sheets with their projects, for an expert as far as the blindness of the call lets them see. */
export async function sheetLines(ctx: Ctx, where: Row, take: number) {
  const sheets = await ctx.db.client.scoreSheet.findMany({
    where,
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
    take,
  })
  return Promise.all(
    sheets.map(async ({ panel, application, ...sheet }) => {
      const { blindMode } = await configurationOf(ctx.db, panel.guidelineId, panel.guidelineVersion)
      const double = blindMode === 'double' && ctx.actor.expertId !== null
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
        panelId: panel.id,
        panel: panel.name,
        scoringEnd: panel.scoringEnd,
        receiptNo: application.receiptNo ?? '',
        project: double ? hide(application.projectName, secrets) : application.projectName,
        applicant: double ? masked : application.applicantName,
      }
    }),
  )
}

/** Invitations, sheets and opinions asked of the expert who asks; of nobody else. */
export async function findMine(ctx: Ctx) {
  const { client } = ctx.db
  const expertId = ctx.actor.expertId ?? ''
  const [seats, sheets, consultations] = await Promise.all([
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
    sheetLines(ctx, { AND: [{ expertId }, scope(ctx.actor, 'ScoreSheet')] }, 500),
    consultationsOfExpert(ctx),
  ])
  const dues = await dueByState(ctx.db, 'seat', seats)
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
        dueAt: dues.get(seat.id) ?? null,
        panel: panel.name,
        guideline: panel.guideline.title,
        actions: openTransitions(seatWorkflow, seat.status, doing(ctx.actor, true)),
      })),
    sheets,
    consultations,
  }
}
export type Mine = Awaited<ReturnType<typeof findMine>>
