import { data } from 'react-router'
import { has } from '#app/authorization/actor.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { emptyExpert, typedExpert, type TypedExpert, type TypedProfile } from '#app/domain/scoring/expert.ts'
import { mostTies, postColumns, shareColumns } from '#app/domain/scoring/ties.ts'
import type { TypedProposal } from '#app/domain/scoring/proposal.ts'
import type { Ctx } from '#app/services/context.ts'

/** Fields of an expert's form as typed; 400 when they are longer than any field allows. */
export function typedFrom(form: FormData): TypedExpert {
  const read = typedExpert.safeParse({
    ...Object.fromEntries(Object.keys(emptyExpert).map((key) => [key, textAt(form, key)])),
    history: rowsOf(form, 'history', postColumns),
    shareholdings: rowsOf(form, 'shareholdings', shareColumns),
  })
  if (!read.success) throw data({ code: 'bad_request' }, { status: 400 })
  return read.data
}

function textAt(form: FormData, name: string): string {
  return String(form.get(name) ?? '')
}

/** Rows whose cells are named as in `history[0].uscc`, up to the last that was posted; 400 for more than a table takes. */
function rowsOf<C extends string>(form: FormData, table: string, columns: readonly C[]): Record<C, string>[] {
  const numbers = [...form.keys()].flatMap((name) => {
    const [, of, number] = /^(\w+)\[(\d{1,3})\]\./.exec(name) ?? []
    return of === table ? [Number(number)] : []
  })
  const count = Math.max(0, ...numbers.map((number) => number + 1))
  if (count > mostTies) throw data({ code: 'bad_request' }, { status: 400 })
  return Array.from({ length: count }, (_, at) =>
    Object.fromEntries(columns.map((column) => [column, textAt(form, `${table}[${at}].${column}`)])),
  ) as Record<C, string>[]
}

/** Of them what experts keep of their own record. */
export function profileFrom(form: FormData): TypedProfile {
  const typed = typedFrom(form)
  return {
    employer: typed.employer,
    employerUscc: typed.employerUscc,
    cityCode: typed.cityCode,
    title: typed.title,
    specialties: typed.specialties,
    phone: typed.phone,
    email: typed.email,
    history: typed.history,
    shareholdings: typed.shareholdings,
  }
}

/** Fields of a proposal as typed; 400 when they are longer than any field allows. */
export function proposalFrom(form: FormData): TypedProposal {
  const { validTo: _validTo, ...typed } = typedFrom(form)
  return { ...typed, grounds: String(form.get('grounds') ?? '').slice(0, 2000) }
}

/** Pages that change the pool are the organiser's; for everybody else they do not exist. */
export function onlyOrganiser({ actor }: Ctx): void {
  if (!has(actor, 'organiser')) throw new NotFound('expert')
}
