import { redirectDocument } from 'react-router'
import { findDocument } from '#app/db/document.server.ts'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/document.ts'

/** The file itself once it is made; until then the page that waits for it. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const document = await findDocument(ctxOf(context), params.id)
  if (document.status === 'ready' && document.fileId) throw redirectDocument(`/files/${document.fileId}`)
  return document
}

export default function DocumentPage({ loaderData }: Route.ComponentProps) {
  const { id, title, status, progress, createdAt } = loaderData
  const t = useT()
  return (
    <>
      <PageHeader title={title} note={<DateTime at={createdAt} />} />
      <section className="qx-card qx-stack">
        <JobProgress documentId={id} title={title} initial={{ status, progress, fileId: null }} />
        <p className="qx-soft">{t('office.documentNote')}</p>
      </section>
    </>
  )
}
