import { data } from 'react-router'
import type { Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { postedAct } from '../posted-act.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'

type Act = { id: string; version: number; reason?: string }

/** The acts of a record by the names that its page posts, each with its service. */
export type Services<F extends string> = Record<
  string,
  (ctx: Ctx, act: Act & Record<F, string>) => Promise<Result<unknown>>
>

/** An act of a record of money: done → its page, refused → the page again with what had been typed; `kept` fields are not sent back. */
export async function runFundingAct<F extends string>(
  ctx: Ctx,
  request: Request,
  {
    page,
    id,
    services,
    fields,
    kept = [],
  }: {
    page: string
    id: string
    services: Services<F>
    fields: readonly F[]
    kept?: readonly F[]
  },
) {
  const { act, version, reason, field } = await postedAct(request)
  const service = Object.hasOwn(services, act) ? services[act] : undefined
  if (!service) throw data({ code: 'bad_request' }, { status: 400 })
  const word = (name: F) => field(name).slice(0, 2000)
  const result = await service(ctx, { id, version, reason, ...recordOf(fields, word) })
  if (result.ok) return redirectWithReceipt(ctx, `${page}/${id}?done=${act}`)
  const typed = recordOf(fields, (name) => (kept.includes(name) ? '' : word(name)))
  return refusalResponse(result, { act, reason, typed })
}

function recordOf<F extends string>(fields: readonly F[], word: (name: F) => string): Record<F, string> {
  return Object.fromEntries(fields.map((name) => [name, word(name)])) as Record<F, string>
}
