/** Workbooks that people fill in and import: what a sheet is called, its columns, and what each of them takes. */
import { type Locale, locales, textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'

export type ImportSheet<C extends string = string> = {
  /** where its texts are: `sheet`, and by column `columns` and `hints` */
  texts: string
  columns: readonly C[]
  /** columns that a sheet must have; no row may leave them empty */
  needed: readonly C[]
  /** the words that a column takes, by the value that each stands for */
  words?: (locale: Locale) => Partial<Record<C, Readonly<Record<string, string>>>>
  /** columns that take several words at once */
  several?: readonly C[]
}

export type ColumnGuide = {
  key: string
  caption: string
  needed: boolean
  /** empty: free text, written as the hint says */
  words: string[]
  several: boolean
  hint: string
}
export type SheetGuide = { title: string; columns: ColumnGuide[] }

/** What somebody who fills in a sheet has to know, in their language. */
export function guideOf(sheet: ImportSheet, locale: Locale): SheetGuide {
  const text = (key: string) => textOf(messagesOf(locale), `${sheet.texts}.${key}`)
  const words = sheet.words?.(locale) ?? {}
  return {
    title: text('sheet') ?? sheet.texts,
    columns: sheet.columns.map((key) => ({
      key,
      caption: text(`columns.${key}`) ?? key,
      needed: sheet.needed.includes(key),
      words: Object.values(words[key] ?? {}),
      several: sheet.several?.includes(key) ?? false,
      hint: text(`hints.${key}`) ?? '',
    })),
  }
}

/** The column that a caption names, in either language and with or without its asterisk; null when none does. */
export function columnOf<C extends string>(sheet: ImportSheet<C>, caption: string): C | null {
  const plain = caption.replace(/[*＊\s]+$/, '')
  const names = (column: C) =>
    locales.some((locale) => textOf(messagesOf(locale), `${sheet.texts}.columns.${column}`) === plain)
  return sheet.columns.find(names) ?? null
}

/** The value that a word of a column stands for, in either language; a word that is none of its list stays itself. */
export function valueOf<C extends string>({ words }: ImportSheet<C>, column: C, word: string): string {
  for (const locale of locales)
    for (const [value, known] of Object.entries<string>(words?.(locale)[column] ?? {}))
      if (known === word) return value
  return word
}
