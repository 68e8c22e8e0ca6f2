import { redirect } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { readUpload } from '#app/platform/multipart.server.ts'
import { takeList } from '#app/services/review/import-listed.server.ts'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { WorkbookForm } from '#app/ui/workbook-form.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/upload-list.ts'

/** Runs after a refusal as well: leading elsewhere would lose its reason. */
export function loader({ context }: Route.LoaderArgs) {
  if (!may(ctxOf(context).actor, 'manage', 'ListedProject')) throw new NotFound('page')
  return null
}

/** A list, kept and then shown as a dry run; what is refused says why, with the form again. */
export async function action({ request, context }: Route.ActionArgs) {
  const upload = await readUpload(request)
  if (!upload.ok) return refusalResponse(upload)
  const taken = await takeList(ctxOf(context), upload.value)
  if (taken.ok) return redirect(`/review/listed?file=${taken.value.fileId}`)
  if (!upload.value.content.locked) await upload.value.content.cancel()
  return refusalResponse(taken)
}

export default function UploadList({ actionData }: Route.ComponentProps) {
  const t = useT()
  return (
    <div className="qx-stack">
      <PageHeader
        title={t('review.listed.title')}
        note={t('review.listed.note')}
        crumbs={[{ label: t('review.title'), to: '/review' }]}
      />
      <RefusalMessage refusal={actionData?.refusal} />
      <WorkbookForm action="/files/listed" />
    </div>
  )
}
