/** An expert's record as typed and as understood, domain B.1. */
import { z } from 'zod'
import { narrow } from '../kernel/decimal.ts'
import { divisions } from '../kernel/industries.ts'
import { atField, type FieldProblem } from '../kernel/refusal.ts'
import { addYears, checkDay } from '../kernel/shanghai.ts'
import { checkUscc } from '../kernel/uscc.ts'
import { valueOf } from '../import-sheet.ts'
import { type ExpertKind, expertKinds } from './draw.ts'
import { expertSheet } from './expert-sheet.ts'
import { type Post, readPosts, readShares, type Share, typedTies } from './ties.ts'

/** characters of a field */
export const longest = 200

const text = z.string().max(longest)

export const typedExpert = z.strictObject({
  name: text,
  employer: text,
  employerUscc: text,
  cityCode: text,
  title: text,
  kind: text,
  specialties: text,
  phone: text,
  idNo: text,
  email: text,
  validTo: text,
  ...typedTies,
})
export type TypedExpert = z.infer<typeof typedExpert>

export const emptyExpert: TypedExpert = {
  name: '',
  employer: '',
  employerUscc: '',
  cityCode: '',
  title: '',
  kind: '',
  specialties: '',
  phone: '',
  idNo: '',
  email: '',
  validTo: '',
  history: [],
  shareholdings: [],
}

/** The last day of a term that begins today: three years (B.1). Only put before whoever admits the expert. */
export function usualTerm(today: string): string {
  return addYears(today, 3)
}

/** What experts keep of their own record themselves (I): neither name, identity number, kind, term nor status. */
export const ownFields = [
  'employer',
  'employerUscc',
  'cityCode',
  'title',
  'specialties',
  'phone',
  'email',
  'history',
  'shareholdings',
] as const satisfies readonly (keyof TypedExpert)[]
export type TypedProfile = Pick<TypedExpert, (typeof ownFields)[number]>

/** What hard blocks follow from (B.3): a change is checked against the panels that the expert sits in. */
export const tieFields: readonly string[] = ['employer', 'employerUscc', 'history', 'shareholdings']

export type ExpertRecord = Omit<TypedExpert, 'kind' | 'specialties' | 'history' | 'shareholdings'> & {
  kind: ExpertKind
  specialties: string[]
  history: Post[]
  shareholdings: Share[]
}

/** The kind by its identifier or its word, as lists from offices write it: 技术 as well as 技术专家. */
function kindFrom(typed: string): ExpertKind | undefined {
  const value = valueOf(expertSheet, 'kind', typed.trim().replace(/\u4e13\u5bb6$/, ''))
  return expertKinds.find((kind) => kind === value)
}

/**
 * Reads a record; problems name the fields, and of ties the row and its column. An empty employer code is allowed:
 * authorities and some institutes have none.
 */
export function readExpert(typed: TypedExpert): { record: ExpertRecord; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  for (const path of ['name', 'employer', 'title'] as const)
    if (!typed[path].trim()) problems.push({ path, code: 'required', params: {} })
  const kind = kindFrom(typed.kind)
  if (!kind) problems.push({ path: 'kind', code: 'expert_kind_unknown', params: {} })
  const specialties = words(typed.specialties)
  if (
    !specialties.every((code) => divisions.some((division) => division.code === code)) ||
    (kind === 'technical' && specialties.length === 0)
  )
    problems.push({ path: 'specialties', code: 'expert_specialties', params: {} })
  const cityCode = narrow(typed.cityCode)
  if (!/^\d{6}$/.test(cityCode)) problems.push({ path: 'cityCode', code: 'expert_city', params: {} })
  const uscc = typed.employerUscc.trim() ? checkUscc(typed.employerUscc) : null
  if (uscc && !uscc.ok) problems.push(atField('employerUscc', uscc))
  const validTo = checkDay(typed.validTo)
  if (!validTo.ok) problems.push(atField('validTo', validTo))
  const idNo = narrow(typed.idNo).trim()
  if (idNo !== '' && !/^\d{17}[\dXx]$/.test(idNo))
    problems.push({ path: 'idNo', code: 'expert_id_no', params: {} })
  const history = readPosts(typed.history)
  const shareholdings = readShares(typed.shareholdings)
  return {
    problems: [...problems, ...history.problems, ...shareholdings.problems],
    record: {
      name: typed.name.trim(),
      employer: typed.employer.trim(),
      employerUscc: uscc?.ok ? uscc.value : '',
      cityCode,
      title: typed.title.trim(),
      kind: kind ?? 'technical',
      specialties,
      phone: typed.phone.trim(),
      idNo: idNo.toUpperCase(),
      email: typed.email.trim(),
      validTo: validTo.ok ? validTo.value : '',
      history: history.rows,
      shareholdings: shareholdings.rows,
    },
  }
}

function words(list: string): string[] {
  return [
    ...new Set(
      narrow(list)
        .split(/[,，、;；\s]+/)
        .filter((word) => word !== ''),
    ),
  ]
}

/** What of a record is sealed where it is stored, and masked where it is shown. */
export type SealedFields = { phone: string; email: string; idNo: string }

export function mapSealed(of: (field: keyof SealedFields) => string): SealedFields {
  return { phone: of('phone'), email: of('email'), idNo: of('idNo') }
}
