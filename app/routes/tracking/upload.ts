import { addAcceptanceFile, removeAcceptanceFile } from '#app/services/tracking/acceptance-files.server.ts'
import { ctxOf } from '../context.server.ts'
import { showsNothing, takenOut, takeUpload } from '../uploaded.server.ts'
import type { Route } from './+types/upload.ts'

export function loader(): never {
  return showsNothing()
}

/** POST takes a paper of the acceptance; DELETE with `?file=` takes one out. */
export async function action({ params, request, url, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const projectId = params.id
  if (request.method === 'DELETE') {
    const fileId = url.searchParams.get('file') ?? ''
    return takenOut(await removeAcceptanceFile(ctx, { projectId, fileId }))
  }
  return takeUpload(request, ({ fields, name, content }) =>
    addAcceptanceFile(ctx, { projectId, slot: fields.slot ?? '', name, content }),
  )
}
