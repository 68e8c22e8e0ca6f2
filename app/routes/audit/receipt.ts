import { placeOfAct } from '#app/services/receipt.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { givenOf } from '../context.server.ts'
import type { Route } from './+types/receipt.ts'

/** What the receipt of an act asks while its proof is not there yet. It says nothing that `/v/:entry` does not say. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const place = await placeOfAct(givenOf(context).db, params.entry)
  if (!place) throw new NotFound('audit entry')
  return Response.json({ entry: params.entry, ...place })
}
