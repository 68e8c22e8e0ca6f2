import { z } from 'zod'
import { scope } from '#app/authorization/scope.ts'
import { expertFlags, isDisputed, sheetDeviations } from '#app/domain/scoring/deviation.ts'
import { maxCenti } from '#app/domain/scoring/sheet.ts'
import { may } from '#app/authorization/ability.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from '../configuration.server.ts'
import { idsOf } from './pool.server.ts'

const bundleRow = z.object({
  applications: z.array(
    z.object({
      id: z.string(),
      sheets: z.array(
        z.object({ expert: z.string(), status: z.string(), totalCenti: z.number().nullable() }),
      ),
      outcome: z.enum(['insufficient', 'vetoed', 'failed', 'passed']),
      vetoCount: z.number(),
      meanCenti: z.number().nullable(),
      scoreCenti: z.number().nullable(),
      rank: z.number().nullable(),
      decidedBy: z
        .enum(['score', 'heaviest_item', 'median', 'priority_tags', 'collective_decision', 'equal'])
        .nullable(),
    }),
  ),
})

/** The frozen bundle of a closed panel as text, for download; null before the signature or out of scope. */
export async function rankingText(ctx: Ctx, panelId: string): Promise<string | null> {
  const panel = await ctx.db.client.panel.findFirst({
    where: { AND: [{ id: panelId, status: 'closed' }, scope(ctx.actor, 'Panel')] },
    select: { ranking: true },
  })
  return panel?.ranking ?? null
}

/** The ranking of a closed panel with flags (B.10); null before the signature. */
export async function rankingOf(ctx: Ctx, panelId: string) {
  const text = await rankingText(ctx, panelId)
  if (text === null) return null
  const { applications } = bundleRow.parse(JSON.parse(text))
  const { client } = ctx.db
  const panel = await client.panel.findUniqueOrThrow({
    where: { id: panelId },
    select: { guidelineId: true, guidelineVersion: true },
  })
  const { scheme } = await configurationOf(ctx.db, panel.guidelineId, panel.guidelineVersion)
  const ranks = await client.application.findMany({
    where: { AND: [{ id: { in: applications.map(({ id }) => id) } }, scope(ctx.actor, 'Application')] },
    select: { id: true, rank: true, projectName: true, applicantName: true, receiptNo: true },
  })
  const lines = applications.map((line) => {
    const totals = line.sheets.filter(
      (sheet): sheet is typeof sheet & { totalCenti: number } =>
        sheet.status === 'locked' && sheet.totalCenti !== null,
    )
    const centi = totals.map(({ totalCenti }) => totalCenti)
    const deviations = sheetDeviations(centi, scheme.deviation)
    const row = ranks.find(({ id }) => id === line.id)
    return {
      ...line,
      projectName: row?.projectName ?? '',
      applicantName: row?.applicantName ?? '',
      receiptNo: row?.receiptNo ?? '',
      guidelineRank: row?.rank ?? null,
      sheets: totals.map((sheet, index) => ({
        expert: sheet.expert,
        totalCenti: sheet.totalCenti,
        deviationCenti: deviations[index]?.deviationCenti ?? 0,
        flagged: deviations[index]?.flagged ?? false,
      })),
      disputed: isDisputed(centi),
    }
  })
  const shares = scheme.items.map((item) => ({ code: item.code, max: maxCenti(scheme.mode, item) }))
  return {
    lines,
    scheme: {
      passLine: scheme.passLine,
      aggregation: scheme.aggregation,
      trimFrom: scheme.trimFrom,
    },
    habits: await habitsOf(ctx, panelId, lines, shares),
  }
}

/**
 * Ranks of a guideline that several applications share, and the orders that collective decisions gave. `open`: the
 * reader may record a decision, and none of the equals has gone on.
 */
export async function tiesOf(ctx: Ctx, guidelineId: string) {
  const { client } = ctx.db
  const [rows, orders] = await Promise.all([
    client.application.findMany({
      where: { AND: [{ guidelineId, rank: { not: null } }, scope(ctx.actor, 'Application')] },
      select: { id: true, rank: true, status: true, projectName: true, applicantName: true, receiptNo: true },
      orderBy: [{ rank: 'asc' }, { id: 'asc' }],
    }),
    client.tieOrder.findMany({ where: { guidelineId }, orderBy: { decidedAt: 'asc' } }),
  ])
  const people = await client.user.findMany({
    where: { id: { in: orders.map(({ decidedById }) => decidedById) } },
    select: { id: true, name: true },
  })
  const decides = may(ctx.actor, 'manage', 'TieOrder')
  const shared = [...new Set(rows.map(({ rank }) => rank))].flatMap((rank) => {
    const applications = rows.filter((row) => row.rank === rank)
    const free = applications.every(({ status }) => status === 'reviewed' || status === 'reserved')
    return rank !== null && applications.length > 1 ? [{ rank, applications, open: decides && free }] : []
  })
  return {
    guidelineId,
    shared,
    decided: orders.map(({ id, rank, applicationIds, minutesNo, reason, decidedById, decidedAt }) => ({
      id,
      rank,
      minutesNo,
      reason,
      decidedAt,
      decidedBy: people.find((person) => person.id === decidedById)?.name ?? '',
      projects: idsOf(applicationIds).map((one) => rows.find((row) => row.id === one)?.projectName ?? ''),
    })),
  }
}

type Line = { id: string; sheets: { expert: string; totalCenti: number; deviationCenti: number }[] }

async function habitsOf(
  ctx: Ctx,
  panelId: string,
  lines: readonly Line[],
  shares: readonly { code: string; max: number }[],
) {
  const [sheets, seats, full] = await Promise.all([
    ctx.db.client.scoreSheet.findMany({
      where: { AND: [{ panelId, status: 'locked' }, scope(ctx.actor, 'ScoreSheet')] },
    }),
    ctx.db.client.panelSeat.findMany({
      where: { panelId },
      orderBy: [{ draw: 'asc' }, { order: 'asc' }],
      select: { expertId: true },
    }),
    ctx.db.client.panel.findUniqueOrThrow({ where: { id: panelId }, select: { ranking: true } }),
  ])
  const marks = marksRow.parse(JSON.parse(full.ranking ?? '{"applications":[]}'))
  const order = [...new Set(seats.map(({ expertId }) => expertId))]
  return order.flatMap((expertId, index) => {
    const pseudonym = `E${index + 1}`
    const own = sheets.filter((sheet) => sheet.expertId === expertId)
    const flags = expertFlags(
      own.map((sheet) => {
        const line = lines.find(({ id }) => id === sheet.applicationId)
        const mark = marks.applications
          .find(({ id }) => id === sheet.applicationId)
          ?.sheets.find(({ expert }) => expert === pseudonym)?.marks
        return {
          totalCenti: sheet.totalCenti ?? 0,
          deviationCenti: line?.sheets.find(({ expert }) => expert === pseudonym)?.deviationCenti ?? 0,
          sharesBp: shares.map(({ code, max }) => Math.round(((mark?.[code] ?? 0) * 10_000) / max)),
          seconds:
            sheet.declaredAt && sheet.submittedAt
              ? (sheet.submittedAt.getTime() - sheet.declaredAt.getTime()) / 1000
              : 0,
          comment: sheet.comment,
        }
      }),
    )
    return flags.length > 0 ? [{ expert: pseudonym, flags }] : []
  })
}

const marksRow = z.object({
  applications: z.array(
    z.object({
      id: z.string(),
      sheets: z.array(z.object({ expert: z.string(), marks: z.record(z.string(), z.number()) })),
    }),
  ),
})
