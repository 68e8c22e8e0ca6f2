import { data } from 'react-router'
import { readUpload } from '#app/platform/multipart.server.ts'
import { addAcceptanceFile, removeAcceptanceFile } from '#app/services/tracking/acceptance-files.server.ts'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/upload.ts'

export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** POST takes a paper of the acceptance, streamed; DELETE with `?file=` takes one out. Answers and refusals are JSON. */
export async function action({ params, request, url, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const projectId = params.id
  if (request.method === 'DELETE') {
    const fileId = url.searchParams.get('file') ?? ''
    const removed = await removeAcceptanceFile(ctx, { projectId, fileId })
    return removed.ok ? Response.json({}) : refused(removed.refusal)
  }
  const upload = await readUpload(request)
  if (!upload.ok) return refused(upload.refusal)
  const { fields, name, content } = upload.value
  const added = await addAcceptanceFile(ctx, { projectId, slot: fields.slot ?? '', name, content })
  if (added.ok) return Response.json({ file: added.value })
  if (!content.locked) await content.cancel()
  return refused(added.refusal)
}

function refused(refusal: { status: number }) {
  return Response.json({ refusal }, { status: refusal.status })
}
