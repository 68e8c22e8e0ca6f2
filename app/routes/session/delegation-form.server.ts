import type { Ctx } from '#app/services/context.ts'
import { setDelegation } from '#app/services/delegation.server.ts'
import { endDelegation } from '#app/services/end-delegation.server.ts'

/** What a form of delegations asks, of the person themselves or of an administrator; with what was typed into it. */
export async function postDelegation(ctx: Ctx, absentId: string, form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '')
  if (text('act') === 'end_delegation') {
    const ended = await endDelegation(ctx, { id: text('delegation'), reason: text('reason') })
    return { result: ended, typed: null }
  }
  const typed = {
    deputyId: text('deputyId'),
    roles: form.getAll('role').map(String),
    startsAt: text('startsAt'),
    endsAt: text('endsAt'),
    reason: text('reason'),
  }
  return { result: await setDelegation(ctx, { absentId, ...typed }), typed }
}
