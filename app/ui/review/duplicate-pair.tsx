import { Form, useNavigation } from 'react-router'
import type { Stretch } from '#app/domain/application/similar-text.ts'
import type { DuplicateConclusion, DuplicatePair, SeenApplication } from '#app/domain/review/duplicates.ts'
import { toneOf, useStateName } from '../application/words.ts'
import { FieldError, TextField } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { useLocale, useT } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { DateTime, Facts } from '../values.tsx'
import { typedText } from './act-fields.tsx'
import type { Refused } from './act-form.tsx'
import { percent } from './duplicates.tsx'
import './review.css'

/** Both applications, then each long text of both beside each other; on a phone one below the other. */
export function PairTexts({ pair }: { pair: DuplicatePair }) {
  const t = useT()
  const english = useLocale() === 'en'
  const sides = ['own', 'other'] as const
  return (
    <>
      <div className="qx-pair">
        {sides.map((side) => (
          <section key={side} className="qx-card qx-stack" aria-labelledby={side}>
            <h2 id={side}>{t(`review.duplicate.${side}`)}</h2>
            <SeenFacts seen={pair[side]} />
          </section>
        ))}
      </div>
      <p className="qx-soft">{t('review.duplicate.marked')}</p>
      {pair.fields
        .filter(({ own, other }) => own.length > 0 || other.length > 0)
        .map(({ path, label, alike, own, other }) => (
          <section key={path} className="qx-card qx-stack">
            <h2>{(english ? label?.en : label?.zh) ?? path}</h2>
            {alike && (
              <p>
                <b>{t('review.duplicate.text', { percent: percent(alike.similarity) })}</b> ·{' '}
                {t('review.duplicate.contained', { percent: percent(alike.contained) })}
              </p>
            )}
            <div className="qx-pair">
              <Side name={t('review.duplicate.own')} stretches={own} />
              <Side name={t('review.duplicate.other')} stretches={other} />
            </div>
          </section>
        ))}
    </>
  )
}

function SeenFacts({ seen }: { seen: SeenApplication }) {
  const t = useT()
  const stateName = useStateName(false)
  return (
    <Facts
      items={[
        { label: t('review.duplicate.project'), value: seen.projectName, wide: true },
        { label: t('review.duplicate.applicant'), value: seen.applicantName, wide: true },
        { label: t('review.duplicate.receipt'), value: seen.receiptNo ?? '—' },
        {
          label: t('review.duplicate.status'),
          value: <StatusBadge tone={toneOf(seen.status)} label={stateName(seen.status)} />,
        },
        { label: t('review.duplicate.submitted'), value: <DateTime at={seen.submittedAt} /> },
        {
          label: t('review.duplicate.edition'),
          value: t('review.duplicate.editionOf', { number: seen.snapshotNumber }),
        },
      ]}
    />
  )
}

function Side({ name, stretches }: { name: string; stretches: readonly Stretch[] }) {
  const t = useT()
  return (
    <div>
      <h3>{name}</h3>
      <MarkChinese>
        <p className="qx-typed">
          {stretches.length === 0 && t('common.notFilled')}
          {stretches.map(({ text, same }, at) =>
            same ? (
              <mark key={at} className="qx-same">
                <span className="qx-visuallyhidden">{t('review.duplicate.same')}</span>
                {text}
              </mark>
            ) : (
              <span key={at}>{text}</span>
            ),
          )}
        </p>
      </MarkChinese>
    </div>
  )
}

/** The decision on the pair: what, how much, why. */
export function DecideForm({
  pair,
  conclusions,
  refused,
}: {
  pair: DuplicatePair
  conclusions: readonly DuplicateConclusion[]
  refused?: Refused
}) {
  const t = useT()
  const { state } = useNavigation()
  const problem = useProblemAt(refused?.refusal.fields)
  const typed = refused?.typed
  const chosen = typedText(typed, 'conclusion')
  return (
    <Form method="post" className="qx-stack">
      <input type="hidden" name="version" value={pair.own.snapshotNumber} />
      <input type="hidden" name="otherSnapshot" value={pair.other.snapshotNumber} />
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
