import { rankingText } from '#app/db/scoring/ranking.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/ranking-data.ts'

/** The frozen bundle, byte for byte as it was hashed. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const text = await rankingText(ctxOf(context), params.id)
  if (text === null) throw new NotFound('ranking')
  return new Response(text, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="ranking-${params.id}.json"`,
    },
  })
}
