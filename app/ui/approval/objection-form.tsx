import { Form, useNavigation } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { Field, FieldError, SelectField, TextField } from '../field.tsx'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { useT } from '../page.tsx'

type Typed = { applicationId: string; objectorType: string; name: string; contact: string; facts: string }

/** The public's objection: which project, who, how to reach them, which facts. Works as a plain form post. */
export function ObjectionForm({
  projects,
  evidence,
  unit,
  refused,
}: {
  projects: readonly { id: string; projectName: string }[]
  /** how many files may come with it, and how large each */
  evidence: { most: number; megabytes: number }
  /** the county or city for which the reader objects; null: anybody, for themselves */
  unit: { name: string; contact: string } | null
  refused: { refusal: Refusal; typed?: Typed } | null
}) {
  const t = useT()
  const problem = useProblemAt(refused?.refusal.fields)
  const busy = useNavigation().state !== 'idle'
  const typed = refused?.typed
  return (
    <Form method="post" encType="multipart/form-data" className="qx-stack" preventScrollReset>
      <p className="qx-soft">{t(unit ? 'approval.publicity.unitNote' : 'approval.publicity.objectNote')}</p>
      <RefusalMessage refusal={refused?.refusal} />
      <SelectField
        name="application"
        label={t('approval.publicity.chooseProject')}
        required
        defaultValue={typed?.applicationId}
        choices={projects.map(({ id, projectName }) => ({ value: id, label: projectName }))}
      />
      {unit ? <OwnUnit name={unit.name} /> : <Anybody typed={typed} problem={problem} />}
      <TextField
        id="contact"
        name="contact"
        label={t('approval.publicity.contact')}
        hint={t('approval.publicity.contactHint')}
        required
        maxLength={100}
        defaultValue={typed?.contact ?? unit?.contact}
        error={problem('contact')}
      />
      <TextField
        id="facts"
        name="facts"
        label={t('approval.publicity.facts')}
        hint={t('approval.publicity.factsHint')}
        lines={6}
        required
        maxLength={5000}
        defaultValue={typed?.facts}
        error={problem('facts')}
      />
      <Field label={t('approval.publicity.evidence')} hint={t('approval.publicity.evidenceHint', evidence)}>
        {(link) => (
          <input
            {...link}
            type="file"
            name="evidence"
            multiple
            accept=".pdf,.jpg,.jpeg,.png"
            className="qx-input"
          />
        )}
      </Field>
      <button className="qx-button" disabled={busy} aria-busy={busy}>
        {t('approval.publicity.send')}
      </button>
    </Form>
  )
}

/** A unit objects under its own name, which nobody types. */
function OwnUnit({ name }: { name: string }) {
  const t = useT()
  return <TextField id="name" name="name" label={t('approval.publicity.asUnit')} value={name} readOnly />
}

type Problem = ReturnType<typeof useProblemAt>

function Anybody({ typed, problem }: { typed: Typed | undefined; problem: Problem }) {
  const t = useT()
  const types = [
    { value: 'unit', label: t('approval.publicity.asUnit') },
    { value: 'individual', label: t('approval.publicity.asIndividual') },
  ]
  return (
    <>
      <fieldset>
        <legend>{t('approval.publicity.as')}</legend>
        <div className="qx-row">
          {types.map(({ value, label }) => (
            <label key={value} className="qx-check">
              <input
                type="radio"
                name="objectorType"
                value={value}
                required
                defaultChecked={typed?.objectorType === value}
              />
              <span>{label}</span>
            </label>
          ))}
        </div>
        <FieldError message={problem('objectorType')} />
      </fieldset>
      <TextField
        id="name"
        name="name"
        label={t('approval.publicity.name')}
        hint={t('approval.publicity.nameHint')}
        required
        maxLength={60}
        defaultValue={typed?.name}
        error={problem('name')}
      />
    </>
  )
}
