import { publicTile } from '#app/services/audit-public.server.ts'
import { givenOf } from '../context.server.ts'
import type { Route } from './+types/log-tile.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const tile = await publicTile(givenOf(context).db, params['*'])
  return new Response(new Uint8Array(tile), {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Cache-Control': 'public, max-age=604800, immutable',
    },
  })
}
