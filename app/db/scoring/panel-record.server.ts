import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { panelWorkflow, seatWorkflow, sheetWorkflow } from '#app/domain/scoring/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import { exclusionsOf, resultOf } from './draw-record.server.ts'
import { conditionsOf, idsOf, listOf } from './pool.server.ts'

/**
 * A panel for those who run or watch it. Marks of sheets are not in it: they are read from the frozen ranking once the
 * panel is closed. The server's nonce is given only after the draw. Who may not see seats (leaders) gets none.
 */
export async function findPanel(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const { actor } = ctx
  const panel = await client.panel.findFirst({
    where: { AND: [{ id }, scope(actor, 'Panel')] },
    include: { guideline: { select: { id: true, title: true } } },
    omit: { ranking: true },
  })
  if (!panel) throw new NotFound('panel')
  const [applications, draws, seats, sheets] = await Promise.all([
    client.application.findMany({
      where: { AND: [{ id: { in: idsOf(panel.applicationIds) } }, scope(actor, 'Application')] },
      select: applicationColumns,
      orderBy: { receiptNo: 'asc' },
    }),
    client.draw.findMany({ where: { panelId: id }, orderBy: { number: 'desc' } }),
    client.panelSeat.findMany({
      where: { AND: [{ panelId: id }, scope(actor, 'PanelSeat')] },
      include: { expert: { select: expertColumns } },
      orderBy: [{ draw: 'desc' }, { order: 'asc' }],
    }),
    client.scoreSheet.findMany({
      where: { AND: [{ panelId: id }, scope(actor, 'ScoreSheet')] },
      select: {
        id: true,
        applicationId: true,
        expertId: true,
        status: true,
        version: true,
        unlockReason: true,
        voidReason: true,
      },
    }),
  ])
  const seesPeople = seats.length > 0 || actor.roles.some((role) => watchers.includes(role))
  const may = doing(actor, false)
  const people = await namesOf(ctx, [
    ...draws.flatMap((draw) => [draw.drawnById, draw.witnessedById ?? '']),
    ...seats.flatMap((seat) => [seat.designatedById ?? '', seat.approvedById ?? '']),
  ])
  const experts = seesPeople ? await client.expert.findMany({ select: expertColumns }) : []
  return {
    id: panel.id,
    name: panel.name,
    version: panel.version,
    status: panel.status,
    guideline: panel.guideline,
    seatsWanted: panel.seatsWanted,
    scoringEnd: panel.scoringEnd,
    conditions: conditionsOf(panel.conditions),
    rankingSha256: panel.rankingSha256,
    applications,
    seesPeople,
    seats: seats.map(({ expert, ...seat }) => ({
      id: seat.id,
      version: seat.version,
      draw: seat.draw,
      role: seat.role,
      order: seat.order,
      leader: seat.leader,
      status: seat.status,
      committedAt: seat.committedAt,
      declineReason: seat.declineReason,
      designation: seat.designatedById
        ? {
            reason: seat.designationReason ?? '',
            asker: people.get(seat.designatedById) ?? '',
            approver: seat.approvedById ? (people.get(seat.approvedById) ?? '') : null,
          }
        : null,
      expert: { ...expert, specialties: listOf(expert.specialties) },
      actions: openTransitions(seatWorkflow, seat.status, may),
    })),
    sheets: sheets.map((sheet) => ({
      ...sheet,
      actions: openTransitions(sheetWorkflow, sheet.status, may).filter(
        (name) => name !== 'void' || running.includes(panel.status),
      ),
    })),
    draws: draws.map((draw) => ({
      id: draw.id,
      number: draw.number,
      reason: draw.reason,
      createdAt: draw.createdAt,
      drawnAt: draw.drawnAt,
      poolSha256: draw.poolSha256,
      nonceSha256: draw.nonceSha256,
      pool: draw.pool,
      serverNonce: draw.drawnAt ? draw.serverNonce : null,
      salt: draw.salt,
      result: resultOf(draw.result),
      organiser: people.get(draw.drawnById) ?? '',
      supervisor: people.get(draw.witnessedById ?? '') ?? '',
      excluded: seesPeople ? exclusionsOf(draw.excluded) : [],
    })),
    experts: experts.map((expert) => ({ ...expert, specialties: listOf(expert.specialties) })),
    actions: openTransitions(panelWorkflow, panel.status, may),
  }
}
export type PanelRecord = Awaited<ReturnType<typeof findPanel>>

/** A panel whose sheets supervision may still declare void. */
const running: readonly string[] = ['scoring', 'to_sign']
const watchers: readonly string[] = ['organiser', 'supervisor', 'auditor']
const expertColumns = {
  id: true,
  name: true,
  employer: true,
  kind: true,
  cityCode: true,
  specialties: true,
} as const
const applicationColumns = {
  id: true,
  receiptNo: true,
  projectName: true,
  applicantName: true,
  unitCode: true,
  cityCode: true,
  requestedFen: true,
  status: true,
} as const

export async function namesOf(ctx: Ctx, userIds: readonly string[]): Promise<Map<string, string>> {
  const users = await ctx.db.client.user.findMany({
    where: { id: { in: [...userIds] } },
    select: { id: true, name: true },
  })
  return new Map(users.map(({ id, name }) => [id, name]))
}

/** Names of offices by code, for regions of applications and experts. */
export async function officeNames(
  ctx: Ctx,
  codes: readonly string[],
): Promise<Record<string, { name: string; nameEn: string }>> {
  const offices = await ctx.db.client.orgUnit.findMany({
    where: { code: { in: [...new Set(codes)] } },
    select: { code: true, name: true, nameEn: true },
  })
  return Object.fromEntries(offices.map(({ code, name, nameEn }) => [code, { name, nameEn }]))
}
