import { Form, redirect } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { parentsOf } from '#app/db/admin/offices.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { unitKinds } from '#app/domain/office/unit.ts'
import { createOffice } from '#app/services/admin/offices.server.ts'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { RefusalMessage, useProblemAt } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useName, useT } from '#app/ui/page.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/new-office.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!may(ctx.actor, 'manage', 'Office')) throw new NotFound('page')
  return { kinds: unitKinds, parents: await parentsOf(ctx) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 300)
  const typed = {
    kind: text('kind'),
    parentCode: text('parentCode'),
    code: text('code'),
    name: text('name'),
    nameEn: text('nameEn'),
  }
  const result = await createOffice(ctxOf(context), typed)
  return result.ok
    ? redirect(`/admin/offices/${result.value.code}?created=1`)
    : refusalResponse(result, { typed })
}

export default function NewOffice({ loaderData: { kinds, parents }, actionData }: Route.ComponentProps) {
  const t = useT()
  const nameOf = useName()
  const problemAt = useProblemAt(actionData?.refusal.fields)
  const typed = actionData?.typed
  return (
    <>
      <PageHeader
        title={t('admin.unit.create')}
        note={t('admin.unit.createNote')}
        crumbs={[
          { label: t('admin.title'), to: '/admin' },
          { label: t('admin.places.offices'), to: '/admin/offices' },
        ]}
      />
      <Form method="post" className="qx-card qx-stack qx-narrow">
        <RefusalMessage refusal={actionData?.refusal} />
        <SelectField
          id="kind"
          name="kind"
          label={t('admin.unit.kind')}
          required
          defaultValue={typed?.kind}
          error={problemAt('kind')}
          choices={kinds.map((kind) => ({ value: kind, label: t(`admin.unit.kinds.${kind}`) }))}
        />
        <SelectField
          id="parentCode"
          name="parentCode"
          label={t('admin.unit.parent')}
          hint={t('admin.unit.parentHint')}
          required
          empty={t('application.form.choose')}
          defaultValue={typed?.parentCode}
          error={problemAt('parentCode')}
          choices={parents.map((one) => ({
            value: one.code,
            label: [one.code, one.parent?.level === 'city' && nameOf(one.parent), nameOf(one)]
              .filter(Boolean)
              .join(' '),
          }))}
        />
        <TextField
          id="code"
          name="code"
          label={t('admin.unit.code')}
          hint={t('admin.unit.codeHint')}
          example="320583101"
          required
          maxLength={20}
          defaultValue={typed?.code}
          error={problemAt('code')}
        />
        <TextField
          id="name"
          name="name"
          label={t('admin.unit.name')}
          required
          maxLength={100}
          defaultValue={typed?.name}
          error={problemAt('name')}
        />
        <TextField
          id="nameEn"
          name="nameEn"
          label={t('admin.unit.nameEn')}
          hint={t('admin.unit.nameEnHint')}
          maxLength={100}
          defaultValue={typed?.nameEn}
          error={problemAt('nameEn')}
        />
        <button className="qx-button">{t('admin.unit.create')}</button>
      </Form>
    </>
  )
}
