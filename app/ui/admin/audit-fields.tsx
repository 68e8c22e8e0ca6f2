import { actWord } from '#app/i18n/audit-words.ts'
import { useT, useText } from '../page.tsx'

export type AuditField = 'dossier' | 'person' | 'act' | 'result' | 'from' | 'to'

/** The fields by which the log is searched; acts by the names that people know, grouped by what they are done to. */
export function AuditFields({
  names,
  acts,
  values,
}: {
  names: readonly AuditField[]
  acts: readonly string[]
  values: Record<string, string>
}) {
  const t = useT()
  const text = useText()
  const groups = new Map<string, string[]>()
  for (const act of acts) {
    const [group = ''] = act.split('.')
    groups.set(group, [...(groups.get(group) ?? []), act])
  }
  const field = (name: AuditField) => {
    const value = values[name]
    const own = { className: 'qx-input', name, defaultValue: value ?? '' }
    if (name === 'result')
      return (
        <select {...own}>
          <option value="">{t('admin.audit.every')}</option>
          <option value="done">{t('admin.audit.done')}</option>
          <option value="refused">{t('admin.audit.refused')}</option>
        </select>
      )
    if (name === 'act')
      return (
        <select {...own}>
          <option value="">{t('admin.audit.every')}</option>
          {value && !acts.includes(value) && <option value={value}>{value}</option>}
          {[...groups].map(([group, members]) => (
            <optgroup
              key={group}
              label={text([
                `help.workflow.${group}`,
                `events.dossiers.${group}`,
                `events.groups.${group}`,
                group,
              ])}
            >
              {members.map((act) => (
                <option key={act} value={act}>
                  {actWord(text, act)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )
    const hint = name === 'dossier' ? t('admin.audit.dossierHint') : undefined
    return <input {...own} type={name === 'from' || name === 'to' ? 'date' : 'search'} placeholder={hint} />
  }
  return names.map((name) => (
    <label key={`${name} ${values[name] ?? ''}`} className="qx-filter">
      <span className="qx-hint">{t(`admin.audit.${name}`)}</span>
      {field(name)}
    </label>
  ))
}
