import { data } from 'react-router'
import type { Refusal, Result } from '#app/domain/kernel/refusal.ts'
import { readUpload, type Upload } from '#app/platform/multipart.server.ts'

/** Addresses that take files show none. @throws 404 */
export function showsNothing(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** Takes one file as it arrives, streamed; of a refused one the rest is not read. Answers and refusals are JSON. */
export async function takeUpload(
  request: Request,
  add: (upload: Upload) => Promise<Result<unknown>>,
): Promise<Response> {
  const upload = await readUpload(request)
  if (!upload.ok) return refused(upload.refusal)
  const added = await add(upload.value)
  if (added.ok) return Response.json({ file: added.value })
  if (!upload.value.content.locked) await upload.value.content.cancel()
  return refused(added.refusal)
}

/** Takes the one paper that a record rests on, of the version that its reader saw. @throws 400 without a version */
export async function takePaper(
  request: Request,
  attach: (paper: {
    version: number
    name: string
    content: Upload['content']
  }) => Promise<Result<{ fileId: string }>>,
): Promise<Response> {
  return takeUpload(request, async ({ fields, name, content }) => {
    const version = Number(fields.version)
    if (!Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
    const attached = await attach({ version, name, content })
    return attached.ok ? { ok: true, value: { id: attached.value.fileId, name, size: 0 } } : attached
  })
}

/** Answers to taking a file out again. */
export function takenOut(removed: Result<unknown>): Response {
  return removed.ok ? Response.json({}) : refused(removed.refusal)
}

function refused(refusal: Refusal) {
  return Response.json({ refusal }, { status: refusal.status })
}
