import { addAttachment, removeAttachment } from '#app/services/application/attach.server.ts'
import { ctxOf } from '../context.server.ts'
import { showsNothing, takenOut, takeUpload } from '../uploaded.server.ts'
import type { Route } from './+types/upload.ts'

export function loader(): never {
  return showsNothing()
}

/** POST takes a file into a slot; DELETE with `?file=` takes one out. */
export async function action({ params, request, url, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const applicationId = params.id
  if (request.method === 'DELETE') {
    const fileId = url.searchParams.get('file') ?? ''
    return takenOut(await removeAttachment(ctx, { applicationId, fileId }))
  }
  return takeUpload(request, ({ fields, name, content }) =>
    addAttachment(ctx, { applicationId, slot: fields.slot ?? '', name, content }),
  )
}
