import { Form, Link } from 'react-router'
import { findOffice } from '#app/db/admin/offices.server.ts'
import { changeOffice } from '#app/services/admin/offices.server.ts'
import { TextField } from '#app/ui/field.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage, useProblemAt } from '#app/ui/messages.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Facts } from '#app/ui/values.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/office.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const office = await findOffice(ctxOf(context), params.code)
  return { office, created: url.searchParams.has('created') }
}

export async function action({ params: { code }, request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 300)
  const typed = { name: text('name'), nameEn: text('nameEn'), validUntil: text('validUntil') }
  const result = await changeOffice(ctxOf(context), { code, ...typed })
  return result.ok ? { done: true } : refusalResponse(result, { typed })
}

export default function Office({ loaderData: { office, created }, actionData }: Route.ComponentProps) {
  const t = useT()
  const nameOf = useName()
  const text = useText()
  const refused = actionData && 'refusal' in actionData ? actionData : null
  const done = actionData !== undefined && 'done' in actionData
  return (
    <RecordPage
      title={nameOf(office)}
      number={office.code}
      status={{
        tone: office.valid ? 'good' : 'quiet',
        label: office.valid ? t('admin.unit.valid') : t('admin.unit.ended'),
      }}
      crumbs={[
        { label: t('admin.title'), to: '/admin' },
        { label: t('admin.places.offices'), to: '/admin/offices' },
      ]}
      side={office.mayChange ? <Change {...{ office, refused }} /> : undefined}
    >
      <div className="qx-stack">
        {done && <Message tone="good">{t('admin.saved')}</Message>}
        {created && !actionData && (
          <Message tone="good">
            {t('admin.unit.created', { name: nameOf(office) })}{' '}
            <Link to="/admin/users/new">{t('admin.createUser')}</Link>
          </Message>
        )}
        {!office.mayChange && <Message tone="accent">{t('admin.unit.ownNote')}</Message>}
        <section className="qx-card">
          <Facts
            items={[
              { label: t('admin.unit.name'), value: office.name },
              { label: t('admin.unit.nameEn'), value: office.nameEn || '—' },
              { label: t('admin.unit.kind'), value: text(`admin.unit.kinds.${office.kind}`) },
              { label: t('admin.unit.level'), value: text(`common.level.${office.level}`) },
              { label: t('admin.unit.parent'), value: office.parent ? nameOf(office.parent) : '—' },
              { label: t('admin.unit.until'), value: office.validUntil ?? '—' },
              {
                label: t('admin.unit.people'),
                value: <Link to={`/admin/users?q=${office.code}`}>{office.people}</Link>,
              },
              { label: t('admin.unit.enterprises'), value: office.enterprises },
              { label: t('admin.unit.below'), value: office.below },
            ]}
          />
        </section>
      </div>
    </RecordPage>
  )
}

type Shown = Route.ComponentProps['loaderData']['office']
type Refused = Extract<NonNullable<Route.ComponentProps['actionData']>, { refusal: unknown }> | null

function Change({ office, refused }: { office: Shown; refused: Refused }) {
  const t = useT()
  const problemAt = useProblemAt(refused?.refusal.fields)
  const { name, nameEn, validUntil } = refused?.typed ?? office
  return (
    <Form
      method="post"
      className="qx-card qx-stack"
      key={`${office.name} ${office.nameEn} ${office.validUntil}`}
    >
      <h2>{t('admin.unit.change')}</h2>
      <RefusalMessage refusal={refused?.refusal} />
      <TextField
        id="name"
        name="name"
        label={t('admin.unit.name')}
        required
        maxLength={100}
        defaultValue={name}
        error={problemAt('name')}
      />
      <TextField
        id="nameEn"
        name="nameEn"
        label={t('admin.unit.nameEn')}
        hint={t('admin.unit.nameEnHint')}
        maxLength={100}
        defaultValue={nameEn}
        error={problemAt('nameEn')}
      />
      <TextField
        id="validUntil"
        name="validUntil"
        type="date"
        label={t('admin.unit.until')}
        hint={t('admin.unit.untilHint')}
        defaultValue={validUntil ?? ''}
        error={problemAt('validUntil')}
      />
      <button className="qx-button">{t('admin.unit.save')}</button>
    </Form>
  )
}
