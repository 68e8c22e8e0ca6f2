import { Form } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { CheckField, SelectField, TextField } from '../field.tsx'
import { RefusalMessage } from '../messages.tsx'
import { useT } from '../page.tsx'
import type { SheetProps } from './sheet-view.ts'

const kinds = ['C04', 'C05', 'C09', 'other'] as const

/** B.3: before any material. Either nothing stands between expert and applicant, or the sheet goes to somebody else. */
export function Declaration({ sheet, refusal }: { sheet: SheetProps; refusal: Refusal | null }) {
  const t = useT()
  return (
    <section className="qx-card qx-declare qx-stack">
      <h2>{t('scoring.sheet.declareTitle')}</h2>
      <p>{t('scoring.sheet.declareText')}</p>
      <ul className="qx-bullets">
        {kinds.map((kind) => (
          <li key={kind}>{t(`scoring.sheet.conflict.${kind}`)}</li>
        ))}
      </ul>
      <RefusalMessage refusal={refusal} />
      <Form method="post" className="qx-stack">
        <input type="hidden" name="act" value="declare" />
        <input type="hidden" name="version" value={sheet.version} />
        <CheckField name="confirmed" label={t('scoring.sheet.noConflict')} required />
        <button className="qx-button">{t('scoring.sheet.declare')}</button>
      </Form>
      <details>
        <summary>{t('scoring.sheet.recuse')}</summary>
        <RecuseForm sheet={sheet} />
      </details>
    </section>
  )
}

/** Also open while scoring, for a conflict that comes to light late. */
export function RecuseForm({ sheet }: { sheet: SheetProps }) {
  const t = useT()
  return (
    <Form method="post" className="qx-stack">
      <input type="hidden" name="act" value="recuse" />
      <input type="hidden" name="version" value={sheet.version} />
      <p className="qx-soft">{t('transition.sheet.recuse.effect')}</p>
      <SelectField
        name="kind"
        label={t('scoring.sheet.conflictKind')}
        choices={kinds.map((value) => ({ value, label: t(`scoring.sheet.conflict.${value}`) }))}
        required
      />
      <TextField name="text" label={t('scoring.sheet.conflictText')} lines={3} maxLength={2000} required />
      <button className="qx-button qx-danger">{t('scoring.sheet.recuse')}</button>
    </Form>
  )
}
