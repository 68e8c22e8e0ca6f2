import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import type { Db, Prisma } from './client.server.ts'
import { configurationOf } from './configuration.server.ts'

/** What anybody may read: published guidelines, never a draft, never an application. */
const published: Prisma.GuidelineWhereInput = {
  publishedVersion: { gt: 0 },
  status: { in: ['published', 'open', 'closed', 'suspended', 'archived'] },
}

/** Filters of the public list by what a reader can still do. */
export const portalStates = {
  open: ['open'],
  coming: ['published'],
  closed: ['closed', 'suspended', 'archived'],
} as const
export type PortalState = keyof typeof portalStates

export type Call = {
  code: string
  title: string
  year: number
  documentNo: string
  status: string
  category: { name: string; nameEn: string }
  applyStart: Date
  applyEnd: Date
  budgetFen: bigint
  publishedAt: Date | null
  publishedVersion: number
}

const callColumns = {
  code: true,
  title: true,
  year: true,
  documentNo: true,
  status: true,
  category: { select: { name: true, nameEn: true } },
  applyStart: true,
  applyEnd: true,
  budgetFen: true,
  publishedAt: true,
  publishedVersion: true,
} as const

const pageSize = 20

/** The public list: open calls first by their end, then coming ones, then closed ones, newest first. */
export async function listCalls(
  db: Db,
  {
    q = '',
    state = null,
    year = null,
    page = 1,
  }: { q?: string; state?: PortalState | null; year?: number | null; page?: number },
): Promise<{
  calls: Call[]
  count: number
  years: number[]
  counts: Record<PortalState, number>
  pageSize: number
}> {
  const found: Prisma.GuidelineWhereInput = {
    AND: [
      published,
      year ? { year } : {},
      q
        ? { OR: [{ title: { contains: q } }, { code: { contains: q } }, { documentNo: { contains: q } }] }
        : {},
    ],
  }
  const { client } = db
  const [rows, years] = await Promise.all([
    client.guideline.findMany({
      where: found,
      select: callColumns,
      orderBy: [{ applyEnd: 'desc' }, { code: 'asc' }],
    }),
    client.guideline.groupBy({ by: ['year'], where: published, orderBy: { year: 'desc' } }),
  ])
  const of = (name: PortalState) =>
    rows.filter(({ status }) => portalStates[name].some((one) => one === status))
  const ordered = [...of('open').toReversed(), ...of('coming').toReversed(), ...of('closed')]
  const shown = state ? ordered.filter((call) => of(state).includes(call)) : ordered
  return {
    calls: shown.slice((page - 1) * pageSize, page * pageSize),
    count: shown.length,
    years: years.map((row) => row.year),
    counts: { open: of('open').length, coming: of('coming').length, closed: of('closed').length },
    pageSize,
  }
}

export type CallVersion = { number: number; note: string; sha256: string; publishedAt: Date }

/** One published call with the text that holds now and all its versions. Throws NotFound. */
export async function findCall(
  db: Db,
  code: string,
): Promise<Call & { id: string; configuration: GuidelineConfiguration; versions: CallVersion[] }> {
  const row = await db.client.guideline.findFirst({
    where: { AND: [{ code }, published] },
    select: {
      ...callColumns,
      id: true,
      versions: {
        select: { number: true, note: true, sha256: true, publishedAt: true },
        orderBy: { number: 'desc' },
      },
    },
  })
  if (!row) throw new NotFound('call')
  return { ...row, configuration: await configurationOf(db, row.id, row.publishedVersion) }
}
