import { findDocument } from '#app/db/document.server.ts'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/document-status.ts'

/** What the progress bar asks each second. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { status, progress, fileId } = await findDocument(ctxOf(context), params.id)
  return Response.json({ status, progress, fileId: status === 'ready' ? fileId : null })
}
