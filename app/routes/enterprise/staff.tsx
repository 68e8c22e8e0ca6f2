import { data, Form, useNavigation } from 'react-router'
import { ownStaff } from '#app/db/staff.server.ts'
import {
  appointPrincipal,
  openColleague,
  resetColleague,
  setColleagueActive,
  stepDown,
} from '#app/services/enterprise/staff.server.ts'
import { OneTimePassword } from '#app/ui/admin/one-time-password.tsx'
import { Colleague } from '#app/ui/enterprise/colleague.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage, useProblemAt } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/staff.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const staff = await ownStaff(ctx)
  return {
    staff: staff.map((one) => ({ ...one, own: one.id === ctx.actor.id })),
    principal: ctx.actor.principal === true,
    others: staff
      .filter((one) => one.principal && one.active && one.id !== ctx.actor.id)
      .map(({ name }) => name),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 300)
  const [act, id] = [text('act'), text('staff')]
  const typed = {
    loginName: text('loginName'),
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
  }
  const result = await run()
  if (!result.ok) return refusalResponse(result, { typed: act === 'open' ? typed : null })
  const password = result.value?.password ?? null
  return { done: act, password, loginName: act === 'open' ? typed.loginName.trim() : text('loginName') }

  async function run() {
    switch (act) {
      case 'open':
        return openColleague(ctx, typed)
      case 'close':
      case 'reopen': {
        const set = await setColleagueActive(ctx, { id, active: act === 'reopen' })
        return set.ok ? { ok: true as const, value: null } : set
      }
      case 'reset':
        return resetColleague(ctx, { id })
      case 'appoint':
        return appointPrincipal(ctx, { id })
      case 'step_down':
        return stepDown(ctx)
      default:
        throw data({ code: 'bad_request' }, { status: 400 })
    }
  }
}

/** The people of an enterprise who work here, and what its principal does with their accounts. */
export default function Staff({ loaderData, actionData }: Route.ComponentProps) {
  const { staff, principal, others } = loaderData
  const t = useT()
  const refused = actionData && 'refusal' in actionData ? actionData : null
  const done = actionData && 'done' in actionData ? actionData : null
  return (
    <>
      <PageHeader title={t('enterprise.staff.title')} note={t('enterprise.staff.note')} />
      <div className="qx-stack">
        {!refused?.typed && <RefusalMessage refusal={refused?.refusal} />}
        {done?.password && <OneTimePassword loginName={done.loginName} password={done.password} />}
        {done && !done.password && <Message tone="good">{t('enterprise.staff.done')}</Message>}
        {!principal && (
          <Message tone="accent">
            {t('enterprise.staff.notYours', { names: others.join('、') || '—' })}
          </Message>
        )}
        {staff.map((one) => (
          <Colleague key={one.id} colleague={one} principal={principal} successor={others[0] ?? null} />
        ))}
        {principal && <OpenForm key={done?.done === 'open' ? done.loginName : 'open'} refused={refused} />}
      </div>
    </>
  )
}

type Refused = Extract<NonNullable<Route.ComponentProps['actionData']>, { refusal: unknown }>

function OpenForm({ refused }: { refused: Refused | null }) {
  const t = useT()
  const busy = useNavigation().state !== 'idle'
  const typed = refused?.typed
  const problemAt = useProblemAt(typed ? refused.refusal.fields : undefined)
  const fields = [
    {
      name: 'loginName',
      label: t('session.loginName'),
      hint: t('admin.user.loginHint'),
      max: 40,
      required: true,
    },
    { name: 'name', label: t('admin.user.name'), max: 50, required: true },
    { name: 'phone', label: t('admin.user.phone'), max: 30, required: false },
    {
      name: 'email',
      label: t('admin.user.email'),
      hint: t('session.contact.emailHint'),
      max: 200,
      required: false,
    },
  ] as const
  return (
    <Form method="post" className="qx-card qx-stack qx-narrow">
      <h2>{t('enterprise.staff.open')}</h2>
      <p className="qx-soft">{t('enterprise.staff.openNote')}</p>
      {typed && <RefusalMessage refusal={refused.refusal} />}
      <input type="hidden" name="act" value="open" />
      {fields.map(({ name, max, ...field }) => (
        <TextField
          key={name}
          id={name}
          name={name}
          {...field}
          maxLength={max}
          defaultValue={typed?.[name]}
          error={problemAt(name)}
        />
      ))}
      <p>
        <button className="qx-button" disabled={busy}>
          {t('enterprise.staff.open')}
        </button>
      </p>
    </Form>
  )
}
