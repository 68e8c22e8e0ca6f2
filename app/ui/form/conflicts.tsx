import type { FormValues } from '#app/domain/application/form.ts'
import { useT } from '../page.tsx'
import type { Conflict, DraftSaver } from './draft-saver.ts'

/** Fields that a colleague changed at the same time: both versions, and the choice. */
export function Conflicts({ saver, labelOf }: { saver: DraftSaver; labelOf: (path: string) => string }) {
  const t = useT()
  return (
    <>
      {saver.conflicts.map((conflict) => (
        <div key={conflict.path} className="qx-message qx-conflict" data-tone="wait" role="alert">
          <p>{t('application.form.conflict', { field: labelOf(conflict.path) })}</p>
          <div className="qx-conflict-sides">
            <Side
              name={t('application.form.mine')}
              value={conflict.mine}
              act={t('application.form.keepMine')}
              {...{ conflict, saver }}
            />
            <Side
              name={t('application.form.theirs')}
              value={conflict.theirs}
              act={t('application.form.keepTheirs')}
              {...{ conflict, saver }}
            />
          </div>
        </div>
      ))}
    </>
  )
}

function Side({
  name,
  value,
  act,
  conflict,
  saver,
}: {
  name: string
  value: FormValues[string]
  act: string
  conflict: Conflict
  saver: DraftSaver
}) {
  const t = useT()
  return (
    <div>
      <b>{name}</b>
      <blockquote>
        {typeof value === 'string' ? (
          value || t('application.form.empty')
        ) : (
          <>
            {t('application.form.rowCount', { count: value.length })}
            {value.slice(0, 20).map((row, at) => (
              <span key={at} className="qx-block">
                {Object.values(row).join(' · ')}
              </span>
            ))}
          </>
        )}
      </blockquote>
      <button type="button" className="qx-button qx-plain" onClick={() => saver.settle(conflict.path, value)}>
        {act}
      </button>
    </div>
  )
}
