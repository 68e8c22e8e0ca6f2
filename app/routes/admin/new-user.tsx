import { Form } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { expertsWithoutAccount, officesOf } from '#app/db/admin/users.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { createUser } from '#app/services/admin/users.server.ts'
import { OneTimePassword } from '#app/ui/admin/one-time-password.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { RefusalMessage, useProblemAt } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useName, useT } from '#app/ui/page.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/new-user.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!may(ctx.actor, 'manage', 'User')) throw new NotFound('page')
  const [offices, experts] = await Promise.all([officesOf(ctx), expertsWithoutAccount(ctx)])
  return { offices, experts, local: ctx.actor.level !== 'province' }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 300)
  const typed = {
    loginName: text('loginName'),
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
    officeCode: text('officeCode'),
    uscc: text('uscc'),
    expertId: text('expertId'),
  }
  const result = await createUser(ctxOf(context), typed)
  return result.ok
    ? { created: { ...result.value, loginName: typed.loginName.trim() } }
    : refusalResponse(result, { typed })
}

export default function NewUser({
  loaderData: { offices, experts, local },
  actionData,
}: Route.ComponentProps) {
  const t = useT()
  const nameOf = useName()
  const refused = actionData && 'refusal' in actionData ? actionData : null
  const created = actionData && 'created' in actionData ? actionData.created : null
  const problemAt = useProblemAt(refused?.refusal.fields)
  const typed = refused?.typed
  return (
    <>
      <PageHeader
        title={t('admin.createUser')}
        note={t(local ? 'admin.createLocalNote' : 'admin.createNote')}
        crumbs={[
          { label: t('admin.title'), to: '/admin' },
          { label: t('admin.places.users'), to: '/admin/users' },
        ]}
      />
      {created && <OneTimePassword {...created} />}
      <Form method="post" className="qx-card qx-stack qx-narrow" key={created?.id ?? 'form'}>
        <RefusalMessage refusal={refused?.refusal} />
        <TextField
          id="loginName"
          name="loginName"
          label={t('session.loginName')}
          hint={t('admin.user.loginHint')}
          required
          maxLength={40}
          defaultValue={typed?.loginName}
          error={problemAt('loginName')}
        />
        <TextField
          id="name"
          name="name"
          label={t('admin.user.name')}
          required
          maxLength={50}
          defaultValue={typed?.name}
          error={problemAt('name')}
        />
        <SelectField
          id="officeCode"
          name="officeCode"
          label={t('admin.user.office')}
          hint={local ? undefined : t('admin.user.groundHint')}
          required={local}
          empty={t('common.none')}
          defaultValue={typed?.officeCode}
          error={problemAt('officeCode')}
          choices={offices.map((office) => ({
            value: office.code,
            label: `${office.code} ${nameOf(office)}`,
          }))}
        />
        {!local && (
          <>
            <TextField
              id="uscc"
              name="uscc"
              label={t('admin.user.uscc')}
              maxLength={18}
              defaultValue={typed?.uscc}
              error={problemAt('uscc')}
            />
            <SelectField
              id="expertId"
              name="expertId"
              label={t('admin.user.expert')}
              empty={t('common.none')}
              defaultValue={typed?.expertId}
              error={problemAt('expertId')}
              choices={experts.map(({ id, name, employer }) => ({
                value: id,
                label: `${name} · ${employer}`,
              }))}
            />
          </>
        )}
        <TextField
          id="email"
          name="email"
          type="email"
          label={t('admin.user.email')}
          maxLength={200}
          defaultValue={typed?.email}
          error={problemAt('email')}
        />
        <TextField
          id="phone"
          name="phone"
          type="tel"
          label={t('admin.user.phone')}
          maxLength={40}
          defaultValue={typed?.phone}
          error={problemAt('phone')}
        />
        <button className="qx-button">{t('admin.createUser')}</button>
      </Form>
    </>
  )
}
