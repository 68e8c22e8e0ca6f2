import { scope } from '#app/authorization/scope.ts'
import { handedInSheets } from '#app/domain/scoring/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from '../client.server.ts'
import { ordered } from '../paging.server.ts'
import { seatedApplications } from './panel.server.ts'
import { idsOf } from './pool.server.ts'

export type PanelLine = {
  id: string
  name: string
  guideline: string
  status: string
  applications: number
  seatsWanted: number
  committed: number
  sheets: number
  submitted: number
  scoringEnd: Date | null
}

const countedSheets = ['assigned', 'scoring', ...handedInSheets]

const sortable = ['name', 'guideline', 'scoringEnd', 'createdAt'] as const
export const panelSorts: readonly string[] = sortable

/** Panels in scope with progress in counts only. They are few, so that they stand on one page and no index sorts them. */
export async function listPanels(
  ctx: Ctx,
  { sort }: { sort: { by: string; descending: boolean } },
): Promise<PanelLine[]> {
  const { client } = ctx.db
  const panels = await client.panel.findMany({
    where: scope(ctx.actor, 'Panel'),
    include: { guideline: { select: { title: true } } },
    omit: { ranking: true },
    orderBy: [orderOf(sort), { id: 'desc' }],
    take: 500,
  })
  const ids = panels.map(({ id }) => id)
  const [seats, sheets] = await Promise.all([
    client.panelSeat.groupBy({
      by: ['panelId'],
      where: { panelId: { in: ids }, role: 'member', status: 'committed' },
      _count: true,
    }),
    client.scoreSheet.groupBy({ by: ['panelId', 'status'], where: { panelId: { in: ids } }, _count: true }),
  ])
  const count = (panelId: string, statuses: readonly string[]) =>
    sheets
      .filter((row) => row.panelId === panelId && statuses.includes(row.status))
      .reduce((sum, row) => sum + row._count, 0)
  return panels.map((panel) => ({
    id: panel.id,
    name: panel.name,
    guideline: panel.guideline.title,
    status: panel.status,
    applications: idsOf(panel.applicationIds).length,
    seatsWanted: panel.seatsWanted,
    committed: seats.find(({ panelId }) => panelId === panel.id)?._count ?? 0,
    sheets: count(panel.id, countedSheets),
    submitted: count(panel.id, handedInSheets),
    scoringEnd: panel.scoringEnd,
  }))
}

function orderOf({
  by,
  descending,
}: {
  by: string
  descending: boolean
}): Prisma.PanelOrderByWithRelationInput {
  const column = sortable.find((name) => name === by) ?? 'createdAt'
  return column === 'guideline'
    ? { guideline: ordered('title', descending) }
    : ordered(column, descending, ['scoringEnd'])
}

/** Calls with qualified applications that sit in no open panel, and how many. */
export async function guidelinesToPanel(ctx: Ctx): Promise<{ id: string; title: string; waiting: number }[]> {
  const { client } = ctx.db
  const [rows, sitting] = await Promise.all([
    client.application.findMany({
      where: { AND: [scope(ctx.actor, 'Application'), { status: 'qualified' }] },
      select: { id: true, guideline: { select: { id: true, title: true } } },
    }),
    seatedApplications(client),
  ])
  const seated = new Set(sitting)
  const found = new Map<string, { id: string; title: string; waiting: number }>()
  for (const { id, guideline } of rows) {
    if (seated.has(id)) continue
    const line = found.get(guideline.id) ?? { ...guideline, waiting: 0 }
    found.set(guideline.id, { ...line, waiting: line.waiting + 1 })
  }
  return [...found.values()]
}

/** Qualified applications of one call that may join a panel. */
export async function applicationsToPanel(ctx: Ctx, guidelineId: string) {
  const { client } = ctx.db
  const seated = await seatedApplications(client, guidelineId)
  return client.application.findMany({
    where: {
      AND: [scope(ctx.actor, 'Application'), { guidelineId, status: 'qualified', id: { notIn: seated } }],
    },
    select: {
      id: true,
      version: true,
      receiptNo: true,
      projectName: true,
      applicantName: true,
      requestedFen: true,
      enterprise: { select: { industryCode: true } },
    },
    orderBy: { receiptNo: 'asc' },
  })
}
