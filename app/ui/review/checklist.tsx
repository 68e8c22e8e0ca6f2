import { Form, Link, useNavigation } from 'react-router'
import type { OpinionChecks } from '#app/domain/review/opinion.ts'
import type { ReviewActs } from '#app/domain/review/acts.ts'
import { ActPanel } from '../act-panel.tsx'
import { CheckField, TextField } from '../field.tsx'
import { RefusalMessage } from '../messages.tsx'
import { useLocale, useT, useText } from '../page.tsx'
import { StatusBadge, type Tone } from '../status-badge.tsx'
import { DateTime } from '../values.tsx'
import { Conclusion, type Typed, typedText } from './act-fields.tsx'
import { type Refused, useAct, useActLabel } from './act-form.tsx'
import { RuleEvidence } from './evidence.tsx'
import { HandlersOpinion } from './opinion-line.tsx'
import { pathOf } from './paths.ts'
import './review.css'

export type Item = {
  code: string
  version: number
  result: string
  /** a person may set it aside with a reason */
  overridable: boolean
  evidence: Record<string, string | number>
  messageZh: string
  messageEn: string
}
export type ChecklistSide = { formal: boolean; items: Item[]; ranAt: Date | null; marks: OpinionChecks }

const tones: Record<string, Tone> = { pass: 'good', warn: 'wait', manual: 'wait', fail: 'bad', error: 'bad' }
const settled = ['pass', 'not_applicable']

/** Every rule with its result: what failed or asks for a person first, with tick or reason; then the opinion and the further acts. */
export function Checklist({
  acts,
  side,
  refused,
}: {
  acts: ReviewActs
  side: ChecklistSide
  refused?: Refused
}) {
  const t = useT()
  const label = useActLabel()
  const { state } = useNavigation()
  const writes = acts.open.includes('handle') || acts.open.includes('check')
  const open = side.items.filter(({ result }) => !settled.includes(result))
  const rest = side.items.filter(({ result }) => settled.includes(result))
  const items = open.map((item) => (
    <CheckedItem
      key={item.code}
      item={item}
      marks={side.marks}
      typed={writes ? (refused?.typed ?? {}) : null}
    />
  ))
  return (
    <div className="qx-stack">
      <h2 id="checklist">{t('review.side.checklist')}</h2>
      <p className="qx-soft">
        {side.formal && writes ? (
          t('review.side.runNow')
        ) : (
          <>
            {t('review.side.ranAt', { at: '' })}
            <DateTime at={side.ranAt} />
          </>
        )}
      </p>
      <RefusalMessage refusal={refused?.refusal} />
      {open.length === 0 && <p>{t('review.side.allPass', { count: side.items.length })}</p>}
      {writes ? (
        <Form method="post" className="qx-stack">
          <input type="hidden" name="version" value={acts.version} />
          <ul className="qx-checklist">{items}</ul>
          <Conclusion typed={refused?.typed} />
          <button className="qx-button" disabled={state !== 'idle'} aria-busy={state !== 'idle'}>
            {label(side.formal ? 'check' : 'handle')}
          </button>
        </Form>
      ) : (
        <>
          <ul className="qx-checklist">{items}</ul>
          <HandlersOpinion acts={acts} />
        </>
      )}
      <FurtherActs acts={acts} />
      {rest.length > 0 && (
        <details>
          <summary>{t('review.side.passed', { count: rest.length })}</summary>
          <ul className="qx-checklist">
            {rest.map((item) => (
              <CheckedItem key={item.code} item={item} marks={side.marks} typed={null} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** `typed` null: for reading only. */
function CheckedItem({ item, marks, typed }: { item: Item; marks: OpinionChecks; typed: Typed | null }) {
  const t = useT()
  const text = useText()
  const english = useLocale() === 'en'
  const { code, result, version, evidence } = item
  const title = text(`rules.${code}.title`)
  const mark = marks.find((one) => one.code === code)
  const ticks = typed?.tick
  const ticked = Array.isArray(ticks) ? ticks.includes(code) : mark?.mark === 'ticked'
  return (
    <li>
      <p>
        <StatusBadge tone={tones[result] ?? 'quiet'} label={text(`application.check.result.${result}`)} />{' '}
        <b>{title}</b>{' '}
        <small className="qx-soft">
          {code} v{version}
        </small>
      </p>
      {!settled.includes(result) && <p className="qx-typed">{english ? item.messageEn : item.messageZh}</p>}
      {Object.keys(evidence).length > 0 && (
        <details>
          <summary className="qx-soft">{t('review.side.evidence')}</summary>
          <RuleEvidence evidence={evidence} />
        </details>
      )}
      {typed && result === 'manual' && (
        <CheckField
          name="tick"
          value={code}
          defaultChecked={ticked}
          label={t('review.side.tick', { title })}
        />
      )}
      {typed && item.overridable && (
        <TextField
          name={`override.${code}`}
          label={t('review.side.override')}
          hint={t('review.side.overrideHint')}
          maxLength={2000}
          lines={2}
          defaultValue={
            typedText(typed, `override.${code}`) ?? (mark?.mark === 'override' ? mark.reason : '')
          }
        />
      )}
      {!typed && mark?.mark === 'ticked' && <p className="qx-soft">{t('review.side.ticked')}</p>}
      {!typed && mark?.mark === 'override' && (
        <p className="qx-soft">{t('review.side.overridden', { reason: mark.reason })}</p>
      )}
    </li>
  )
}

/** What else can be done from here: pass it on, send it back, end it. */
function FurtherActs({ acts }: { acts: ReviewActs }) {
  const actOf = useAct(acts)
  const label = useActLabel()
  const short = (['recommend', 'qualify', 'return_down', 'reject'] as const).filter((act) =>
    acts.open.includes(act),
  )
  return (
    <section className="qx-acts">
      {short.map((act) => (
        <ActPanel key={act} folded {...actOf(act)} />
      ))}
      {acts.open.includes('return') && (
        <p className="qx-act">
          <Link to={pathOf('return', acts.id)}>{label('return')}</Link>
        </p>
      )}
    </section>
  )
}
