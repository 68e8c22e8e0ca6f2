import { Form, useNavigation } from 'react-router'
import type { DuplicateConclusion, JudgedDuplicate } from '#app/domain/review/duplicates.ts'
import { FieldError, TextField } from '../field.tsx'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { useT } from '../page.tsx'
import { typedText } from './act-fields.tsx'
import type { Refused } from './act-form.tsx'
import { DuplicateDecisions } from './duplicates.tsx'
import './review.css'

type Deciding = {
  /** those that the reader compared */
  editions: { own: number; other: number }
  conclusions: readonly DuplicateConclusion[]
  refused?: Refused
}

/** Below a comparison: the form for whoever may decide now, and what was decided. */
export function Decisions({
  decides,
  decisions,
  ...deciding
}: Deciding & { decides: boolean; decisions: readonly JudgedDuplicate[] }) {
  const t = useT()
  return (
    <>
      <section className="qx-card qx-stack qx-actform" aria-labelledby="decide">
        <h2 id="decide">{t('review.duplicate.decide')}</h2>
        {decides ? (
          <DecideForm key={decisions.length} {...deciding} />
        ) : (
          <p>{t('review.duplicate.notNow')}</p>
        )}
      </section>
      <section className="qx-card qx-stack" aria-labelledby="decisions">
        <h2 id="decisions">{t('review.duplicate.decisions')}</h2>
        {decisions.length === 0 && <p className="qx-soft">{t('review.duplicate.noDecisions')}</p>}
        <DuplicateDecisions rows={decisions} />
      </section>
    </>
  )
}

/** The decision on a pair: what, how much, why. */
function DecideForm({ editions, conclusions, refused }: Deciding) {
  const t = useT()
  const { state } = useNavigation()
  const problem = useProblemAt(refused?.refusal.fields)
  const typed = refused?.typed
  const chosen = typedText(typed, 'conclusion')
  return (
    <Form method="post" className="qx-stack">
      <input type="hidden" name="version" value={editions.own} />
      <input type="hidden" name="otherSnapshot" value={editions.other} />
      <p className="qx-soft">{t('review.duplicate.decideNote')}</p>
      <RefusalMessage refusal={refused?.refusal} />
      <fieldset className="qx-field qx-choices" id="conclusion">
        <legend className="qx-label">{t('review.duplicate.conclusion')}</legend>
        {conclusions.map((value) => (
          <label key={value} className="qx-check">
            <input type="radio" name="conclusion" value={value} required defaultChecked={value === chosen} />
            <span>{t(`review.duplicate.conclusions.${value}`)}</span>
          </label>
        ))}
        <FieldError message={problem('conclusion')} />
      </fieldset>
      <TextField
        id="overlapWan"
        name="overlapWan"
        label={t('review.duplicate.overlap')}
        hint={t('review.duplicate.overlapHint')}
        unit={t('common.unit.wan')}
        numeric
        maxLength={20}
        defaultValue={typedText(typed, 'overlapWan')}
        error={problem('overlapWan')}
      />
      <TextField
        id="reason"
        name="reason"
        label={t('review.duplicate.reason')}
        hint={t('review.duplicate.reasonHint')}
        lines={4}
        maxLength={2000}
        required
        defaultValue={typedText(typed, 'reason')}
        error={problem('reason')}
      />
      <button className="qx-button" disabled={state !== 'idle'} aria-busy={state !== 'idle'}>
        {t('review.duplicate.decideAct')}
      </button>
    </Form>
  )
}
