import type { ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { CheckField, TextField } from './field.tsx'
import { MarkChinese } from './mark-chinese.tsx'
import { RefusalMessage, useKeptRefusal } from './messages.tsx'
import { useT } from './page.tsx'

export type Act = {
  /** posted as `act`: the transition's name */
  name: string
  /** the verb on the button */
  label: string
  /** what will follow, said before it is done */
  consequence?: ReactNode
  /** posted as `version` */
  version: number
  reason?: 'required' | 'optional'
  /** what the reason is, where it is more than one: a finding, an opinion */
  reasonLabel?: string
  /** who will read it, where it is told */
  reasonHint?: string
  /** what it cannot be undone to, by its name: a tick asks for it once */
  danger?: string
  /** words of a tick that must be set first, where more is to be said than act and object */
  confirm?: string
  /** where it is posted; default is the page itself */
  action?: string
  /** further fields */
  children?: ReactNode
  /** why it was not done, and what had been typed */
  refusal?: Refusal | null
  typedReason?: string
  /** the acts around it go on showing the refusal */
  keptElsewhere?: boolean
  /** one of several acts: closed until chosen */
  folded?: boolean
}

/** One act: its consequence, what it needs, and the button with its verb. Works as a plain form post. */
export function ActPanel(act: Act) {
  const body = <ActForm {...act} />
  if (!act.folded) return <div className="qx-act">{body}</div>
  return (
    <details className="qx-act" name="act" open={act.refusal ? true : undefined}>
      <summary>{act.label}</summary>
      {body}
    </details>
  )
}

function ActForm({
  name,
  label,
  consequence,
  version,
  reason,
  reasonLabel,
  reasonHint,
  danger,
  confirm,
  action,
  children,
  refusal,
  keptElsewhere,
  typedReason,
}: Act) {
  const t = useT()
  const { state, formData } = useNavigation()
  const busy = state !== 'idle' && formData?.get('act') === name
  const tick = confirm ?? (danger && t('common.record.confirm', { act: label, object: danger }))
  return (
    <Form method="post" action={action} className="qx-stack">
      <input type="hidden" name="act" value={name} />
      <input type="hidden" name="version" value={version} />
      {consequence && (
        <MarkChinese>
          <p className="qx-soft">{consequence}</p>
        </MarkChinese>
      )}
      <RefusalMessage refusal={refusal} keptElsewhere={keptElsewhere} />
      {children}
      {reason && (
        <TextField
          name="reason"
          label={reasonLabel ?? t('common.record.reason')}
          hint={reasonHint ?? t('common.record.reasonHints.record')}
          lines={4}
          maxLength={2000}
          required={reason === 'required'}
          error={
            refusal?.code === 'reason_required'
              ? t('common.record.reasonMissing', { label: reasonLabel ?? t('common.record.reason') })
              : null
          }
          defaultValue={typedReason}
        />
      )}
      {tick && <CheckField name="confirmed" label={tick} required />}
      <button className={danger ? 'qx-button qx-danger' : 'qx-button'} disabled={busy} aria-busy={busy}>
        {label}
      </button>
    </Form>
  )
}

/** The acts open to the reader now; several, and what cannot be undone, are folded. Those that are closed say why. */
export function Acts({
  acts,
  closed = [],
  refusal,
}: {
  acts: readonly Act[]
  closed?: readonly { label: string; why: string }[]
  /** why the last act was not done: shown here when that act is no longer open */
  refusal?: Refusal | null
}) {
  const t = useT()
  const told = useKeptRefusal(refusal)
  return (
    <section className="qx-acts qx-card qx-stack" aria-labelledby="acts-title">
      <h2 id="acts-title">{t('common.record.acts')}</h2>
      {acts.every((act) => act.refusal !== told) && <RefusalMessage refusal={told} keptElsewhere />}
      {acts.length === 0 && closed.length === 0 && <p className="qx-soft">{t('common.record.noActs')}</p>}
      {acts.map((act) => (
        <ActPanel
          key={act.name}
          folded={acts.length > 1 || act.danger !== undefined}
          keptElsewhere={Boolean(told)}
          {...act}
        />
      ))}
      {closed.map(({ label, why }) => (
        <MarkChinese key={label}>
          <p className="qx-closedact">
            <b>{label}</b> {why}
          </p>
        </MarkChinese>
      ))}
    </section>
  )
}
