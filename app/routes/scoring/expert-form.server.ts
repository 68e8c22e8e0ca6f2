import { data } from 'react-router'
import { has } from '#app/authorization/actor.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { emptyExpert, typedExpert, type TypedExpert, type TypedProfile } from '#app/domain/scoring/expert.ts'
import type { TypedProposal } from '#app/domain/scoring/proposal.ts'
import type { Ctx } from '#app/services/context.ts'

/** Fields of an expert's form as typed; 400 when they are longer than any field allows. */
export function typedFrom(form: FormData): TypedExpert {
  const read = typedExpert.safeParse(
    Object.fromEntries(Object.keys(emptyExpert).map((key) => [key, String(form.get(key) ?? '')])),
  )
  if (!read.success) throw data({ code: 'bad_request' }, { status: 400 })
  return read.data
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
