import { data } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { rolesWithin } from '#app/authorization/accounts.ts'
import { findUserRecord, officesOf } from '#app/db/admin/users.server.ts'
import { delegationsOf } from '#app/db/office/delegation.server.ts'
import { minuteText } from '#app/domain/kernel/shanghai.ts'
import { changeContact } from '#app/services/contact.server.ts'
import { revealAccount } from '#app/services/reveal-contact.server.ts'
import { notTheirs } from '#app/services/admin/user-row.server.ts'
import { namePrincipal } from '#app/services/enterprise/staff.server.ts'
import { setRoles } from '#app/services/admin/roles.server.ts'
import { moveUser, resetPassword, setActive } from '#app/services/admin/users.server.ts'
import { AccountForms, RolesForm } from '#app/ui/admin/account-forms.tsx'
import { AccountDelegations } from '#app/ui/admin/account-delegations.tsx'
import { OneTimePassword } from '#app/ui/admin/one-time-password.tsx'
import { Message } from '#app/ui/message.tsx'
import type { TypedDelegation } from '#app/ui/office/delegations.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RevealContact } from '#app/ui/reveal-contact.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { DateTime, Facts } from '#app/ui/values.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { postDelegation } from '../session/delegation-form.server.ts'
import type { Route } from './+types/user.ts'

type Typed = { typed: { phone: string; email: string } | null; delegation: TypedDelegation | null }

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const { open, standsIn, sessions, ...user } = await findUserRecord(ctx, params.id)
  const barred = notTheirs(ctx, user.id, { roles: user.roles.join(','), org: user.org, standsIn })
  return {
    user,
    sessions: open.manage || open.grant ? sessions : null,
    barred: barred?.refusal ?? null,
    mayHelp: !barred && open.help,
    mayManage: !barred && open.manage,
    mayGrant: !barred && open.grant,
    local: ctx.actor.level !== 'province',
    offices: may(ctx.actor, 'manage', 'User') ? await officesOf(ctx) : [],
    grantable: [...rolesWithin(ctx.actor, user.org)],
    delegations: open.grant ? await delegationsOf(ctx, user.id) : null,
    now: minuteText(ctx.now).replace(' ', 'T'),
  }
}

export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const act = String(form.get('act') ?? '')
  const contact = { phone: String(form.get('phone') ?? ''), email: String(form.get('email') ?? '') }
  if (act === 'set_delegation' || act === 'end_delegation') {
    const { result, typed } = await postDelegation(ctx, id, form)
    return result.ok
      ? { done: act, password: null, revealed: null }
      : refusalResponse<Typed>(result, { typed: null, delegation: typed })
  }
  if (act === 'reveal') {
    const shown = await revealAccount(ctx, id)
    return shown.ok
      ? { done: null, password: null, revealed: shown.value }
      : refusalResponse<Typed>(shown, { typed: null, delegation: null })
  }
  const result = await run()
  return result.ok
    ? { done: act, password: result.value, revealed: null }
    : refusalResponse<Typed>(result, { typed: act === 'contact' ? contact : null, delegation: null })

  async function run() {
    switch (act) {
      case 'reset': {
        const reset = await resetPassword(ctx, { id })
        return reset.ok ? { ok: true as const, value: reset.value.password } : reset
      }
      case 'activate':
      case 'deactivate':
        return setActive(ctx, { id, active: act === 'activate' })
      case 'move':
        return moveUser(ctx, { id, officeCode: String(form.get('officeCode') ?? '').slice(0, 12) })
      case 'appoint':
        return namePrincipal(ctx, { id })
      case 'contact':
        return changeContact(ctx, { id, ...contact })
      case 'roles':
        return setRoles(ctx, { id, roles: form.getAll('role').map(String) })
      default:
        throw data({ code: 'bad_request' }, { status: 400 })
    }
  }
}

export default function User({ loaderData, actionData }: Route.ComponentProps) {
  const { user, sessions, barred, mayHelp, mayManage, mayGrant, offices, delegations, now } = loaderData
  const t = useT()
  const nameOf = useName()
  const text = useText()
  const refused = actionData && 'refusal' in actionData ? actionData : null
  const delegating = refused?.delegation ? refused : null
  const done = actionData && 'done' in actionData ? actionData : null
  return (
    <RecordPage
      title={user.name}
      number={user.loginName}
      status={{
        tone: user.active ? 'good' : 'quiet',
        label: user.active ? t('admin.user.active') : t('admin.user.inactive'),
      }}
      crumbs={[
        { label: t('admin.title'), to: '/admin' },
        { label: t('admin.places.users'), to: '/admin/users' },
      ]}
      side={
        mayHelp || mayGrant ? (
          <>
            {mayGrant && <RolesForm user={user} grantable={loaderData.grantable} />}
            {mayHelp && <AccountForms {...{ user, mayManage, offices, refused }} local={loaderData.local} />}
          </>
        ) : undefined
      }
    >
      <div className="qx-stack">
        {!delegating && <RefusalMessage refusal={refused?.refusal} />}
        {done?.password && <OneTimePassword loginName={user.loginName} password={done.password} />}
        {done?.done && !done.password && <Message tone="good">{t('admin.saved')}</Message>}
        {barred && <Message tone="accent">{barred.words}</Message>}
        {!barred && !mayManage && mayHelp && <Message tone="accent">{t('admin.helpOnly')}</Message>}
        <section className="qx-card qx-stack">
          <Facts
            items={[
              {
                label: t('admin.user.roles'),
                value:
                  user.roles.map((role) => text(`common.role.${role}`)).join(' · ') || t('admin.user.noRole'),
              },
              {
                label: t('admin.user.office'),
                value: user.org ? `${nameOf(user.org)} (${user.org.code})` : '—',
              },
              {
                label: t('admin.user.enterprise'),
                value: user.enterprise
                  ? [
                      `${user.enterprise.name} (${user.enterprise.uscc})`,
                      user.principal && t('enterprise.staff.principal'),
                    ]
                      .filter(Boolean)
                      .join(' · ')
                  : '—',
              },
              {
                label: t('admin.user.expert'),
                value: user.expert ? `${user.expert.name} · ${user.expert.employer}` : '—',
              },
              { label: t('admin.user.email'), value: user.email || '—' },
              { label: t('admin.user.phone'), value: user.phone || '—' },
              { label: t('admin.user.created'), value: <DateTime at={user.createdAt} /> },
              {
                label: t('admin.user.password'),
                value: user.passwordOneTime ? t('admin.user.oneTime') : t('admin.user.own'),
              },
            ]}
          />
          {mayManage && (user.phone || user.email) && <RevealContact revealed={done?.revealed ?? null} />}
        </section>
        {delegations && (
          <AccountDelegations
            {...{ delegations, now }}
            refused={delegating ? { refusal: delegating.refusal, typed: delegating.delegation } : null}
          />
        )}
        {sessions && (
          <section className="qx-card qx-stack">
            <h2>{t('admin.user.sessions')}</h2>
            {sessions.length === 0 && <p className="qx-soft">{t('admin.user.noSessions')}</p>}
            <ul>
              {sessions.map((session) => (
                <li key={session.id}>
                  <DateTime at={session.createdAt} /> –{' '}
                  <DateTime at={session.endedAt ?? session.lastSeenAt} />{' '}
                  <span className="qx-soft">{session.ip}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </RecordPage>
  )
}
