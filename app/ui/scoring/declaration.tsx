import { Form } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { CheckField, SelectField, TextField } from '../field.tsx'
import { RefusalMessage } from '../messages.tsx'
import { useT } from '../page.tsx'
import { conflictKinds } from './conflict-kinds.ts'

/** What the declaration is called, and what follows from either answer. */
export type DeclarationWords = {
  title: string
  text: string
  noConflict: string
  declare: string
  recusing: string
}

/** B.3: before any material. Either nothing stands between expert and applicant, or somebody else is asked. */
export function Declaration({
  version,
  project,
  words,
  refusal,
}: {
  version: number
  /** its name */
  project: string
  words: DeclarationWords
  refusal: Refusal | null
}) {
  const t = useT()
  return (
    <section className="qx-card qx-declare qx-stack">
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <ul className="qx-bullets">
        {conflictKinds.map((kind) => (
          <li key={kind}>{t(`scoring.sheet.conflict.${kind}`)}</li>
        ))}
      </ul>
      <RefusalMessage refusal={refusal} />
      <Form method="post" className="qx-stack">
        <input type="hidden" name="act" value="declare" />
        <input type="hidden" name="version" value={version} />
        <CheckField name="confirmed" label={words.noConflict} required />
        <button className="qx-button">{words.declare}</button>
      </Form>
      <details>
        <summary>{t('scoring.sheet.recuse')}</summary>
        <RecuseForm version={version} project={project} effect={words.recusing} />
      </details>
    </section>
  )
}

/** Also open after the declaration, for a conflict that comes to light late. */
export function RecuseForm({
  version,
  project,
  effect,
}: {
  version: number
  project: string
  effect: string
}) {
  const t = useT()
  return (
    <Form method="post" className="qx-stack">
      <input type="hidden" name="act" value="recuse" />
      <input type="hidden" name="version" value={version} />
      <p className="qx-soft">{effect}</p>
      <SelectField
        name="kind"
        label={t('scoring.sheet.conflictKind')}
        choices={conflictKinds.map((value) => ({ value, label: t(`scoring.sheet.conflict.${value}`) }))}
        required
      />
      <TextField name="text" label={t('scoring.sheet.conflictText')} lines={3} maxLength={2000} required />
      <CheckField
        name="confirmed"
        label={t('common.record.confirm', { act: t('scoring.sheet.recuse'), object: project })}
        required
      />
      <button className="qx-button qx-danger">{t('scoring.sheet.recuse')}</button>
    </Form>
  )
}
