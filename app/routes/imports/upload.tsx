import { redirect } from 'react-router'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { type ImportList, isImportList } from '#app/domain/import-lists.ts'
import { readUpload } from '#app/platform/multipart.server.ts'
import { keepWorkbook, requireImport } from '#app/services/import-workbook.server.ts'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { WorkbookForm } from '#app/ui/workbook-form.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/upload.ts'

/** The page where a list is tried and imported. */
const pages: Record<ImportList, string> = {
  enterprises: '/enterprises/import',
  listed_projects: '/review/listed',
  experts: '/experts/import',
}

function listOf(name: string): ImportList {
  if (!isImportList(name)) throw new NotFound('import')
  return name
}

/** Runs after a refusal as well: leading elsewhere would lose its reason. */
export function loader({ params, context }: Route.LoaderArgs) {
  const list = listOf(params.list)
  requireImport(ctxOf(context), list)
  return { list, page: pages[list] }
}

/** A workbook, kept and then shown as a dry run; what is refused says why, with the form again. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const list = listOf(params.list)
  const upload = await readUpload(request)
  if (!upload.ok) return refusalResponse(upload)
  const taken = await keepWorkbook(ctxOf(context), list, upload.value)
  if (taken.ok) return redirect(`${pages[list]}?file=${taken.value.fileId}`)
  if (!upload.value.content.locked) await upload.value.content.cancel()
  return refusalResponse(taken)
}

export default function Upload({ loaderData: { list, page }, actionData }: Route.ComponentProps) {
  const t = useT()
  const title = t(`workbook.title.${list}`)
  return (
    <div className="qx-stack">
      <PageHeader title={title} crumbs={[{ label: title, to: page }]} />
      <RefusalMessage refusal={actionData?.refusal} />
      <WorkbookForm list={list} />
    </div>
  )
}
