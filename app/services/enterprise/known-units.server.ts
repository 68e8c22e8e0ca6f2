import type { Known, Unit } from '#app/domain/enterprise/import.ts'
import { cityOf } from '#app/domain/kernel/region.ts'
import { inForce } from '#app/db/units.server.ts'
import type { Ctx } from '../context.ts'

/** The units that a workbook may name: by code, by name in either language, and by city and name together. */
export async function knownUnits(ctx: Ctx): Promise<Known> {
  const units = await ctx.db.client.orgUnit.findMany({
    where: inForce(ctx.now),
    include: { parent: { select: { code: true, level: true, name: true } } },
    orderBy: { code: 'asc' },
  })
  const byWord = new Map<string, Unit[]>()
  for (const { code, name, nameEn, level, regionCode, parent } of units) {
    const cityCode = parent?.level === 'city' ? parent.code : cityOf(code)
    const unit = { code, name, level, cityCode, regionCode }
    for (const word of new Set([code, name, nameEn, `${parent?.name ?? ''}${name}`]))
      if (word) byWord.set(word, [...(byWord.get(word) ?? []), unit])
  }
  return { unitsOf: (word) => byWord.get(word) ?? [] }
}
