import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { dateTime, deadline } from '#app/i18n/format.ts'
import { type Act, Acts } from '../act-panel.tsx'
import { TextField } from '../field.tsx'
import { useT, useText } from '../page.tsx'

export type ApplicantActsProps = {
  id: string
  name: string
  version: number
  own: boolean
  actions: readonly string[]
  /** why a recall that the state allows is not possible any more */
  recallRefused: Refusal | null
  withdrawal: {
    recommendedAt: string | null
    asked: { reason: string; at: Date } | null
    answer: 'pass' | 'reject' | null
  }
  /** the reader is the approver whose consent is asked for */
  consents: boolean
  appealUntil: Date | null
  refused?: { act?: string; reason?: string; refusal?: Refusal | null }
}

/** What the applicant may do now, and the answer to a withdrawal for the office that recommended it. */
export function ApplicantActs(props: ApplicantActsProps) {
  const t = useT()
  const text = useText()
  const acts = useActs(props)
  const { asked, answer } = props.withdrawal
  const closed =
    props.own && asked && !answer
      ? [
          {
            label: t('application.withdrawal.ask'),
            why: t('application.withdrawal.asked', { at: dateTime(asked.at), reason: asked.reason }),
          },
        ]
      : []
  if (props.recallRefused)
    closed.push({
      label: text('transition.application.recall.label'),
      why: text([`application.recallClosed.${props.recallRefused.code}`, props.recallRefused.words ?? '']),
    })
  if (!props.own && acts.length === 0) return null
  return <Acts acts={acts} closed={closed} refusal={props.refused?.refusal} />
}

function useActs({
  id,
  name,
  version,
  own,
  actions,
  recallRefused,
  withdrawal,
  consents,
  appealUntil,
  refused,
}: ApplicantActsProps): Act[] {
  const t = useT()
  const text = useText()
  const base = (act: string) => ({
    name: act,
    version,
    action: `/applications/${id}`,
    ...(refused?.act === act ? { refusal: refused.refusal ?? null, typedReason: refused.reason } : {}),
  })
  const tableAct = (act: string) => ({
    ...base(act),
    label: text(`transition.application.${act}.label`),
    consequence: text(`transition.application.${act}.effect`),
  })
  const acts: Act[] = []
  if (consents && withdrawal.asked && !withdrawal.answer)
    acts.push({
      ...base('withdrawal_consent'),
      label: t('application.withdrawal.answer'),
      consequence: t('application.withdrawal.answerEffect', { reason: withdrawal.asked.reason }),
      children: (
        <>
          <label className="qx-check">
            <input type="radio" name="agrees" value="yes" required />{' '}
            <span>{t('application.withdrawal.agreed')}</span>
          </label>
          <label className="qx-check">
            <input type="radio" name="agrees" value="no" /> <span>{t('application.withdrawal.decline')}</span>
          </label>
          <TextField name="text" label={t('common.record.reason')} lines={3} maxLength={2000} />
        </>
      ),
    })
  if (!own) return acts
  if (actions.includes('recall') && !recallRefused) acts.push(tableAct('recall'))
  if (actions.includes('withdraw')) {
    const needsConsent = withdrawal.recommendedAt !== null && withdrawal.answer !== 'pass'
    if (!needsConsent)
      acts.push({
        ...tableAct('withdraw'),
        ...(withdrawal.answer === 'pass' ? { consequence: t('application.withdrawal.agreedHint') } : {}),
        reason: 'required',
        danger: name,
      })
    else if (!withdrawal.asked)
      acts.push({
        ...base('withdrawal_request'),
        label: t('application.withdrawal.ask'),
        consequence: t('application.withdrawal.askEffect'),
        reason: 'required',
      })
  }
  if (appealUntil)
    acts.push({
      ...base('appeal'),
      label: t('application.appeal.file'),
      consequence: t('application.appeal.effect', { until: deadline(appealUntil) }),
      reason: 'required',
    })
  return acts
}
