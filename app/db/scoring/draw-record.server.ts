import { z } from 'zod'
import { expertKinds } from '#app/domain/scoring/draw.ts'
import type { DrawRecordFacts } from '#app/domain/reports/draw-record.ts'
import { fill } from '#app/i18n/index.ts'
import { scoring } from '#app/i18n/zh-CN/scoring.ts'
import { problem } from '#app/i18n/zh-CN/problem.ts'
import type { Tx } from '../client.server.ts'
import { conditionsOf, listOf } from './pool.server.ts'

const drawnResult = z.object({
  seed: z.string(),
  order: z.array(z.string()),
  members: z.array(z.string()),
  substitutes: z.array(z.string()),
  warnings: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.number()) })),
})
export type DrawnResult = z.infer<typeof drawnResult>

export function resultOf(text: string | null): DrawnResult | null {
  return text === null ? null : drawnResult.parse(JSON.parse(text))
}

const exclusionRows = z.array(
  z.object({
    expertId: z.string(),
    rule: z.string(),
    applicationId: z.string().nullable(),
    evidence: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  }),
)
export type ExclusionRow = z.infer<typeof exclusionRows>[number]

export function exclusionsOf(text: string): ExclusionRow[] {
  return exclusionRows.parse(JSON.parse(text))
}

const candidateIds = z.array(z.object({ id: z.string() }))

/** The record of a finished draw, in Chinese as documents are. */
export async function drawRecordFacts(tx: Tx, drawId: string): Promise<DrawRecordFacts> {
  const row = await tx.draw.findUniqueOrThrow({
    where: { id: drawId },
    include: { panel: { include: { guideline: { select: { title: true } } } } },
  })
  const experts = await tx.expert.findMany({ orderBy: { id: 'asc' } })
  const people = await tx.user.findMany({
    where: { id: { in: [row.drawnById, row.witnessedById ?? ''] } },
    select: { id: true, name: true },
  })
  const designated = await tx.panelSeat.findMany({
    where: { panelId: row.panelId, draw: row.number, approvedById: { not: null } },
    select: { expertId: true, order: true, designationReason: true, approvedById: true },
    orderBy: { order: 'asc' },
  })
  const approvers = await tx.user.findMany({
    where: { id: { in: designated.map(({ approvedById }) => approvedById ?? '') } },
    select: { id: true, name: true },
  })
  const result = resultOf(row.result)
  const candidates = new Set(candidateIds.parse(JSON.parse(row.pool)).map(({ id }) => id))
  const person = (id: string) => {
    const expert = experts.find((one) => one.id === id)
    return {
      name: expert?.name ?? '',
      employer: expert?.employer ?? '',
      specialty: expert ? listOf(expert.specialties).join('、') : '',
    }
  }
  const nameOf = (id: string | null) => people.find((user) => user.id === id)?.name ?? ''
  const conditions = conditionsOf(row.panel.conditions)
  const texts: Record<string, string> = problem
  const place = (id: string) => (result?.order.indexOf(id) ?? 0) + 1
  return {
    guidelineTitle: row.panel.guideline.title,
    panelName: row.panel.name,
    drawnAt: row.drawnAt ?? row.createdAt,
    conditions: [
      expertKinds
        .map((kind) => `${scoring.kind[kind]} ${conditions.seats[kind]}+${conditions.substitutes[kind]}`)
        .join('，'),
      fill(scoring.conditions.specialties, { codes: conditions.specialties.join('、') || '—' }),
      fill(scoring.conditions.cityShare, { share: scoring.cityShare[conditions.cityShare] }),
    ].join('；'),
    algorithm: scoring.draw.algorithm,
    seed: result?.seed ?? '',
    candidatesSha256: row.poolSha256,
    candidates: [...candidates].map(person),
    blocked: exclusionsOf(row.excluded).map(({ expertId, rule, evidence }) => ({
      ...person(expertId),
      rule: `${/^C\d\d$/.test(rule) ? `${rule} ` : ''}${fill(texts[evidence.code] ?? evidence.code, evidence.params)}`,
    })),
    drawn: [
      ...(result?.members ?? []).map((id, index) => ({
        ...person(id),
        role: index === 0 ? ('leader' as const) : ('member' as const),
        order: place(id),
        note: '',
      })),
      ...(result?.substitutes ?? []).map((id) => ({
        ...person(id),
        role: 'substitute' as const,
        order: place(id),
        note: '',
      })),
      ...designated.map(({ expertId, designationReason, approvedById }, index) => ({
        ...person(expertId),
        role: 'designated' as const,
        order: (result?.order.length ?? 0) + index + 1,
        note: fill(scoring.draw.designatedNote, {
          reason: designationReason ?? '',
          approver: approvers.find(({ id }) => id === approvedById)?.name ?? '',
        }),
      })),
    ],
    organiserName: nameOf(row.drawnById),
    witnessName: nameOf(row.witnessedById),
    verifyUrl: '',
  }
}
