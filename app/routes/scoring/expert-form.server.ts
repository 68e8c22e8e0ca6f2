import { data } from 'react-router'
import { has } from '#app/authorization/actor.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { emptyExpert, typedExpert, type TypedExpert } from '#app/domain/scoring/expert.ts'
import type { Ctx } from '#app/services/context.ts'

/** Fields of an expert's form as typed; 400 when they are longer than any field allows. */
export function typedFrom(form: FormData): TypedExpert {
  const read = typedExpert.safeParse(
    Object.fromEntries(Object.keys(emptyExpert).map((key) => [key, String(form.get(key) ?? '')])),
  )
  if (!read.success) throw data({ code: 'bad_request' }, { status: 400 })
  return read.data
}

/** Pages that change the pool are the organiser's; for everybody else they do not exist. */
export function onlyOrganiser({ actor }: Ctx): void {
  if (!has(actor, 'organiser')) throw new NotFound('expert')
}
