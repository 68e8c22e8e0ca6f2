import { z } from 'zod'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { type DocumentKind, documents } from '../documents.ts'
import { sumFen, wanText } from '../kernel/money.ts'

/**
 * What every document is made of: text that is already formatted, in the order it is read.
 * The PDF and Excel layouts know this model and nothing of the field.
 */

const columnSchema = z.object({
  key: z.string(),
  caption: z.string(),
  align: z.enum(['left', 'center', 'right']),
  /** printed in the header after the caption; '' prints nothing */
  unit: z.string(),
  /** what the workbook stores: text as it is, or a number with this many decimals (thousands separated) */
  decimals: z.number().int().min(0).max(6).nullable(),
  /** share of the page width; 0 takes what the content needs */
  width: z.number().min(0),
})
export type Column = z.infer<typeof columnSchema>

const rowSchema = z.record(z.string(), z.string())
export type Row = z.infer<typeof rowSchema>

const pairSchema = z.object({ label: z.string(), value: z.string() })
export type Pair = z.infer<typeof pairSchema>

const blockSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('pairs'),
    pairs: z.array(pairSchema),
    across: z.union([z.literal(1), z.literal(2)]),
  }),
  z.object({
    type: z.literal('table'),
    caption: z.string(),
    columns: z.array(columnSchema).min(1),
    rows: z.array(rowSchema),
    /** the line under the rows, e.g. sums; null prints none */
    totals: rowSchema.nullable(),
  }),
  z.object({ type: z.literal('paragraph'), text: z.string() }),
])
export type Block = z.infer<typeof blockSchema>

const sectionSchema = z.object({ heading: z.string(), blocks: z.array(blockSchema) })

export const reportSchema = z.object({
  kind: z.custom<DocumentKind>((value) => typeof value === 'string' && Object.hasOwn(documents, value)),
  /** letter: a notice in large type; form: a filled form; list: wide tables on landscape pages */
  layout: z.enum(['letter', 'form', 'list']),
  title: z.string(),
  documentNo: z.string(),
  meta: z.array(pairSchema),
  sections: z.array(sectionSchema),
  signatures: z.array(z.object({ label: z.string(), name: z.string(), date: z.string() })),
  /** on every page, so that a printed page can be checked against the system */
  footer: z.object({
    receiptNo: z.string(),
    /** full SHA-256 in hex of what the document states, or '' */
    sha256: z.string(),
    /** printed slantwise behind the text, e.g. 草稿 */
    watermark: z.string(),
    /** text of the QR code, or '' */
    qr: z.string(),
  }),
})
export type Report = z.infer<typeof reportSchema>
export type Section = Report['sections'][number]

/** Stands for the sections of an application's form, as the edition of this number holds it. */
const editionSchema = z.object({ edition: z.number().int().positive(), sha256: z.string() })
export type EditionSections = z.infer<typeof editionSchema>

/** A report as it is frozen: what an edition holds for ever it names by its hash, and does not repeat. */
export const frozenReportSchema = reportSchema.extend({
  sections: z.array(z.union([sectionSchema, editionSchema])),
})
export type FrozenReport = z.infer<typeof frozenReportSchema>
export type Footer = Report['footer']

/** First sixteen hex digits in groups of four, enough to compare by eye. */
export function shortHash(sha256: string): string {
  return sha256.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
}

export function pairs(across: 1 | 2, ...entries: [label: string, value: string][]): Block {
  return { type: 'pairs', across, pairs: entries.map(([label, value]) => ({ label, value })) }
}

export function paragraph(text: string): Block {
  return { type: 'paragraph', text }
}

/** A column of words; `width` is its share of the page. */
export function words(key: string, caption: string, width = 1): Column {
  return { key, caption, align: 'left', unit: '', decimals: null, width }
}

/** Amounts in 万元. */
export function amount(key: string, caption: string): Column {
  return figure(key, caption, captions.unit.wan, 2)
}

/** A narrow centred column: serial numbers, yes and no, dates. */
export function mark(key: string, caption: string): Column {
  return { key, caption, align: 'center', unit: '', decimals: null, width: 0 }
}

/** A column of numbers, right-aligned, with its unit in the header. */
export function figure(key: string, caption: string, unit: string, decimals: number): Column {
  return { key, caption, align: 'right', unit, decimals, width: 0 }
}

/** The serial number that `numbered` fills. */
export const serial = mark('serial', captions.common.serial)

/** A table without a caption line. */
export function table(columns: Column[], rows: Row[], totals: Row | null = null): Block {
  return { type: 'table', caption: '', columns, rows, totals }
}

/** Rows with their serial number, counted from 1. */
export function numbered<T>(items: readonly T[], row: (item: T) => Row): Row[] {
  return items.map((item, index) => ({ serial: String(index + 1), ...row(item) }))
}

/** The sum of one amount over all items, in 万元. */
export function wanSum<T>(items: readonly T[], amount: (item: T) => bigint): string {
  return wanText(sumFen(items.map(amount)))
}

/** `YYYY-MM-DD` as documents write it: 2026年3月18日. Other text stays. */
export function officialDay(day: string): string {
  return day.replace(/^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/, '$1年$2月$3日')
}
