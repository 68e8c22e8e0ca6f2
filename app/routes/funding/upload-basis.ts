import { data } from 'react-router'
import { readUpload } from '#app/platform/multipart.server.ts'
import { attachBasis } from '#app/services/funding/decide-clawback.server.ts'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/upload-basis.ts'

export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** Takes the file that a clawback rests on, streamed. Answers and refusals are JSON. */
export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  const upload = await readUpload(request)
  if (!upload.ok) return refused(upload.refusal)
  const { fields, name, content } = upload.value
  const version = Number(fields.version)
  if (!Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const attached = await attachBasis(ctxOf(context), { id, version, name, content })
  if (attached.ok) return Response.json({ file: { id: attached.value.fileId, name, size: 0 } })
  if (!content.locked) await content.cancel()
  return refused(attached.refusal)
}

function refused(refusal: { status: number }) {
  return Response.json({ refusal }, { status: refusal.status })
}
