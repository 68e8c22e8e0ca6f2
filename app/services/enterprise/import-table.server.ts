import { registerTypes } from '#app/domain/application/standard-form/applicant.ts'
import type { Known, Unit } from '#app/domain/enterprise/import.ts'
import { cityOf } from '#app/domain/kernel/region.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Ctx } from '../context.ts'

/** Words of a workbook in either language, and the units by code and name. */
export async function knownWords(ctx: Ctx): Promise<Known> {
  const units = await ctx.db.client.orgUnit.findMany({
    include: { parent: { select: { code: true, level: true } } },
  })
  const byWord = new Map<string, Unit>()
  for (const { code, name, level, regionCode, parent } of units) {
    const cityCode = parent?.level === 'city' ? parent.code : cityOf(code)
    const unit = { code, name, level, cityCode, regionCode }
    byWord.set(code, unit)
    byWord.set(name, unit)
  }
  const lists: Record<string, object> = {}
  for (const locale of ['zh-CN', 'en'] as const) {
    const { enterprise, configuration } = messagesOf(locale)
    const words = {
      status: enterprise.profile.statusOf,
      size: enterprise.import.sizeOf,
      tag: configuration.tag,
      creditKind: enterprise.credit.kinds,
      creditLevel: enterprise.credit.levels,
    }
    for (const [list, names] of Object.entries(words))
      lists[list] = {
        ...lists[list],
        ...Object.fromEntries(Object.entries(names).map(([key, word]) => [word, key])),
      }
  }
  lists.registerType = Object.fromEntries(
    registerTypes.flatMap(({ value, label }) => [
      [label.zh, value],
      [label.en, value],
    ]),
  )
  return {
    unitOf: (word) => byWord.get(word) ?? null,
    valueOf: (list, word) => {
      const value: unknown = Reflect.get(lists[list] ?? {}, word)
      return typeof value === 'string' ? value : null
    },
  }
}
