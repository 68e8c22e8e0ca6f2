import { Link } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { useActOf } from '../act-of.ts'
import { type Act, Acts } from '../act-panel.tsx'
import { SelectField, TextField } from '../field.tsx'
import { useT, useText } from '../page.tsx'
import { usePeriod } from './words.ts'

type AskedPeriod = { period: string; status: string | null }
type Props = {
  id: string
  name: string
  version: number
  endOn: string
  actions: readonly string[]
  /** of which a report may be asked, with the state of those asked already; null: not by this reader */
  periods: readonly AskedPeriod[] | null
  mayAskEvaluation: boolean
  mayRaiseAlert: boolean
  refused?: { act?: string; reason?: string; refusal: Refusal } | null
}

/** Acts that have pages of their own, or that follow from others. */
const elsewhere = [
  'start_contract',
  'sign',
  'pay_reward',
  'apply_acceptance',
  'accept',
  'rectify',
  'fail',
  'close',
]
const reasoned = [
  'end_midterm',
  'ask_change',
  'decide_change',
  'suspend',
  'resume',
  'return_materials',
  'terminate',
  'revoke',
]
const dangerous = ['terminate', 'revoke']

/** What the reader may do with a project now. */
export function ProjectActs(props: Props) {
  const { id, name, version, actions, refused } = props
  const t = useT()
  const actOf = useActOf('transition.project', version, refused)
  const shown = actions.filter((act) => !elsewhere.includes(act))
  const made = shown.map((act): Act => ({
    ...actOf(act),
    reason: reasoned.includes(act) ? 'required' : undefined,
    danger: dangerous.includes(act) ? name : undefined,
    children: <ActFields act={act} endOn={props.endOn} />,
  }))
  if (props.periods)
    made.push({
      name: 'ask_report',
      label: t('tracking.reports.ask'),
      version,
      refusal: refused?.act === 'ask_report' ? refused.refusal : null,
      children: <PeriodField periods={props.periods} />,
    })
  if (props.mayAskEvaluation)
    made.push({
      name: 'ask_evaluation',
      label: t('tracking.evaluation.ask'),
      consequence: t('tracking.evaluation.askEffect'),
      version,
      refusal: refused?.act === 'ask_evaluation' ? refused.refusal : null,
    })
  if (props.mayRaiseAlert)
    made.push({
      name: 'raise_alert',
      label: t('alert.raise.label'),
      consequence: t('alert.raise.effect'),
      version,
      reason: 'required',
      reasonHint: t('common.record.reasonHints.offices'),
      refusal: refused?.act === 'raise_alert' ? refused.refusal : null,
      typedReason: refused?.act === 'raise_alert' ? refused.reason : undefined,
      children: <AlertFields />,
    })
  const writes = actions.includes('apply_acceptance')
  const concludes = actions.includes('accept')
  return (
    <>
      {(writes || concludes) && (
        <Link className="qx-button qx-block" to={`/projects/${id}/acceptance`}>
          {t(writes ? 'tracking.toApply' : 'tracking.toConclude')}
        </Link>
      )}
      {(made.length > 0 || !(writes || concludes)) && <Acts acts={made} refusal={refused?.refusal} />}
    </>
  )
}

function AlertFields() {
  const t = useT()
  const text = useText()
  const risks = ['accident', 'insolvent', 'stopped', 'misuse', 'account_change'] as const
  return (
    <>
      <SelectField
        name="risk"
        label={t('alert.raise.risk')}
        required
        empty=""
        choices={risks.map((value) => ({ value, label: t(`alert.risks.${value}`) }))}
      />
      <SelectField
        name="level"
        label={t('alert.raise.level')}
        hint={t('alert.raise.levelHint')}
        required
        empty=""
        choices={([1, 2, 3] as const).map((one) => ({
          value: String(one),
          label: text(`alert.levelled.${one}`),
        }))}
      />
      <TextField
        name="asked"
        label={t('alert.raise.asked')}
        hint={t('alert.raise.askedHint')}
        lines={2}
        maxLength={2000}
        required
      />
    </>
  )
}

function PeriodField({ periods }: { periods: readonly AskedPeriod[] }) {
  const t = useT()
  const text = useText()
  const wordOf = usePeriod()
  const next = periods.find(({ status }) => status === null)
  return (
    <SelectField
      name="period"
      label={t('tracking.reports.askPeriod')}
      hint={t(next ? 'tracking.reports.askHint' : 'tracking.reports.allAsked')}
      defaultValue={next?.period}
      required
      choices={periods.map(({ period, status }) => ({
        value: period,
        label: status
          ? t('tracking.reports.askedAlready', {
              period: wordOf(period),
              state: text(`state.report.${status}`),
            })
          : wordOf(period),
        disabled: status !== null,
      }))}
    />
  )
}

function ActFields({ act, endOn }: { act: string; endOn: string }) {
  const t = useT()
  switch (act) {
    case 'terminate':
    case 'revoke':
      return <TextField name="documentNo" label={t('tracking.stop.documentNo')} maxLength={60} required />
    case 'end_midterm':
      return (
        <SelectField
          name="conclusion"
          label={t('tracking.midterm.conclusion')}
          required
          empty=""
          choices={(['continue', 'rectify', 'hold', 'terminate'] as const).map((value) => ({
            value,
            label: t(`tracking.midterm.conclusions.${value}`),
          }))}
        />
      )
    case 'decide_change':
      return (
        <SelectField
          name="approved"
          label={t('tracking.change.decision')}
          required
          empty=""
          choices={[
            { value: 'yes', label: t('tracking.change.approved') },
            { value: 'no', label: t('tracking.change.refused') },
          ]}
        />
      )
    case 'ask_change':
      return <ChangeFields endOn={endOn} />
    default:
      return null
  }
}

function ChangeFields({ endOn }: { endOn: string }) {
  const t = useT()
  const kinds = ['people', 'extension', 'budget', 'content', 'other'] as const
  return (
    <>
      <SelectField
        name="kind"
        label={t('tracking.change.kind')}
        required
        empty=""
        choices={kinds.map((value) => ({ value, label: t(`tracking.change.kinds.${value}`) }))}
      />
      <TextField name="before" label={t('tracking.change.before')} lines={2} maxLength={2000} required />
      <TextField name="after" label={t('tracking.change.after')} lines={2} maxLength={2000} required />
      <TextField
        name="newEndOn"
        type="date"
        label={t('tracking.change.newEndOn')}
        hint={t('tracking.change.newEndHint', { end: endOn })}
      />
    </>
  )
}
