import { Form, useNavigation } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { ContactFields } from '../contact-fields.tsx'
import { CheckField, SelectField } from '../field.tsx'
import { useName, useT, useText } from '../page.tsx'

type Person = {
  name: string
  roles: readonly string[]
  active: boolean
  principal: boolean
  phone: string
  email: string
  org: { code: string } | null
  enterprise: object | null
  expert: object | null
}
type Office = { code: string; name: string; nameEn: string }

/** What the security administrator gives: of the roles that fit the person's unit, none or several. */
export function RolesForm({ user, grantable }: { user: Person; grantable: readonly string[] }) {
  const t = useT()
  const text = useText()
  return (
    <Form method="post" className="qx-card qx-stack" key={user.roles.join()}>
      <h2>{t('admin.user.roles')}</h2>
      <p className="qx-soft">{t('admin.separation')}</p>
      <input type="hidden" name="act" value="roles" />
      {grantable.map((role) => (
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

/** What the system administrator does to an account; to that of an enterprise of the region, a password and no more. */
export function AccountForms({
  user,
  mayManage,
  local,
  offices,
  refused,
}: {
  user: Person
  mayManage: boolean
  /** below the province, whoever is moved goes to another unit, never to none */
  local: boolean
  refused: { refusal: Refusal; typed?: { phone: string; email: string } | null } | null
  offices: readonly Office[]
}) {
  const t = useT()
  return (
    <section className="qx-card qx-stack">
      <h2>{t('admin.account')}</h2>
      <Form method="post" className="qx-act qx-stack">
        <input type="hidden" name="act" value="reset" />
        <p className="qx-soft">{t('admin.resetNote')}</p>
        <Submit label={t('admin.reset')} />
      </Form>
      {mayManage && (
        <>
          <Form method="post" className="qx-act qx-stack">
            <input type="hidden" name="act" value="contact" />
            <ContactFields
              contact={refused?.typed ?? user}
              problems={refused?.typed ? refused.refusal.fields : undefined}
            />
            <p className="qx-soft">{t('common.contact.maskHint')}</p>
            <Submit label={t('session.contact.save')} />
          </Form>
          {!user.enterprise && !user.expert && <MoveForm {...{ user, local, offices }} />}
          {user.enterprise && user.active && !user.principal && (
            <Form method="post" className="qx-act qx-stack">
              <input type="hidden" name="act" value="appoint" />
              <p className="qx-soft">{t('admin.namePrincipalNote')}</p>
              <Submit label={t('admin.namePrincipal')} />
            </Form>
          )}
          <Form method="post" className="qx-act qx-stack">
            <input type="hidden" name="act" value={user.active ? 'deactivate' : 'activate'} />
            <p className="qx-soft">{user.active ? t('admin.deactivateNote') : t('admin.activateNote')}</p>
            {user.active && (
              <CheckField
                name="confirmed"
                label={t('admin.deactivateConfirm', { name: user.name })}
                required
              />
            )}
            <Submit danger={user.active} label={user.active ? t('admin.deactivate') : t('admin.activate')} />
          </Form>
        </>
      )}
    </section>
  )
}

function MoveForm({ user, local, offices }: { user: Person; local: boolean; offices: readonly Office[] }) {
  const t = useT()
  const nameOf = useName()
  return (
    <Form method="post" className="qx-act qx-stack">
      <input type="hidden" name="act" value="move" />
      <SelectField
        name="officeCode"
        label={t('admin.user.office')}
        empty={local ? undefined : t('common.none')}
        defaultValue={user.org?.code ?? ''}
        choices={offices.map((office) => ({
          value: office.code,
          label: `${office.code} ${nameOf(office)}`,
        }))}
      />
      <Submit label={t('admin.move')} />
    </Form>
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
