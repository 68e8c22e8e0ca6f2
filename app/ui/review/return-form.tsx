import { useState } from 'react'
import { Form, useNavigation } from 'react-router'
import type { ReviewActs } from '#app/domain/review/acts.ts'
import { Field, TextField } from '../field.tsx'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { useT } from '../page.tsx'
import { typedText } from './act-fields.tsx'
import { type Refused, useActLabel } from './act-form.tsx'
import { pathOf } from './paths.ts'

export type PlaceGroup = { label: string; places: { path: string; label: string }[] }

/** T06: problems item by item, each at a table, field or file; until when; and what follows. */
export function ReturnForm({
  acts,
  groups,
  refused,
}: {
  acts: ReviewActs
  groups: readonly PlaceGroup[]
  refused?: Refused
}) {
  const t = useT()
  const label = useActLabel()
  const { state } = useNavigation()
  const typed = refused?.typed
  const [fields, problems] = [listOf(typed?.field), listOf(typed?.problem)]
  const [keys, setKeys] = useState(() => Array.from({ length: Math.max(1, fields.length) }, (_, at) => at))
  const problemAt = useProblemAt(refused?.refusal.fields)
  return (
    <Form method="post" action={pathOf('return', acts.id)} className="qx-stack">
      <input type="hidden" name="version" value={acts.version} />
      <p className="qx-soft">
        {t('review.act.returnDays', { days: acts.correctionDays })} {t('review.act.rounds', acts.rounds)}
      </p>
      <RefusalMessage refusal={refused?.refusal} />
      <h2>{t('review.act.places')}</h2>
      {keys.map((key, at) => (
        <fieldset key={key} className="qx-choices qx-stack">
          <legend className="qx-label">{t('review.act.item', { number: at + 1 })}</legend>
          <Place
            id={`items[${at}].field`}
            groups={groups}
            chosen={fields[key]}
            error={problemAt(`items[${at}].field`)}
          />
          <TextField
            id={`items[${at}].problem`}
            name="problem"
            label={t('review.act.problem')}
            hint={t('review.act.problemHint')}
            lines={2}
            maxLength={1000}
            required
            defaultValue={problems[key]}
            error={problemAt(`items[${at}].problem`)}
          />
          {keys.length > 1 && (
            <button
              type="button"
              className="qx-linklike"
              onClick={() => setKeys((all) => all.filter((one) => one !== key))}
            >
              {t('review.act.lessItems', { number: at + 1 })}
            </button>
          )}
        </fieldset>
      ))}
      <p>
        <button
          type="button"
          className="qx-button qx-plain"
          onClick={() => setKeys((all) => [...all, Math.max(...all) + 1])}
        >
          {t('review.act.moreItems')}
        </button>
      </p>
      <TextField
        id="until"
        name="until"
        label={t('review.act.until')}
        hint={t('review.act.untilHint', { days: acts.correctionDays })}
        type="datetime-local"
        defaultValue={typedText(typed, 'until')?.replace(' ', 'T')}
        error={problemAt('until')}
      />
      <TextField
        name="reason"
        label={t('review.act.overall')}
        hint={t('review.act.optional')}
        lines={2}
        maxLength={2000}
        defaultValue={typedText(typed, 'reason')}
      />
      <button className="qx-button" disabled={state !== 'idle'} aria-busy={state !== 'idle'}>
        {label('return')}
      </button>
    </Form>
  )
}

function Place({
  id,
  groups,
  chosen,
  error,
}: {
  id: string
  groups: readonly PlaceGroup[]
  chosen?: string
  error: string | null
}) {
  const t = useT()
  return (
    <Field id={id} label={t('review.act.place')} required error={error}>
      {(link) => (
        <select {...link} name="field" className="qx-input" defaultValue={chosen ?? ''} required>
          <option value="">{t('review.act.choosePlace')}</option>
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.places.map(({ path, label }) => (
                <option key={path} value={path}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  )
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}
