import type { ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import { CheckField } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { DateTime, Facts } from '../values.tsx'

type Person = {
  id: string
  loginName: string
  name: string
  principal: boolean
  active: boolean
  passwordOneTime: boolean
  createdAt: Date
  signedInAt: Date | null
  own: boolean
}

/** An account of the enterprise, and what its principal may do: to a colleague's, or with their own office. */
export function Colleague({
  colleague,
  principal,
  successor,
}: {
  colleague: Person
  /** the reader looks after the accounts */
  principal: boolean
  /** another principal, to whom the reader may leave it */
  successor: string | null
}) {
  const t = useT()
  const { name, loginName, active, passwordOneTime, own } = colleague
  return (
    <section className="qx-card qx-stack">
      <h2>
        <MarkChinese>{own ? t('enterprise.staff.self', { name }) : name}</MarkChinese>{' '}
        {colleague.principal && active && (
          <StatusBadge tone="accent" label={t('enterprise.staff.principal')} />
        )}{' '}
        <StatusBadge
          tone={!active ? 'quiet' : passwordOneTime ? 'wait' : 'good'}
          label={t(
            !active ? 'admin.user.inactive' : passwordOneTime ? 'admin.user.oneTime' : 'admin.user.active',
          )}
        />
      </h2>
      <Facts
        items={[
          { label: t('session.loginName'), value: loginName },
          { label: t('admin.user.created'), value: <DateTime at={colleague.createdAt} /> },
          {
            label: t('enterprise.staff.signedIn'),
            value: colleague.signedInAt ? (
              <DateTime at={colleague.signedInAt} />
            ) : (
              t('enterprise.staff.never')
            ),
          },
        ]}
      />
      {principal && (own ? <OwnOffice successor={successor} /> : <Acts colleague={colleague} />)}
    </section>
  )
}

function OwnOffice({ successor }: { successor: string | null }) {
  const t = useT()
  if (!successor) return <p className="qx-soft">{t('enterprise.staff.lastNote')}</p>
  return (
    <Act act="step_down" label={t('enterprise.staff.stepDown')} danger>
      <CheckField
        name="confirmed"
        label={t('enterprise.staff.stepDownConfirm', { name: successor })}
        required
      />
    </Act>
  )
}

function Acts({ colleague: { id, name, loginName, active, principal } }: { colleague: Person }) {
  const t = useT()
  const about = { id, loginName }
  if (!active)
    return (
      <Act act="reopen" label={t('admin.activate')} {...about}>
        <p className="qx-soft">{t('admin.activateNote')}</p>
      </Act>
    )
  return (
    <>
      <Act act="reset" label={t('admin.reset')} {...about}>
        <p className="qx-soft">{t('admin.resetNote')}</p>
      </Act>
      {!principal && (
        <Act act="appoint" label={t('enterprise.staff.appoint')} {...about}>
          <p className="qx-soft">{t('enterprise.staff.appointNote')}</p>
          <CheckField name="confirmed" label={t('enterprise.staff.appointConfirm', { name })} required />
        </Act>
      )}
      <Act act="close" label={t('admin.deactivate')} danger {...about}>
        <p className="qx-soft">{t('enterprise.staff.closeNote')}</p>
        <CheckField name="confirmed" label={t('admin.deactivateConfirm', { name })} required />
      </Act>
    </>
  )
}

function Act({
  act,
  label,
  id,
  loginName,
  danger,
  children,
}: {
  act: string
  label: string
  id?: string
  loginName?: string
  danger?: boolean
  children: ReactNode
}) {
  const busy = useNavigation().state !== 'idle'
  return (
    <details className="qx-act qx-narrow" name="act">
      <summary>{label}</summary>
      <Form method="post" className="qx-stack">
        <input type="hidden" name="act" value={act} />
        {id && <input type="hidden" name="staff" value={id} />}
        {loginName && <input type="hidden" name="loginName" value={loginName} />}
        {children}
        <p>
          <button className={danger ? 'qx-button qx-danger' : 'qx-button'} disabled={busy}>
            {label}
          </button>
        </p>
      </Form>
    </details>
  )
}
