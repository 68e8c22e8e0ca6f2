import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'

export type AuditEntryView = {
  id: string
  index: number | null
  /** what it was done to */
  object: string
  changes: readonly { key: string; before: string; after: string }[]
  reason: string
  files: readonly { id: string; sha256: string; size: number }[]
  leaf: string
  request: string
}

/** What an entry says: before and after side by side, and what identifies it. */
export function AuditEntry({ entry }: { entry: AuditEntryView }) {
  const { id, index, object, changes, reason, files, leaf, request } = entry
  const t = useT()
  return (
    <details>
      <MarkChinese>
        <summary>
          {changes.length > 0
            ? changes
                .slice(0, 3)
                .map(({ key, before, after }) =>
                  before ? `${key}: ${before} → ${after}` : `${key}: ${after}`,
                )
                .join('; ')
                .slice(0, 120)
            : t('admin.audit.details')}
        </summary>
      </MarkChinese>
      <dl className="qx-auditfacts">
        {changes.length > 0 && (
          <>
            <dt />
            <dd className="qx-soft">{t('admin.audit.before')}</dd>
            <dd className="qx-soft">{t('admin.audit.after')}</dd>
          </>
        )}
        {changes.map(({ key, before, after }) => (
          <Side key={key} name={key} before={before} after={after} />
        ))}
        {reason && <Whole name={t('common.record.reason')}>{reason}</Whole>}
        {files.map((file) => (
          <Whole key={file.id} name={t('admin.audit.file')}>
            {file.id} · SHA-256 {file.sha256} ({file.size} B)
          </Whole>
        ))}
        <Whole name={t('admin.audit.object')}>{object}</Whole>
        <Whole name={t('admin.audit.leaf')}>{leaf}</Whole>
        <Whole name={t('audit.entry')}>
          {index === null ? (
            t('admin.audit.waitsForPlace')
          ) : (
            <a href={`/v/${index}#${leaf}`}>{t('admin.audit.entry', { index })}</a>
          )}
        </Whole>
        <Whole name={t('admin.audit.request')}>{request}</Whole>
      </dl>
      {index !== null && (
        <p>
          <Link to={`/audit/disclosures?entry=${id}`}>{t('admin.audit.disclose')}</Link>{' '}
          <small className="qx-hint">{t('admin.audit.discloseHint')}</small>
        </p>
      )}
    </details>
  )
}

function Side({ name, before, after }: { name: string; before: string; after: string }) {
  return (
    <>
      <dt>{name}</dt>
      <MarkChinese>
        <dd>{before || '—'}</dd>
      </MarkChinese>
      <MarkChinese>
        <dd>{after || '—'}</dd>
      </MarkChinese>
    </>
  )
}

function Whole({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <MarkChinese>
        <dd className="qx-wholerow">{children}</dd>
      </MarkChinese>
    </>
  )
}
