import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { timeOfDay } from '#app/i18n/format.ts'
import type { Autosave, SaveState } from './autosave.ts'
import type { Crumb } from './crumbs.tsx'
import { Message } from './message.tsx'
import { PageHeader } from './page-header.tsx'
import { useT } from './page.tsx'

export type FormSection = {
  key: string
  label: string
  missing: number
  /** said of `missing` where something else is counted than what is not filled in */
  missingWords?: string
  to: string
}

/** Form: sections with ticks and counts of what is missing at the left, one column of fields, saved state always in sight. */
export function FormPage({
  title,
  note,
  crumbs,
  sections,
  current,
  save,
  actions,
  children,
}: {
  title: string
  note?: ReactNode
  crumbs?: readonly Crumb[]
  sections: readonly FormSection[]
  current: string
  save?: SaveState
  /** check and submit buttons, beside the saved state */
  actions?: ReactNode
  children: ReactNode
}) {
  const t = useT()
  const at = sections.findIndex(({ key }) => key === current)
  return (
    <>
      <PageHeader title={title} note={note} crumbs={crumbs}>
        {save && <SavedState save={save} />}
        {actions}
      </PageHeader>
      <div className="qx-form">
        <nav className="qx-sections" aria-label={t('common.form.sections')}>
          <SectionList sections={sections} current={current} />
          <details key={current} className="qx-sectionsfold">
            <summary>
              {at < 0
                ? t('common.form.sections')
                : t('common.form.sectionAt', {
                    at: at + 1,
                    count: sections.length,
                    label: sections[at]?.label ?? '',
                  })}
            </summary>
            <SectionList sections={sections} current={current} />
          </details>
        </nav>
        <div className="qx-formmain qx-card">{children}</div>
      </div>
    </>
  )
}

function SectionList({ sections, current }: { sections: readonly FormSection[]; current: string }) {
  const t = useT()
  return (
    <ol>
      {sections.map(({ key, label, missing, missingWords, to }) => (
        <li key={key}>
          <Link to={to} aria-current={key === current ? 'step' : undefined}>
            {missing === 0 ? (
              <IconCircleCheckFilled size={18} aria-hidden />
            ) : (
              <IconCircleDashed size={18} aria-hidden />
            )}
            <span>{label}</span>
            <small>
              {missing === 0 ? (
                <span className="qx-visuallyhidden">{t('common.form.sectionDone')}</span>
              ) : (
                (missingWords ?? t('common.form.sectionMissing', { count: missing }))
              )}
            </small>
          </Link>
        </li>
      ))}
    </ol>
  )
}

/** 已保存 14:03:22: read out politely when it changes. */
export function SavedState({ save }: { save: SaveState }) {
  const t = useT()
  const words = {
    idle: '',
    unsaved: t('common.form.unsaved'),
    saving: t('common.form.saving'),
    saved: save.at === null ? '' : t('common.form.saved', { time: timeOfDay(save.at) }),
    failed: t('common.form.saveFailed'),
    signedOut: t('common.form.saveSignedOut'),
    conflict: t('common.form.saveConflict'),
  }
  const bad = save.kind === 'failed' || save.kind === 'signedOut' || save.kind === 'conflict'
  return (
    <p className={bad ? 'qx-saved qx-bad' : 'qx-saved qx-soft'} role="status" aria-live="polite">
      {words[save.kind]}
    </p>
  )
}

/** Offers what an earlier visit could not save. */
export function KeptDraft<V>({
  autosave,
  onRestore,
}: {
  autosave: Autosave<V>
  onRestore: (values: V) => void
}) {
  const t = useT()
  if (autosave.kept === null) return null
  function restore() {
    const kept = autosave.takeKept()
    if (kept === null) return
    onRestore(kept)
    autosave.put(kept)
  }
  return (
    <Message tone="wait">
      {t('common.form.kept')}{' '}
      <button type="button" className="qx-linklike" onClick={restore}>
        {t('common.form.takeKept')}
      </button>{' '}
      <button type="button" className="qx-linklike" onClick={() => autosave.takeKept()}>
        {t('common.form.dropKept')}
      </button>
    </Message>
  )
}
