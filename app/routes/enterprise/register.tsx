import { Form, Link, redirect } from 'react-router'
import { registrationUnits } from '#app/db/enterprise.server.ts'
import {
  readRegistration,
  registerEnterprise,
  type Registration,
} from '#app/services/enterprise/register.server.ts'
import { Door } from '#app/ui/door.tsx'
import { Field, TextField } from '#app/ui/field.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage, useProblemAt } from '#app/ui/messages.tsx'
import { useName, useT } from '#app/ui/page.tsx'
import { givenOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/register.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const { db, now } = givenOf(context)
  return { cities: await registrationUnits(db, now), done: url.searchParams.has('done') }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const typed = readRegistration((key) => String(form.get(key) ?? '').slice(0, 300))
  const { db, now, requestId, ip } = givenOf(context)
  const result = await registerEnterprise({ db, now, requestId, ip }, typed)
  if (result.ok) return redirect('/register?done=1')
  return refusalResponse(result, { typed: { ...typed, password: '', passwordAgain: '' } })
}

export default function Register({ loaderData, actionData }: Route.ComponentProps) {
  const t = useT()
  const nameOf = useName()
  const refusal = actionData?.refusal
  const typed = actionData?.typed
  const problemAt = useProblemAt(refusal?.fields)
  const field = (name: keyof Registration) => ({
    name,
    id: name,
    label: t(`enterprise.register.${name}`),
    required: name !== 'contactEmail',
    defaultValue: typed?.[name],
    error: problemAt(name),
  })
  return (
    <Door title={t('enterprise.register.title')}>
      <main className="qx-door-wide">
        <section className="qx-card qx-stack" aria-labelledby="register-title">
          <h1 id="register-title">{t('enterprise.register.title')}</h1>
          {loaderData.done ? (
            <Message tone="good">
              {t('enterprise.register.done')} <Link to="/sign-in">{t('session.signIn')}</Link>
            </Message>
          ) : (
            <>
              <p className="qx-soft">{t('enterprise.register.note')}</p>
              <RefusalMessage refusal={refusal && { ...refusal, fields: undefined }} />
              <Form method="post" className="qx-stack" noValidate>
                <h2>{t('enterprise.register.company')}</h2>
                <TextField {...field('uscc')} example="91320583MADEMX02XQ" />
                <TextField {...field('name')} />
                <Field
                  label={t('enterprise.register.unitCode')}
                  required
                  error={problemAt('unitCode')}
                  id="unitCode"
                >
                  {(link) => (
                    <select
                      {...link}
                      name="unitCode"
                      className="qx-input"
                      defaultValue={typed?.unitCode ?? ''}
                    >
                      <option value="">{t('application.form.choose')}</option>
                      {loaderData.cities.map((city) => (
                        <optgroup key={city.code} label={nameOf(city)}>
                          {city.units.map((unit) => (
                            <option key={unit.code} value={unit.code}>
                              {nameOf(unit)}
                            </option>
                          ))}
                        </optgroup>
                      ))}
                    </select>
                  )}
                </Field>
                <TextField {...field('legalRepresentative')} />
                <h2>{t('enterprise.register.person')}</h2>
                <TextField {...field('contactName')} />
                <TextField {...field('contactPhone')} type="tel" />
                <TextField
                  {...field('contactEmail')}
                  type="email"
                  hint={t('enterprise.register.emailHint')}
                />
                <TextField {...field('loginName')} hint={t('enterprise.register.loginHint')} />
                <Secret
                  name="password"
                  autoComplete="new-password"
                  error={problemAt('password')}
                  hint={t('session.passwordRule')}
                />
                <Secret name="passwordAgain" autoComplete="new-password" error={problemAt('passwordAgain')} />
                <p className="qx-row">
                  <button className="qx-button">{t('enterprise.register.act')}</button>
                  <Link to="/sign-in">{t('enterprise.register.signIn')}</Link>
                </p>
              </Form>
            </>
          )}
        </section>
      </main>
    </Door>
  )
}

function Secret({
  name,
  autoComplete,
  error,
  hint,
}: {
  name: 'password' | 'passwordAgain'
  autoComplete: string
  error: string | null
  hint?: string
}) {
  const t = useT()
  return (
    <Field label={t(`enterprise.register.${name}`)} required error={error} hint={hint} id={name}>
      {(link) => (
        <input {...link} name={name} type="password" autoComplete={autoComplete} className="qx-input" />
      )}
    </Field>
  )
}
