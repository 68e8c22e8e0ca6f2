import { type GuidelineConfiguration, guidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Db } from './client.server.ts'

const known = new WeakMap<Db, Map<string, GuidelineConfiguration>>()
const mostKnown = 50

/**
 * The configuration of a published version. Published versions never change, so each is read once; ask outside
 * transactions, where only what is committed can be seen.
 */
export async function configurationOf(
  db: Db,
  guidelineId: string,
  number: number,
): Promise<GuidelineConfiguration> {
  const cache = known.get(db) ?? new Map<string, GuidelineConfiguration>()
  known.set(db, cache)
  const key = `${guidelineId}:${number}`
  const found = cache.get(key)
  if (found) return found
  const version = await db.client.guidelineVersion.findUnique({
    where: { guidelineId_number: { guidelineId, number } },
    select: { configuration: true },
  })
  if (!version) throw new NotFound('guideline version')
  const configuration = guidelineConfiguration.parse(JSON.parse(version.configuration))
  if (cache.size >= mostKnown) cache.delete(cache.keys().next().value ?? '')
  cache.set(key, configuration)
  return configuration
}
