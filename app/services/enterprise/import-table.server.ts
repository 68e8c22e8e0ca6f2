import { registerTypes } from '#app/domain/application/standard-form/applicant.ts'
import type { Known, Unit } from '#app/domain/enterprise/import.ts'
import { cityOf } from '#app/domain/kernel/region.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { SheetRows } from '#app/platform/workbook.server.ts'
import type { Ctx } from '../context.ts'

export type Line<C extends string> = { sheet: string; row: number; cells: Partial<Record<C, string>> }

/** Rows of the first sheet that has the needed captions in one of its first five rows; captions in either language. */
export function tableOf<C extends string>(
  sheets: readonly SheetRows[],
  columns: readonly C[],
  needed: readonly C[],
  captions: 'columns' | 'creditColumns',
): Line<C>[] | null {
  const both = [messagesOf('zh-CN'), messagesOf('en')]
  const columnOf = (caption: string) =>
    columns.find((column) =>
      both.some(
        (words) =>
          textOf(words, `enterprise.import.${captions}.${column}`) === caption.replace(/[*＊\s]+$/, ''),
      ),
    ) ?? null
  for (const { name, rows } of sheets) {
    for (const [at, head] of rows.slice(0, 5).entries()) {
      const keys = head.cells.map(columnOf)
      if (!needed.every((column) => keys.includes(column))) continue
      return rows.slice(at + 1).map(({ number, cells }) => ({
        sheet: name,
        row: number,
        cells: Object.fromEntries(
          keys.flatMap((key, column) => (key ? [[key, cells[column] ?? '']] : [])),
        ) as Partial<Record<C, string>>,
      }))
    }
  }
  return null
}

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
    const { enterprise, guideline } = messagesOf(locale)
    const words = {
      status: enterprise.profile.statusOf,
      size: enterprise.import.sizeOf,
      tag: guideline.tag,
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
