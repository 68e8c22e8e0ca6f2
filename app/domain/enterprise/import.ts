/** Enterprises and bad records as rows of a workbook: what a row says and what is wrong with it. */
import { checkDay } from '../kernel/shanghai.ts'
import { enterpriseSizes } from '../kernel/enterprise-size.ts'
import { atField, type FieldProblem } from '../kernel/refusal.ts'
import { checkUscc } from '../kernel/uscc.ts'

export const enterpriseColumns = [
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

export const creditColumns = ['uscc', 'kind', 'level', 'occurredOn', 'endsOn', 'basis'] as const
export type CreditColumn = (typeof creditColumns)[number]

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
const grades = ['A', 'B', 'C', 'C-', 'D', 'T'] as const

export type Unit = { code: string; name: string; level: string; cityCode: string; regionCode: string }

/** What the words of a workbook mean: `list` is status, size, tag, registerType, creditKind or creditLevel; null when unknown. */
export type Known = {
  valueOf: (list: string, word: string) => string | null
  unitOf: (codeOrName: string) => Unit | null
}

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
  const word = (column: EnterpriseColumn, list: string, allowed: readonly string[], fallback: string) => {
    if (!text(column)) return fallback
    const value = known.valueOf(list, text(column)) ?? text(column)
    if (!allowed.includes(value)) add(column, 'not_an_option', { value: text(column).slice(0, 40) })
    return value
  }

  const uscc = checkUscc(text('uscc'))
  if (!uscc.ok) problems.push(atField('uscc', uscc))
  if (!text('name')) add('name', 'required')
  for (const column of enterpriseColumns) {
    const length = [...text(column)].length
    if (length > 200) add(column, 'too_long', { max: 200, length })
  }
  const unit = known.unitOf(text('unit'))
  if (!unit || unit.level !== 'county') add('unit', 'not_a_unit')
  const town = text('town') ? known.unitOf(text('town')) : null
  if (text('town') && town?.level !== 'town') add('town', 'not_a_unit')
  const founded = text('establishedOn') ? checkDay(text('establishedOn')) : null
  if (founded && !founded.ok) problems.push(atField('establishedOn', founded))
  const industryCode = text('industryCode').toUpperCase()
  if (industryCode && !/^[A-T]?\d{2,4}$/.test(industryCode)) add('industryCode', 'industry_format')
  const tags = text('tags')
    .split(/[,，、;；\s]+/)
    .filter(Boolean)
    .map((tag) => known.valueOf('tag', tag) ?? tag)
  for (const tag of tags)
    if (!/^[A-Z][A-Z0-9_]{1,30}$/.test(tag)) add('tags', 'not_an_option', { value: tag.slice(0, 40) })
  if (text('contactEmail') && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text('contactEmail')))
    add('contactEmail', 'not_an_email')
  const value = {
    uscc: uscc.ok ? uscc.value : '',
    name: text('name'),
    unitCode: unit?.code ?? '',
    cityCode: unit?.cityCode ?? '',
    townCode: town?.code ?? null,
    regionCode: unit?.regionCode ?? '',
    status: word('status', 'status', statuses, 'in_business'),
    registerType: known.valueOf('registerType', text('registerType')) ?? text('registerType'),
    establishedOn: founded?.ok ? founded.value : '',
    industryCode,
    size: word('size', 'size', enterpriseSizes, ''),
    legalRepresentative: text('legalRepresentative'),
    address: text('address'),
    contactName: text('contactName'),
    contactPhone: text('contactPhone'),
    contactEmail: text('contactEmail'),
    controller: text('controller'),
    tags: [...new Set(tags)].join(','),
    resourceGrade: word('resourceGrade', 'grade', grades, ''),
  }
  return { value: problems.length > 0 ? null : value, problems }
}

/** One bad record. An accident needs its level (R11). */
export function readCredit(cells: Cells<CreditColumn>, known: Known): Read<CreditImport> {
  const problems: FieldProblem[] = []
  const add = (path: string, code: string, params: FieldProblem['params'] = {}) =>
    problems.push({ path, code, params })
  const text = (column: CreditColumn) => (cells[column] ?? '').trim()
  const word = (column: CreditColumn, list: string, allowed: readonly string[]) => {
    const value = known.valueOf(list, text(column)) ?? text(column)
    if (!allowed.includes(value)) add(column, 'not_an_option', { value: text(column).slice(0, 40) })
    return value
  }
  const uscc = checkUscc(text('uscc'))
  if (!uscc.ok) problems.push(atField('uscc', uscc))
  const kind = word('kind', 'creditKind', creditKinds)
  const accident = accidents.includes(kind)
  const level = accident || text('level') ? word('level', 'creditLevel', creditLevels) : ''
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
