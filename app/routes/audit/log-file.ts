import { NotFound } from '#app/domain/kernel/refusal.ts'
import { publicFiles } from '#app/services/audit-public.server.ts'
import { givenOf } from '../context.server.ts'
import type { Route } from './+types/log-file.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const read = Object.hasOwn(publicFiles, params.file) ? publicFiles[params.file] : undefined
  if (!read) throw new NotFound('file')
  return new Response(await read(givenOf(context).db), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
