import type { Change } from '#app/domain/application/form-changes.ts'
import { useLocale, useT } from '../page.tsx'
import { DiffValue } from '../values.tsx'

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
