import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { useT } from './page.tsx'
import { signInAgain } from './signed-out.tsx'

/** Why a file was neither taken nor removed: refused in words, not reached, or answered without words. */
export type FileFailure = { refusal: Refusal | null; reached: boolean }
export type Uploaded<F> = { ok: true; file: F } | ({ ok: false } & FileFailure)

/** A failure as people read it. */
export function useFailureWords(): (failure: FileFailure) => string {
  const t = useT()
  return ({ refusal, reached }) =>
    refusal?.words ?? t(reached ? 'common.file.unanswered' : 'common.file.network')
}

/** Takes a file out; null when it is done. A session that ended is renewed and it is asked again. */
export async function removeFile(action: string, id: string): Promise<FileFailure | null> {
  const answer = await fetch(`${action}?file=${encodeURIComponent(id)}`, {
    method: 'DELETE',
    headers: { Accept: 'application/json' },
  }).catch(() => null)
  if (answer?.status === 401) {
    await signInAgain()
    return removeFile(action, id)
  }
  if (answer?.ok) return null
  const body: { refusal?: Refusal } | null = await answer?.json().catch(() => null)
  return { refusal: body?.refusal ?? null, reached: answer !== null }
}

/**
 * Sends one file as multipart (`file` last, after `fields`) and reports percent. The answer is JSON `{file}` or
 * `{refusal}`. A session that ended is renewed and the file sent again.
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
  return { ok: false, refusal: body?.refusal ?? null, reached: status > 0 }
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
