import { prefill } from '#app/domain/application/form-changes.ts'
import { type FormDefinition, type FormValues, isTable } from '#app/domain/application/form.ts'
import {
  controller,
  enterprise as enterpriseSection,
} from '#app/domain/application/standard-form/applicant.ts'
import { financeOf } from '#app/domain/application/standard-form/investment.ts'

/** Columns of the enterprise that are also keys of its profile. */
export const profileColumns = [
  'establishedOn',
  'legalRepresentative',
  'registerType',
  'industryCode',
  'size',
  'address',
  'contactName',
  'contactPhone',
  'contactEmail',
  'controller',
] as const
export type ProfileColumn = (typeof profileColumns)[number]

/** Known to the library and changed only there. */
const fixedColumns = ['name', 'uscc', 'regionCode'] as const

type Columns = Record<ProfileColumn | (typeof fixedColumns)[number], string>

/**
 * What is kept once: section 2 of the standard form without what the library fixes, the actual controller, and the finance
 * of three years.
 */
export function profileForm(year: number): FormDefinition {
  const kept = enterpriseSection.fields.filter(
    ({ prefillFrom }) => prefillFrom && !fixedColumns.some((column) => column === prefillFrom),
  )
  return {
    sections: [
      { key: 'enterprise', number: '1', title: enterpriseSection.title, fields: [...kept, controller] },
      { ...financeOf([year - 1, year - 2, year - 3]), number: '2' },
    ],
  }
}

/** Every value that forms prefill from: what was typed into the profile, and the library's own columns over it. */
export function profileValues(columns: Columns, stored: FormValues): FormValues {
  const values: FormValues = { ...stored }
  for (const key of [...fixedColumns, ...profileColumns]) values[key] = columns[key]
  return values
}

/** The profile as the values of its own form. */
export function profileAsForm(definition: FormDefinition, profile: FormValues): FormValues {
  return prefill(definition, profile)
}

/** Values of the profile's form back under the keys of the profile. */
export function formAsProfile(definition: FormDefinition, values: FormValues): FormValues {
  const profile: FormValues = {}
  for (const section of definition.sections) {
    if (isTable(section)) {
      const value = values[section.key]
      if (value !== undefined && section.table.prefillFrom) profile[section.table.prefillFrom] = value
      continue
    }
    for (const field of section.fields) {
      const value = values[`${section.key}.${field.key}`]
      if (value !== undefined && field.prefillFrom) profile[field.prefillFrom] = value
    }
  }
  return profile
}
