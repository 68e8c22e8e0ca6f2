import { useEffect, useState } from 'react'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'
import { DateTime } from './values.tsx'

/** What `/documents/:id/status` answers; `fileId` once it is ready. */
export type DocumentStatus = {
  status: 'waiting' | 'rendering' | 'ready' | 'failed'
  progress: number
  fileId: string | null
}

/** A document on its way: a bar that asks the server every second, then the link to the file. */
export function JobProgress({
  documentId,
  title,
  at,
  initial,
}: {
  documentId: string
  title: string
  /** when it was asked for, where a record has several of a kind */
  at?: Date
  initial: DocumentStatus
}) {
  const t = useT()
  const [now, setNow] = useState(initial)
  const running = now.status === 'waiting' || now.status === 'rendering'
  useEffect(() => {
    if (!running) return
    const timer = setInterval(async () => {
      const answer = await fetch(`/documents/${documentId}/status`, {
        headers: { Accept: 'application/json' },
      }).catch(() => null)
      if (answer?.ok) setNow(await answer.json())
    }, 1_000)
    return () => clearInterval(timer)
  }, [documentId, running])
  const words = {
    waiting: t('common.job.waiting'),
    rendering: t('common.job.working', { percent: now.progress }),
    ready: t('common.job.done'),
    failed: t('common.job.failed'),
  }[now.status]
  return (
    <div className="qx-job">
      <MarkChinese>
        <span>{title}</span>
      </MarkChinese>
      {running && (
        <progress
          value={now.status === 'rendering' ? now.progress : undefined}
          max={100}
          aria-label={title}
        />
      )}
      <span role="status" className={now.status === 'failed' ? 'qx-bad' : 'qx-soft'}>
        {at && <DateTime at={at} />} {words}
      </span>
      {now.fileId && (
        <a href={`/files/${now.fileId}`} download>
          {t('common.job.download')}
        </a>
      )}
    </div>
  )
}
