import { data, Form, useNavigation } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { grantable } from '#app/authorization/separation.ts'
import { findUserRecord, officesOf } from '#app/db/admin/users.server.ts'
import { changeContact } from '#app/services/contact.server.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { setRoles } from '#app/services/admin/roles.server.ts'
import { moveUser, resetPassword, setActive } from '#app/services/admin/users.server.ts'
import { OneTimePassword } from '#app/ui/admin/one-time-password.tsx'
import { ContactFields } from '#app/ui/contact-fields.tsx'
import { CheckField, SelectField } from '#app/ui/field.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { useLocale, useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { DateTime, Facts } from '#app/ui/values.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/user.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const user = await findUserRecord(ctx, params.id)
  const own = ctx.actor.id === user.id
  return {
    user,
    own,
    mayManage: !own && may(ctx.actor, 'manage', 'User'),
    mayGrant: !own && may(ctx.actor, 'manage', 'UserRoles'),
    offices: may(ctx.actor, 'manage', 'User') ? await officesOf(ctx) : [],
    grantable: [...grantable],
  }
}

export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const act = String(form.get('act') ?? '')
  const contact = { phone: String(form.get('phone') ?? ''), email: String(form.get('email') ?? '') }
  const result = await run()
  return result.ok
    ? { done: act, password: result.value }
    : refusalResponse(result, { typed: act === 'contact' ? contact : null })

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
  const { user, own, mayManage, mayGrant, offices } = loaderData
  const t = useT()
  const nameOf = useName()
  const text = useText()
  const refused = actionData && 'refusal' in actionData ? actionData : null
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
        mayManage || mayGrant ? (
          <>
            {mayGrant && <RolesForm user={user} grantable={loaderData.grantable} />}
            {mayManage && <AccountForms user={user} offices={offices} refused={refused} />}
          </>
        ) : undefined
      }
    >
      <div className="qx-stack">
        <RefusalMessage refusal={refused?.refusal} />
        {done?.password && <OneTimePassword loginName={user.loginName} password={done.password} />}
        {done && !done.password && <Message tone="good">{t('admin.saved')}</Message>}
        {own && <Message tone="accent">{t('admin.ownAccount')}</Message>}
        <section className="qx-card">
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
                value: user.enterprise ? `${user.enterprise.name} (${user.enterprise.uscc})` : '—',
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
        </section>
        <section className="qx-card qx-stack">
          <h2>{t('admin.user.sessions')}</h2>
          {user.sessions.length === 0 && <p className="qx-soft">{t('admin.user.noSessions')}</p>}
          <ul>
            {user.sessions.map((session) => (
              <li key={session.id}>
                <DateTime at={session.createdAt} /> – <DateTime at={session.endedAt ?? session.lastSeenAt} />{' '}
                <span className="qx-soft">{session.ip}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </RecordPage>
  )
}

type Person = Route.ComponentProps['loaderData']['user']

function RolesForm({ user, grantable: choices }: { user: Person; grantable: readonly string[] }) {
  const t = useT()
  const text = useText()
  return (
    <Form method="post" className="qx-card qx-stack" key={user.roles.join()}>
      <h2>{t('admin.user.roles')}</h2>
      <p className="qx-soft">{t('admin.separation')}</p>
      <input type="hidden" name="act" value="roles" />
      {choices.map((role) => (
        <CheckField
          key={role}
          name="role"
          value={role}
          label={text(`common.role.${role}`)}
          defaultChecked={user.roles.includes(role)}
        />
      ))}
      <Submit label={t('admin.setRoles')} />
    </Form>
  )
}

function AccountForms({
  user,
  offices,
  refused,
}: {
  user: Person
  refused: { refusal: Refusal; typed?: { phone: string; email: string } | null } | null
  offices: Route.ComponentProps['loaderData']['offices']
}) {
  const t = useT()
  const locale = useLocale()
  return (
    <section className="qx-card qx-stack">
      <h2>{t('admin.account')}</h2>
      <Form method="post" className="qx-act qx-stack">
        <input type="hidden" name="act" value="reset" />
        <p className="qx-soft">{t('admin.resetNote')}</p>
        <Submit label={t('admin.reset')} />
      </Form>
      <Form method="post" className="qx-act qx-stack">
        <input type="hidden" name="act" value="contact" />
        <ContactFields
          contact={refused?.typed ?? user}
          problems={refused?.typed ? refused.refusal.fields : undefined}
        />
        <Submit label={t('session.contact.save')} />
      </Form>
      {!user.enterprise && !user.expert && (
        <Form method="post" className="qx-act qx-stack">
          <input type="hidden" name="act" value="move" />
          <SelectField
            name="officeCode"
            label={t('admin.user.office')}
            empty={t('common.none')}
            defaultValue={user.org?.code ?? ''}
            choices={offices.map((office) => ({
              value: office.code,
              label: `${office.code} ${locale === 'en' ? office.nameEn : office.name}`,
            }))}
          />
          <Submit label={t('admin.move')} />
        </Form>
      )}
      <Form method="post" className="qx-act qx-stack">
        <input type="hidden" name="act" value={user.active ? 'deactivate' : 'activate'} />
        <p className="qx-soft">{user.active ? t('admin.deactivateNote') : t('admin.activateNote')}</p>
        {user.active && (
          <CheckField name="confirmed" label={t('admin.deactivateConfirm', { name: user.name })} required />
        )}
        <Submit danger={user.active} label={user.active ? t('admin.deactivate') : t('admin.activate')} />
      </Form>
    </section>
  )
}

function Submit({ label, danger }: { label: string; danger?: boolean }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <button className={danger ? 'qx-button qx-danger' : 'qx-button'} disabled={busy}>
      {label}
    </button>
  )
}
