import type { Change } from '#app/domain/application/form-changes.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { useLocale, useT } from '../page.tsx'
import { DiffValue } from '../values.tsx'

type FileName = { id: string; name: string }
export type EditionChanges = {
  changes: readonly Change[]
  files: { added: readonly FileName[]; removed: readonly FileName[] }
}

/** What differs between two editions, files included, or that nothing does. */
export function ChangesOfEdition({ changes, files: { added, removed } }: EditionChanges) {
  const t = useT()
  if (changes.length + added.length + removed.length === 0)
    return <p className="qx-soft">{t('application.submit.noChanges')}</p>
  return (
    <>
      <Changes changes={changes} />
      <MarkChinese>
        <ul>
          {added.map(({ id, name }) => (
            <li key={id}>{t('application.record.fileAdded', { name })}</li>
          ))}
          {removed.map(({ id, name }) => (
            <li key={id}>{t('application.record.fileRemoved', { name })}</li>
          ))}
        </ul>
      </MarkChinese>
    </>
  )
}

/** What differs between two editions, field by field. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useT()
  const language = useLocale() === 'en' ? 'en' : 'zh'
  return (
    <dl className="qx-facts">
      {changes.map(({ path, label, before, after }) => (
        <div key={path} className="qx-factwide">
          <dt>
            {label
              ? [
                  label.section[language],
                  label.rowLabel?.[language] ??
                    (label.row === null ? null : t('application.form.rows', { row: label.row + 1 })),
                  label.label[language],
                ]
                  .filter(Boolean)
                  .join(' · ')
              : path}
          </dt>
          <dd>
            <DiffValue before={before} after={after} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
