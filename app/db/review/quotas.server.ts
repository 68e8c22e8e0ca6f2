import type { Ctx } from '#app/services/context.ts'
import { officeNames } from './people.server.ts'

/** Guidelines that set places, newest first, with the places of every unit that the actor may look at. */
export async function quotaState(ctx: Ctx) {
  const { client } = ctx.db
  const codes = await codesInSight(ctx)
  const guidelines = await client.guideline.findMany({
    where: {
      publishedVersion: { gt: 0 },
      quotas: { some: { limit: { not: null }, ...(codes && { unitCode: { in: codes } }) } },
    },
    select: {
      id: true,
      title: true,
      status: true,
      quotas: {
        where: codes
          ? { unitCode: { in: codes } }
          : { limit: { not: null }, OR: [{ used: { gt: 0 } }, { level: 'city' }, { share: { not: null } }] },
        orderBy: [{ level: 'asc' }, { unitCode: 'asc' }],
        take: 500,
      },
    },
    orderBy: { applyEnd: 'desc' },
    take: 20,
  })
  const names = await officeNames(
    client,
    guidelines.flatMap(({ quotas }) => quotas.map(({ unitCode }) => unitCode)),
  )
  return guidelines.map(({ quotas, ...guideline }) => ({
    ...guideline,
    places: quotas.map(({ id, level, unitCode, limit, share, used }) => ({
      id,
      unitCode,
      level,
      unit: names.get(unitCode) ?? { name: unitCode, nameEn: '' },
      limit,
      share,
      used,
    })),
  }))
}

/** The actor's own unit and those below it; null for the province, which sees all; nothing for everybody else. */
async function codesInSight({ db, actor }: Ctx): Promise<string[] | null> {
  if (actor.level === 'province') return null
  if (!actor.unitCode || !actor.orgId) return []
  const below = await db.client.orgUnit.findMany({
    where: { parentId: actor.orgId },
    select: { code: true },
  })
  return [actor.unitCode, ...below.map(({ code }) => code)]
}
