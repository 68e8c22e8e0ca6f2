import { type DocumentStatus, JobProgress } from '../job-progress.tsx'
import { useT } from '../page.tsx'

export type DocumentLine = DocumentStatus & { id: string; title: string; createdAt: Date }

/** Documents of a record with their progress and links. */
export function Documents({ documents }: { documents: readonly DocumentLine[] }) {
  const t = useT()
  return (
    <section className="qx-card qx-stack">
      <h2>{t('tracking.documents.title')}</h2>
      {documents.length === 0 && <p className="qx-soft">{t('tracking.documents.none')}</p>}
      {documents.map(({ id, title, createdAt, ...initial }) => (
        <JobProgress key={id} documentId={id} title={title} at={createdAt} initial={initial} />
      ))}
    </section>
  )
}
