import { useT } from '../page.tsx'

export type AuditField = 'dossier' | 'person' | 'act' | 'result' | 'from' | 'to'

export type ActGroup = { group: string; acts: readonly { act: string; label: string }[] }

/** The fields by which the log is searched; acts by the names that people know, grouped by what they are done to. */
export function AuditFields({
  names,
  acts,
  values,
}: {
  names: readonly AuditField[]
  acts: readonly ActGroup[]
  values: Record<string, string>
}) {
  const t = useT()
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
          {value && !acts.some((group) => group.acts.some(({ act }) => act === value)) && (
            <option value={value}>{value}</option>
          )}
          {acts.map((group) => (
            <optgroup key={group.group} label={group.group}>
              {group.acts.map(({ act, label }) => (
                <option key={act} value={act}>
                  {label}
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
