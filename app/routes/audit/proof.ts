import { givenOf } from '../context.server.ts'
import { contentDisposition } from '../files/disposition.ts'
import type { Route } from './+types/proof.ts'
import { receiptIn } from './entry-in.server.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { index, file } = await receiptIn(givenOf(context).db, params.entry)
  return new Response(file, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': contentDisposition('attachment', `entry-${index}.tlog-proof`),
    },
  })
}
