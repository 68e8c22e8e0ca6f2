import { NotFound } from '#app/domain/kernel/refusal.ts'
import { isImportList } from '#app/domain/import-lists.ts'
import { templateOf } from '#app/services/import-workbook.server.ts'
import { ctxOf, pageContext } from '../context.server.ts'
import { contentDisposition } from '../files/disposition.ts'
import type { Route } from './+types/template.ts'

/** The workbook of a list to fill in, in the reader's language. */
export async function loader({ params: { list }, context }: Route.LoaderArgs) {
  if (!isImportList(list)) throw new NotFound('import')
  const { name, content } = await templateOf(ctxOf(context), list, context.get(pageContext).locale)
  return new Response(Buffer.from(content), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': contentDisposition('attachment', name),
      'Cache-Control': 'private, no-store',
    },
  })
}
