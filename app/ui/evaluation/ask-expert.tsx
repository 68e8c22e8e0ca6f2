import { SelectField } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT, useText } from '../page.tsx'

type Expert = { id: string; name: string; employer: string; kind: string }

/** The experts who can be asked, one to choose. */
export function ExpertField({ experts, chosen }: { experts: readonly Expert[]; chosen: string | undefined }) {
  const t = useT()
  const text = useText()
  return (
    <SelectField
      name="expert"
      label={t('evaluation.consultation.choose')}
      required
      empty={t('evaluation.consultation.chooseFirst')}
      defaultValue={chosen}
      choices={experts.map(({ id, name, employer, kind }) => ({
        value: id,
        label: `${name} · ${employer} · ${text(`scoring.kind.${kind}`)}`,
      }))}
    />
  )
}

/** Who of the pool has to avoid this application, and by which rules. */
export function Barred({ experts }: { experts: readonly (Expert & { rules: readonly string[] })[] }) {
  const t = useT()
  const text = useText()
  return (
    <details className="qx-card">
      <summary>{t('evaluation.consultation.barred', { count: experts.length })}</summary>
      <ul>
        {experts.map(({ id, name, employer, rules }) => (
          <MarkChinese key={id}>
            <li>
              {name} · {employer}
              {rules.map((rule) => (
                <small key={rule} className="qx-soft qx-block">
                  {rule} {text(`scoring.pool.rules.${rule}`)}
                </small>
              ))}
            </li>
          </MarkChinese>
        ))}
      </ul>
    </details>
  )
}
