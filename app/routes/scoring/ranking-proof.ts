import { rankingProof } from '#app/services/scoring/bundles.server.ts'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/ranking-proof.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return new Response(await rankingProof(ctxOf(context), params.id), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="ranking-${params.id}.tlog-proof"`,
    },
  })
}
