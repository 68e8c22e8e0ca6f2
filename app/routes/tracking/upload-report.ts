import { addReportFile, removeReportFile } from '#app/services/tracking/report-files.server.ts'
import { ctxOf } from '../context.server.ts'
import { showsNothing, takenOut, takeUpload } from '../uploaded.server.ts'
import type { Route } from './+types/upload-report.ts'

export function loader(): never {
  return showsNothing()
}

/** POST takes a photograph or paper of a report; DELETE with `?file=` takes one out. */
export async function action({ params, request, url, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const reportId = params.id
  if (request.method === 'DELETE') {
    const fileId = url.searchParams.get('file') ?? ''
    return takenOut(await removeReportFile(ctx, { reportId, fileId }))
  }
  return takeUpload(request, ({ name, content }) => addReportFile(ctx, { reportId, name, content }))
}
