import { narrow } from '../kernel/decimal.ts'
import type { Level } from '../kernel/workflow.ts'
import { atField, done, type FieldProblem, refuse, type Result } from '../kernel/refusal.ts'
import { checkDay } from '../kernel/shanghai.ts'

/** Kinds that an installation adds to those of GB/T 2260 (H.2): a town or street, a park, a development zone. */
export const unitKinds = ['town', 'park', 'zone'] as const
export type UnitKind = (typeof unitKinds)[number]

/** What may be changed of a unit, as typed; `validUntil` is its last day, empty while it lasts. */
export type TypedNames = { name: string; nameEn: string; validUntil: string }
export type UnitNames = { name: string; nameEn: string; validUntil: string | null }
export type TypedUnit = { kind: string; parentCode: string; code: string; name: string; nameEn: string }

export type ParentUnit = { code: string; level: string; kind: string; regionCode: string }
export type UnitEntry = {
  code: string
  kind: UnitKind
  level: Extract<Level, 'county' | 'town'>
  regionCode: string
  name: string
  nameEn: string
}

/** Where a new unit would stand: null for a parent that is unknown or not in force. */
export type Surroundings = {
  parent: ParentUnit | null
  /** the code belongs to a unit already */
  codeTaken: boolean
  /** a unit under the same parent has the name */
  nameTaken: boolean
  /** the first six digits are the code of a county or district */
  countyKnown: boolean
}

const longest = 100

/** A unit's id is made of its code, so that two installations agree on it. */
export function officeId(code: string): string {
  return `office-${code}`
}

/** A code as typed, digits narrowed. */
export function readCode(typed: string): string {
  return narrow(typed).replaceAll(/\s/g, '')
}

/**
 * Reads a new unit (H.2). A town or a park lies under a county or what acts as one; a zone acts as a county under its
 * city, as a town under a county. Nine digits begin with the county's six; a zone under its city may have six of its own
 * that begin with the city's four. Refusal: form_has_problems, with unit_kind, unit_parent, unit_parent_town,
 * unit_parent_zone, unit_code_town {prefix}, unit_code_zone {prefix}, unit_code_county {code}, unit_code_taken {code},
 * unit_name_taken, required or too_long at their fields.
 */
export function readUnit(
  typed: TypedUnit,
  { parent, codeTaken, nameTaken, countyKnown }: Surroundings,
): Result<UnitEntry> {
  const [code, name, nameEn] = [readCode(typed.code), typed.name.trim(), typed.nameEn.trim()]
  const kind = unitKinds.find((one) => one === typed.kind)
  const problems: FieldProblem[] = []
  if (!kind) problems.push({ path: 'kind', code: 'unit_kind', params: {} })
  const parentWrong = parentProblem(kind, parent)
  if (parentWrong) problems.push({ path: 'parentCode', code: parentWrong, params: {} })
  const level = kind === 'zone' && parent?.level === 'city' ? 'county' : 'town'
  if (!code) problems.push({ path: 'code', code: 'required', params: {} })
  else if (parent && !parentWrong) {
    const wrong = codeProblem(code, level, parent.code, countyKnown)
    if (wrong) problems.push(wrong)
    else if (codeTaken) problems.push({ path: 'code', code: 'unit_code_taken', params: { code } })
  }
  problems.push(...nameProblems({ name, nameEn }, nameTaken))
  if (!kind || !parent || problems.length > 0) return refused(problems)
  const regionCode = level === 'county' && code.length === 9 ? code.slice(0, 6) : parent.regionCode
  return done({ code, kind, level, regionCode, name, nameEn })
}

/**
 * Reads what is changed of a unit. Refusal: form_has_problems, with required, too_long, unit_name_taken, and what is
 * wrong with the day.
 */
export function readNames(
  typed: TypedNames,
  { nameTaken }: Pick<Surroundings, 'nameTaken'>,
): Result<UnitNames> {
  const [name, nameEn, day] = [typed.name.trim(), typed.nameEn.trim(), narrow(typed.validUntil)]
  const problems = nameProblems({ name, nameEn }, nameTaken)
  const until = day ? checkDay(day) : done(null)
  if (!until.ok) problems.push(atField('validUntil', until))
  return until.ok && problems.length === 0
    ? done({ name, nameEn, validUntil: until.value })
    : refused(problems)
}

/** Does the unit still exist on this day? Its last day counts. */
export function isValid(validUntil: string | null, today: string): boolean {
  return validUntil === null || validUntil >= today
}

function parentProblem(kind: UnitKind | undefined, parent: ParentUnit | null): string | null {
  if (!parent) return 'unit_parent'
  if (kind === 'town' || kind === 'park') return parent.level === 'county' ? null : 'unit_parent_town'
  if (kind === 'zone') {
    const above = parent.kind === 'admin' && (parent.level === 'city' || parent.level === 'county')
    return above ? null : 'unit_parent_zone'
  }
  return null
}

function codeProblem(
  code: string,
  level: 'county' | 'town',
  parentCode: string,
  countyKnown: boolean,
): FieldProblem | null {
  const at = (problem: string, params: FieldProblem['params']) => ({ path: 'code', code: problem, params })
  if (level === 'town') {
    const prefix = parentCode.slice(0, 6)
    return nine.test(code) && code.startsWith(prefix) ? null : at('unit_code_town', { prefix })
  }
  const prefix = parentCode.slice(0, 4)
  if (!code.startsWith(prefix) || !(six.test(code) || nine.test(code)))
    return at('unit_code_zone', { prefix })
  const county = code.slice(0, 6)
  return code.length === 6 || countyKnown ? null : at('unit_code_county', { code: county })
}

/** neither the city's own code nor the county's */
const six = /^\d{4}(?!00)\d{2}$/
const nine = /^\d{6}(?!000)\d{3}$/

function nameProblems(names: { name: string; nameEn: string }, nameTaken: boolean): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!names.name) problems.push({ path: 'name', code: 'required', params: {} })
  else if (nameTaken) problems.push({ path: 'name', code: 'unit_name_taken', params: {} })
  for (const [path, text] of Object.entries(names)) {
    const length = [...text].length
    if (length > longest) problems.push({ path, code: 'too_long', params: { max: longest, length } })
  }
  return problems
}

function refused(fields: FieldProblem[]) {
  return refuse('form_has_problems', { count: fields.length }, { fields })
}
