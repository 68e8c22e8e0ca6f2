import { readFile } from 'node:fs/promises'
import { ownSheet } from '#app/db/scoring/material.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { filePath } from '#app/platform/files.server.ts'
import { withoutMetadata } from '#app/platform/pdf-metadata.server.ts'
import { ctxOf } from '../context.server.ts'
import { contentDisposition } from '../files/disposition.ts'
import type { Route } from './+types/sheet-file.ts'

const shownInline = ['application/pdf', 'image/png', 'image/jpeg']

/** An attachment for the expert of a declared sheet; under double blind also without what the PDF says of its author. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { material, double } = await ownSheet(ctxOf(context), params.id)
  const file = material?.files.find(({ id }) => id === params.fileId)
  if (!file) throw new NotFound('file')
  const stored = await readFile(filePath(file.id)).catch(() => null)
  if (!stored) throw new NotFound('file')
  const strip = double && file.mediaType === 'application/pdf'
  const bytes = strip ? await withoutMetadata(stored) : stored
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Disposition': contentDisposition(
        shownInline.includes(file.mediaType) ? 'inline' : 'attachment',
        file.name,
      ),
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
      'Cache-Control': 'private, no-store',
    },
  })
}
