import { Readable } from 'node:stream'
import { redirectDocument } from 'react-router'
import { findFile, openStored } from '#app/db/file.server.ts'
import { streamOf } from '#app/platform/file-cipher.server.ts'
import { withoutMetadata } from '#app/platform/pdf-metadata.server.ts'
import { ctxOf } from '../context.server.ts'
import { contentDisposition } from './disposition.ts'
import type { Route } from './+types/download.ts'

/** What a browser shows safely beside the work; everything else is kept by the reader. */
const shownInline = ['application/pdf', 'image/png', 'image/jpeg']

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const file = await findFile(ctx, params.id)
  const inline = shownInline.includes(file.mediaType) && !url.searchParams.has('save')
  const stored = await openStored(ctx.db.client, file.id)
  if (!stored) throw redirectDocument(`/files/${file.id}/erased`)
  const content = streamOf(stored)
  try {
    // damage at the beginning is said before any header is sent
    await stored.read(0, 1)
  } catch (error) {
    content.destroy()
    throw error
  }
  const bare = file.blind && file.mediaType === 'application/pdf' ? await withoutMetadata(content) : null
  return new Response(bare ?? (Readable.toWeb(content) as ReadableStream<Uint8Array>), {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Length': String(bare?.length ?? file.size),
      'Content-Disposition': contentDisposition(inline ? 'inline' : 'attachment', file.name),
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'self'",
      'Cache-Control': 'private, no-store',
    },
  })
}
