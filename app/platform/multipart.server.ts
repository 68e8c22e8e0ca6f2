import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'

export type Upload = { fields: Record<string, string>; name: string; content: ReadableStream<Uint8Array> }

const mostBefore = 64 * 1024

/**
 * One file of a multipart form as it arrives: its fields first, the file as the last part, whose bytes stream on without
 * ever lying in memory whole. Refusal: upload_unreadable (400) for anything else.
 */
export async function readUpload(request: Request): Promise<Result<Upload>> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(
    request.headers.get('Content-Type') ?? '',
  )?.[1]
  const reader = request.body?.getReader()
  if (!boundary || !reader) return unreadable()
  const fields: Record<string, string> = {}
  let held: Buffer = Buffer.alloc(0)
  for (;;) {
    const headEnd = held.indexOf('\r\n\r\n')
    const head = headEnd < 0 ? null : held.subarray(0, headEnd).toString('utf8')
    if (head?.includes('\0')) return unreadable()
    const disposition = head && /content-disposition:[^\r\n]*/i.exec(head)?.[0]
    const fileName = disposition && parameter(disposition, 'filename')
    if (fileName !== null && fileName !== '' && fileName !== undefined)
      return done({
        fields,
        name: fileName,
        content: untilBoundary(reader, held.subarray(headEnd + 4), boundary),
      })
    const next = headEnd < 0 ? -1 : held.indexOf(`\r\n--${boundary}`, headEnd + 4)
    if (disposition && next >= 0) {
      const key = parameter(disposition, 'name')
      const value = held.subarray(headEnd + 4, next).toString('utf8')
      if (value.includes('\0')) return unreadable()
      if (key) fields[key] = value
      held = held.subarray(next + 2)
      continue
    }
    if (held.length > mostBefore) return unreadable()
    const { done: ended, value } = await reader.read()
    if (ended) return unreadable()
    held = Buffer.concat([held, value])
  }
}

function unreadable() {
  return refuse('upload_unreadable', {}, { status: 400 })
}

function parameter(disposition: string, key: string): string | null {
  const found = new RegExp(`[; ]${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1]
  return found === undefined ? null : found.replaceAll('%22', '"').replaceAll('\\"', '"')
}

/** The bytes up to the closing boundary; an upload that breaks off before it fails. */
function untilBoundary(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  first: Buffer,
  boundary: string,
): ReadableStream<Uint8Array> {
  const mark = Buffer.from(`\r\n--${boundary}`)
  let held = first
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        const end = held.indexOf(mark)
        if (end >= 0) {
          if (end > 0) controller.enqueue(new Uint8Array(held.subarray(0, end)))
          controller.close()
          return reader.releaseLock()
        }
        const safe = held.length - mark.length
        if (safe > 0) {
          controller.enqueue(new Uint8Array(held.subarray(0, safe)))
          held = held.subarray(safe)
          return
        }
        const { done: ended, value } = await reader.read()
        if (ended) throw new Error('the upload broke off')
        held = Buffer.concat([held, value])
      }
    },
    async cancel() {
      // read to the end, so that the browser takes the answer instead of a broken line
      while (!(await reader.read()).done);
    },
  })
}
