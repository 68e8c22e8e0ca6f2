import { isTable, type Label } from '#app/domain/application/form.ts'
import { openForm } from '#app/domain/application/private-sections.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from '../configuration.server.ts'
import { reviewCase } from './case.server.ts'

export type PlaceGroup = {
  /** of the section as printed; null for the attachments */
  number: string | null
  label: Label
  places: { path: string; label: Label; whole: boolean }[]
}

/** Everything that can be asked to be corrected: fields, tables and attachment slots of the guideline. @throws NotFound */
export async function correctionPlaces(ctx: Ctx, id: string): Promise<PlaceGroup[]> {
  const { guidelineId, guidelineVersion } = await reviewCase(ctx.db.client, ctx, id)
  const { form, attachments } = await configurationOf(ctx.db, guidelineId, guidelineVersion)
  const sections = openForm(form).sections.map((section): PlaceGroup => {
    const { key, number, title } = section
    if (isTable(section)) return { number, label: title, places: [{ path: key, label: title, whole: true }] }
    const fields = section.fields.filter(({ kind }) => kind !== 'calculated')
    return {
      number,
      label: title,
      places: fields.map((field) => ({ path: `${key}.${field.key}`, label: field.label, whole: false })),
    }
  })
  const slots = attachments.map(({ key, name }) => ({
    path: `attachments.${key}`,
    label: name,
    whole: false,
  }))
  return [...sections, { number: null, label: { zh: '', en: '' }, places: slots }]
}
