import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { signInAgain } from './signed-out.tsx'

export type Uploaded<F> = { ok: true; file: F } | { ok: false; refusal: Refusal | null }

/**
 * Sends one file as multipart (`file` last, after `fields`) and reports percent. The answer is JSON `{file}` or
 * `{refusal}`; null refusal means that the connection broke. A session that ended is renewed and the file sent again.
 */
export async function uploadFile<F>(
  action: string,
  file: File,
  fields: Record<string, string>,
  onProgress: (percent: number) => void,
): Promise<Uploaded<F>> {
  const { status, body } = await send(action, file, fields, onProgress)
  if (status === 401) {
    await signInAgain()
    return uploadFile(action, file, fields, onProgress)
  }
  if (status >= 200 && status < 300 && body?.file) return { ok: true, file: body.file as F }
  return { ok: false, refusal: body?.refusal ?? null }
}

type Answer = { status: number; body: { file?: unknown; refusal?: Refusal } | null }

function send(
  action: string,
  file: File,
  fields: Record<string, string>,
  onProgress: (percent: number) => void,
): Promise<Answer> {
  return new Promise((resolve) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', file)
    const request = new XMLHttpRequest()
    request.open('POST', action)
    request.responseType = 'json'
    request.setRequestHeader('Accept', 'application/json')
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(Math.floor((loaded / total) * 100)),
    )
    request.addEventListener('load', () => resolve({ status: request.status, body: request.response }))
    request.addEventListener('error', () => resolve({ status: 0, body: null }))
    request.send(form)
  })
}
