import { Form, Link } from 'react-router'
import { oneTime } from '#app/db/session.server.ts'
import { changePassword } from '#app/services/session.server.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { tokenOf } from '../visitor.server.ts'
import type { Route } from './+types/password.ts'

export function loader({ context }: Route.LoaderArgs) {
  return { oneTime: ctxOf(context).actor.via === oneTime }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const result = await changePassword(ctxOf(context), {
    current: text('current'),
    wanted: text('wanted'),
    again: text('again'),
    token: tokenOf(request, context),
  })
  return result.ok ? { refusal: null } : refusalResponse(result)
}

const fields = [
  { name: 'current', label: 'session.currentPassword', complete: 'current-password' },
  { name: 'wanted', label: 'session.newPassword', complete: 'new-password' },
  { name: 'again', label: 'session.newPasswordAgain', complete: 'new-password' },
] as const

export default function Password({ loaderData, actionData }: Route.ComponentProps) {
  const t = useT()
  const refusal = actionData?.refusal
  const changed = actionData !== undefined && !refusal
  return (
    <>
      <PageHeader title={t('session.passwordTitle')} />
      <Form method="post" className="qx-card qx-stack qx-narrow" key={changed ? 'done' : 'form'}>
        {refusal && (
          <p className="qx-message" data-tone="bad" role="alert">
            {refusal.words}
          </p>
        )}
        {changed && (
          <p className="qx-message" data-tone="good" role="status">
            {t('session.passwordChanged')} <Link to="/work">{t('session.goOn')}</Link>
          </p>
        )}
        {loaderData.oneTime && !changed && (
          <p className="qx-message" data-tone="wait">
            {t('session.passwordOneTime')}
          </p>
        )}
        {fields.map(({ name, label, complete }) => (
          <div className="qx-field" key={name}>
            <label htmlFor={name}>{t(label)}</label>
            <input
              className="qx-input"
              id={name}
              name={name}
              type="password"
              autoComplete={complete}
              required
            />
            {name === 'wanted' && <small>{t('session.passwordRule')}</small>}
          </div>
        ))}
        <button className="qx-button">{t('session.changePassword')}</button>
      </Form>
    </>
  )
}
