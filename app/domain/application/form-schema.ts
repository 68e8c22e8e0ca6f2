import { z } from 'zod'

/** What a form's definition and its values must look like; its types are in form.ts, which pages may load. */

export const labelSchema = z.strictObject({ zh: z.string(), en: z.string() })
/** One text in both languages, where the text is data of a guideline. */
export type Label = z.infer<typeof labelSchema>

export const fieldKinds = [
  'text',
  'long_text',
  'wan',
  'integer',
  'decimal',
  'percent',
  'date',
  'month',
  'choice',
  'multi_choice',
  'region',
  'industry',
  'uscc',
  'phone',
  'email',
  'project_code',
  'yes_no',
  'calculated',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** Asked of applications under one of these directions (values of `cover.direction`); without it, of all. */
export const directionsSchema = z.array(z.string().max(40)).min(1).max(50).optional()

const keySchema = z.string().regex(/^[a-z0-9][a-z0-9_]{0,39}$/)

const optionSchema = z.strictObject({ value: z.string().min(1).max(40), label: labelSchema })
export type Option = z.infer<typeof optionSchema>

const cellShape = {
  key: keySchema,
  kind: z.enum(fieldKinds),
  label: labelSchema,
  help: labelSchema.optional(),
  example: z.string().max(500).optional(),
  required: z.boolean().optional(),
  /** characters; see `longest` for what holds without it */
  maxLength: z.number().int().min(1).max(20_000).optional(),
  /** smallest and largest value as people type it: a number, or a day for dates */
  min: z.string().max(20).optional(),
  max: z.string().max(20).optional(),
  unit: labelSchema.optional(),
  options: z.array(optionSchema).max(200).optional(),
  /** of a calculated cell: `ratio` is the first part ÷ the second in percent, `sum` adds amounts */
  calculation: z
    .strictObject({ op: z.enum(['ratio', 'sum']), of: z.array(keySchema).min(2).max(20) })
    .optional(),
  /** masked in what experts see under double blind */
  hiddenInBlind: z.boolean().optional(),
}

const columnSchema = z.strictObject({
  ...cellShape,
  /** where the cell of this key holds this value, words are taken as well, or nothing at all */
  unless: z
    .strictObject({ key: keySchema, equals: z.string(), takes: z.enum(['words', 'nothing']) })
    .optional(),
})
export type Column = z.infer<typeof columnSchema>

const fieldSchema = z.strictObject({
  ...cellShape,
  /** key of the enterprise's profile */
  prefillFrom: z.string().max(60).optional(),
  /** shown, asked and read only while the other field (`section.field`) holds this text */
  visibleWhen: z.strictObject({ field: z.string(), equals: z.string() }).optional(),
  directions: directionsSchema,
})
export type Field = z.infer<typeof fieldSchema>

const tableSchema = z.strictObject({
  columns: z.array(columnSchema).min(1).max(30),
  minRows: z.number().int().min(0).optional(),
  maxRows: z.number().int().min(1).max(1000).optional(),
  /** fixed rows in this order; each typed row names its own under `row` */
  rows: z.array(z.strictObject({ key: keySchema, label: labelSchema })).optional(),
  /** amount columns summed below the table */
  totals: z.array(keySchema).optional(),
  prefillFrom: z.string().max(60).optional(),
})
export type Table = z.infer<typeof tableSchema>

const sectionShape = {
  key: keySchema,
  /** as printed, e.g. 6 or 5-1 */
  number: z.string().min(1).max(6),
  title: labelSchema,
  help: labelSchema.optional(),
  directions: directionsSchema,
}
const fieldSectionSchema = z.strictObject({ ...sectionShape, fields: z.array(fieldSchema).min(1).max(60) })
const tableSectionSchema = z.strictObject({ ...sectionShape, table: tableSchema })
export type FieldSection = z.infer<typeof fieldSectionSchema>
export type TableSection = z.infer<typeof tableSectionSchema>
export type Section = FieldSection | TableSection

export const formDefinition = z.strictObject({
  sections: z.array(z.union([fieldSectionSchema, tableSectionSchema])).max(40),
})
export type FormDefinition = z.infer<typeof formDefinition>

const rowSchema = z.record(z.string(), z.string())
/** One row of a table as typed. In a table with fixed rows `row` holds the row's key. */
export type Row = z.infer<typeof rowSchema>

/** Everything as typed: `section.field` → text, key of a table's section → rows. */
export const formValues = z.record(z.string(), z.union([z.string(), z.array(rowSchema)]))
export type FormValues = z.infer<typeof formValues>
