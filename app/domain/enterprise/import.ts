/** Enterprises and bad records as rows of a workbook: what a row says and what is wrong with it. */
import { emailPattern } from '../kernel/contact.ts'
import { checkIndustry } from '../kernel/industry-code.ts'
import { checkDay } from '../kernel/shanghai.ts'
import { enterpriseSizes } from '../kernel/enterprise-size.ts'
import { atField, done, type FieldProblem } from '../kernel/refusal.ts'
import { regionContains } from '../kernel/region.ts'
import { checkUscc } from '../kernel/uscc.ts'
import { valueOf } from '../import-sheet.ts'
import {
  type CreditColumn,
  creditSheet,
  type EnterpriseColumn,
  enterpriseSheet,
  resourceGrades,
} from './import-sheets.ts'

export const creditKinds = [
  'judgment_defaulter',
  'seriously_dishonest',
  'abnormal_operation',
  'safety',
  'environment',
  'quality',
] as const
export const creditLevels = ['major', 'larger', 'general'] as const
const accidents: readonly string[] = ['safety', 'environment', 'quality']
const statuses = ['in_business', 'liquidation', 'revoked'] as const

export type Unit = { code: string; name: string; level: string; cityCode: string; regionCode: string }

/** Units by code, name, English name, or city and name together; two districts may have one name. */
export type Known = { unitsOf: (codeOrName: string) => readonly Unit[] }

export type EnterpriseImport = {
  uscc: string
  name: string
  unitCode: string
  cityCode: string
  townCode: string | null
  regionCode: string
} & Record<
  | 'status'
  | 'registerType'
  | 'establishedOn'
  | 'industryCode'
  | 'size'
  | 'legalRepresentative'
  | 'address'
  | 'contactName'
  | 'contactPhone'
  | 'contactEmail'
  | 'controller'
  | 'tags'
  | 'resourceGrade',
  string
>

export type CreditImport = {
  uscc: string
  kind: string
  level: string
  occurredOn: string
  endsOn: string | null
  basis: string
}

export type Read<T> = { value: T | null; problems: FieldProblem[] }
type Cells<C extends string> = Partial<Record<C, string>>

/** One enterprise. An empty cell means: not known here; the library keeps what it has. */
export function readEnterprise(cells: Cells<EnterpriseColumn>, known: Known): Read<EnterpriseImport> {
  const problems: FieldProblem[] = []
  const add = (path: string, code: string, params: FieldProblem['params'] = {}) =>
    problems.push({ path, code, params })
  const text = (column: EnterpriseColumn) => (cells[column] ?? '').trim()
  const word = (column: EnterpriseColumn, allowed: readonly string[], fallback: string) => {
    if (!text(column)) return fallback
    const value = valueOf(enterpriseSheet, column, text(column))
    if (!allowed.includes(value)) add(column, 'not_an_option', { value: text(column).slice(0, 40) })
    return value
  }

  const uscc = checkUscc(text('uscc'))
  if (!uscc.ok) problems.push(atField('uscc', uscc))
  if (!text('name')) add('name', 'required')
  for (const column of enterpriseSheet.columns) {
    const length = [...text(column)].length
    if (length > 200) add(column, 'too_long', { max: 200, length })
  }
  const oneOf = (column: EnterpriseColumn, units: readonly Unit[]) => {
    const value = text(column).slice(0, 40)
    if (units.length === 0) add(column, 'not_a_unit')
    if (units.length > 1) add(column, 'unit_ambiguous', { value, count: units.length })
    return units.length === 1 ? (units[0] ?? null) : null
  }
  const unitsAt = (column: EnterpriseColumn, level: string) =>
    known.unitsOf(text(column)).filter((found) => found.level === level)
  const unit = oneOf('unit', unitsAt('unit', 'county'))
  const towns = unitsAt('town', 'town')
  const inUnit = towns.filter(({ code }) => unit !== null && regionContains(unit.code, code))
  const town = text('town') ? oneOf('town', inUnit.length > 0 ? inUnit : towns) : null
  const founded = text('establishedOn') ? checkDay(text('establishedOn')) : null
  if (founded && !founded.ok) problems.push(atField('establishedOn', founded))
  const industry = text('industryCode') ? checkIndustry(text('industryCode')) : done('')
  if (!industry.ok) problems.push(atField('industryCode', industry))
  const tagOf = (said: string) => valueOf(enterpriseSheet, 'tags', said)
  // the English names have spaces of their own
  const tags = text('tags')
    .split(/[,，、;；\n]+/)
    .map((said) => said.trim())
    .flatMap((said) => (tagOf(said) === said ? said.split(/\s+/) : [said]))
    .filter(Boolean)
    .map(tagOf)
  for (const tag of tags)
    if (!/^[A-Z][A-Z0-9_]{1,30}$/.test(tag)) add('tags', 'not_an_option', { value: tag.slice(0, 40) })
  if (text('contactEmail') && !emailPattern.test(text('contactEmail'))) add('contactEmail', 'not_an_email')
  const value = {
    uscc: uscc.ok ? uscc.value : '',
    name: text('name'),
    unitCode: unit?.code ?? '',
    cityCode: unit?.cityCode ?? '',
    townCode: town?.code ?? null,
    regionCode: unit?.regionCode ?? '',
    status: word('status', statuses, 'in_business'),
    registerType: valueOf(enterpriseSheet, 'registerType', text('registerType')),
    establishedOn: founded?.ok ? founded.value : '',
    industryCode: industry.ok ? industry.value : '',
    size: word('size', enterpriseSizes, ''),
    legalRepresentative: text('legalRepresentative'),
    address: text('address'),
    contactName: text('contactName'),
    contactPhone: text('contactPhone'),
    contactEmail: text('contactEmail'),
    controller: text('controller'),
    tags: [...new Set(tags)].join(','),
    resourceGrade: word('resourceGrade', resourceGrades, ''),
  }
  return { value: problems.length > 0 ? null : value, problems }
}

/** One bad record. An accident needs its level (R11). */
export function readCredit(cells: Cells<CreditColumn>): Read<CreditImport> {
  const problems: FieldProblem[] = []
  const add = (path: string, code: string, params: FieldProblem['params'] = {}) =>
    problems.push({ path, code, params })
  const text = (column: CreditColumn) => (cells[column] ?? '').trim()
  const word = (column: CreditColumn, allowed: readonly string[]) => {
    const value = valueOf(creditSheet, column, text(column))
    if (!allowed.includes(value)) add(column, 'not_an_option', { value: text(column).slice(0, 40) })
    return value
  }
  const uscc = checkUscc(text('uscc'))
  if (!uscc.ok) problems.push(atField('uscc', uscc))
  const kind = word('kind', creditKinds)
  const accident = accidents.includes(kind)
  const level = accident || text('level') ? word('level', creditLevels) : ''
  const occurred = checkDay(text('occurredOn'))
  if (!occurred.ok) problems.push(atField('occurredOn', occurred))
  const ends = text('endsOn') ? checkDay(text('endsOn')) : null
  if (ends && !ends.ok) problems.push(atField('endsOn', ends))
  if (!text('basis')) add('basis', 'required')
  if (problems.length > 0 || !uscc.ok || !occurred.ok) return { value: null, problems }
  const value = {
    uscc: uscc.value,
    kind,
    level,
    occurredOn: occurred.value,
    endsOn: ends?.ok ? ends.value : null,
    basis: text('basis').slice(0, 500),
  }
  return { value, problems }
}
