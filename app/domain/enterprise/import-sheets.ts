/** Sheets of the enterprise import: columns and the words that they take. */
import type { Locale } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { registerTypes } from '../application/standard-form/applicant.ts'
import type { ImportSheet } from '../import-sheet.ts'

const enterpriseColumns = [
  'uscc',
  'name',
  'unit',
  'town',
  'status',
  'registerType',
  'establishedOn',
  'industryCode',
  'size',
  'legalRepresentative',
  'address',
  'contactName',
  'contactPhone',
  'contactEmail',
  'controller',
  'tags',
  'resourceGrade',
] as const
export type EnterpriseColumn = (typeof enterpriseColumns)[number]

const creditColumns = ['uscc', 'kind', 'level', 'occurredOn', 'endsOn', 'basis'] as const
export type CreditColumn = (typeof creditColumns)[number]

export const resourceGrades = ['A', 'B', 'C', 'C-', 'D', 'T'] as const

export const enterpriseSheet: ImportSheet<EnterpriseColumn> = {
  texts: 'enterprise.import',
  columns: enterpriseColumns,
  needed: ['uscc', 'name', 'unit'],
  words: (locale) => {
    const { enterprise, configuration } = messagesOf(locale)
    return {
      status: enterprise.profile.statusOf,
      registerType: registerWords(locale),
      size: enterprise.import.sizeOf,
      tags: configuration.tag,
      resourceGrade: Object.fromEntries(resourceGrades.map((grade) => [grade, grade])),
    }
  },
  several: ['tags'],
}

export const creditSheet: ImportSheet<CreditColumn> = {
  texts: 'enterprise.import.credit',
  columns: creditColumns,
  needed: ['uscc', 'kind', 'occurredOn', 'basis'],
  words: (locale) => {
    const { kinds, levels } = messagesOf(locale).enterprise.credit
    return { kind: kinds, level: levels }
  },
}

function registerWords(locale: Locale): Record<string, string> {
  return Object.fromEntries(
    registerTypes.map(({ value, label }) => [value, locale === 'en' ? label.en : label.zh]),
  )
}
