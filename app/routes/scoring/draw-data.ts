import { drawBundle } from '#app/services/scoring/bundles.server.ts'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/draw-data.ts'

/** What the verifier repeats a draw from. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const text = await drawBundle(ctxOf(context), params.id, Number(params.number))
  return new Response(text, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="draw-${params.id}-${Number(params.number)}.json"`,
    },
  })
}
