import { Form, useNavigation } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { CheckField, SelectField, TextField } from '../field.tsx'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT, useText } from '../page.tsx'
import { DateTime, Deadline } from '../values.tsx'

export type DelegationRow = {
  id: string
  absent: string
  deputy: string
  roles: readonly string[]
  startsAt: Date
  endsAt: Date
  endedAt: Date | null
  reason?: string
  standing: 'coming' | 'running' | 'over'
}
type Deputy = { id: string; name: string; roles: readonly string[] }
export type TypedDelegation = {
  deputyId: string
  roles: string[]
  startsAt: string
  endsAt: string
  reason: string
}
type Refused = { refusal: Refusal; typed?: TypedDelegation | null } | null

/** Hands roles to a colleague for a period. For somebody else (`forOther`) the reason is asked. */
export function DelegationForm({
  roles,
  deputies,
  now,
  forOther = false,
  refused,
}: {
  roles: readonly string[]
  deputies: readonly Deputy[]
  /** the minute that a delegation begins with unless told, as fields write it */
  now: string
  forOther?: boolean
  refused: Refused
}) {
  const t = useT()
  const text = useText()
  const problemAt = useProblemAt(refused?.refusal.fields)
  const busy = useNavigation().state !== 'idle'
  if (roles.length === 0) return <p className="qx-soft">{t('session.delegation.noRole')}</p>
  if (deputies.length === 0) return <p className="qx-soft">{t('session.delegation.noDeputy')}</p>
  const typed = refused?.typed
  return (
    <Form method="post" className="qx-stack">
      <input type="hidden" name="act" value="set_delegation" />
      <p className="qx-soft">{t('session.delegation.effect')}</p>
      <RefusalMessage refusal={refused?.refusal} />
      <SelectField
        id="deputyId"
        name="deputyId"
        label={t('session.delegation.deputy')}
        hint={t('session.delegation.deputyHint')}
        empty=""
        required
        defaultValue={typed?.deputyId ?? ''}
        choices={deputies.map(({ id, name, roles: held }) => ({
          value: id,
          label: [name, held.map((role) => text(`common.role.${role}`)).join('、')]
            .filter(Boolean)
            .join(' · '),
        }))}
        error={problemAt('deputyId')}
      />
      <fieldset className="qx-stack">
        <legend>{t('session.delegation.roles')}</legend>
        {roles.map((role) => (
          <CheckField
            key={role}
            name="role"
            value={role}
            label={text(`common.role.${role}`)}
            defaultChecked={typed ? typed.roles.includes(role) : true}
          />
        ))}
      </fieldset>
      <TextField
        id="startsAt"
        name="startsAt"
        type="datetime-local"
        label={t('session.delegation.startsAt')}
        hint={t('session.delegation.startsAtHint')}
        required
        defaultValue={typed?.startsAt ?? now}
        error={problemAt('startsAt')}
      />
      <TextField
        id="endsAt"
        name="endsAt"
        type="datetime-local"
        label={t('session.delegation.endsAt')}
        required
        defaultValue={typed?.endsAt}
        error={problemAt('endsAt')}
      />
      <TextField
        name="reason"
        label={t('session.delegation.reason')}
        hint={t(forOther ? 'session.delegation.reasonNeeded' : 'session.delegation.reasonHint')}
        maxLength={500}
        lines={2}
        required={forOther}
        defaultValue={typed?.reason}
      />
      <p>
        <button className="qx-button" disabled={busy}>
          {t('session.delegation.set')}
        </button>
      </p>
    </Form>
  )
}

/** Delegations with their period; those that are not over can be ended. */
export function DelegationList({
  rows,
  forOther = false,
}: {
  rows: readonly DelegationRow[]
  forOther?: boolean
}) {
  const t = useT()
  const text = useText()
  return (
    <ul className="qx-stack">
      {rows.map(({ id, absent, deputy, roles, startsAt, endsAt, endedAt, reason, standing }) => (
        <li key={id}>
          <MarkChinese>
            <b>{t('session.delegation.line', { absent, deputy })}</b>
          </MarkChinese>{' '}
          {roles.map((role) => text(`common.role.${role}`)).join(' · ')} ·{' '}
          {t(`session.delegation.standing.${standing}`)}
          <br />
          <span className="qx-soft">
            <DateTime at={startsAt} /> – <Deadline at={endsAt} />
            {endedAt && (
              <>
                {' '}
                · {t('session.delegation.endedAt')} <DateTime at={endedAt} />
              </>
            )}
          </span>
          {reason && (
            <MarkChinese>
              <p className="qx-soft">{reason}</p>
            </MarkChinese>
          )}
          {standing !== 'over' && <EndForm id={id} forOther={forOther} />}
        </li>
      ))}
    </ul>
  )
}

function EndForm({ id, forOther }: { id: string; forOther: boolean }) {
  const t = useT()
  const busy = useNavigation().state !== 'idle'
  return (
    <details className="qx-act">
      <summary>{t('session.delegation.end')}</summary>
      <Form method="post" className="qx-stack">
        <input type="hidden" name="act" value="end_delegation" />
        <input type="hidden" name="delegation" value={id} />
        <p className="qx-soft">{t('session.delegation.endNote')}</p>
        <TextField name="reason" label={t('session.delegation.reason')} maxLength={500} required={forOther} />
        <p>
          <button className="qx-button" disabled={busy}>
            {t('session.delegation.end')}
          </button>
        </p>
      </Form>
    </details>
  )
}
