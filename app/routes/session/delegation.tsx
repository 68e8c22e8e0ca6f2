import { data } from 'react-router'
import { delegationsOf } from '#app/db/office/delegation.server.ts'
import { minuteText } from '#app/domain/kernel/shanghai.ts'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { DelegationForm, DelegationList } from '#app/ui/office/delegations.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { postDelegation } from './delegation-form.server.ts'
import type { Route } from './+types/delegation.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const found = await delegationsOf(ctx, ctx.actor.id)
  if (!found) throw data({ code: 'not_found' }, { status: 404 })
  return { ...found, now: minuteText(ctx.now).replace(' ', 'T') }
}

export async function action({ request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const { result, typed } = await postDelegation(ctx, ctx.actor.id, form)
  return result.ok
    ? { done: typed ? ('set' as const) : ('end' as const) }
    : refusalResponse(result, { typed })
}

/** Whom a person hands their roles to while away, and for whom they stand in. */
export default function Delegation({ loaderData, actionData }: Route.ComponentProps) {
  const { given, held, roles, deputies, now } = loaderData
  const t = useT()
  const refused = actionData && 'refusal' in actionData ? actionData : null
  const done = actionData && 'done' in actionData ? actionData.done : null
  return (
    <>
      <PageHeader title={t('session.delegation.title')} note={t('session.delegation.note')} />
      <div className="qx-record">
        <div className="qx-recordmain qx-stack">
          {done && <Message tone="good">{t(`session.delegation.done.${done}`)}</Message>}
          {refused && !refused.typed && <RefusalMessage refusal={refused.refusal} />}
          {held.length > 0 && (
            <section className="qx-card qx-stack">
              <h2>{t('session.delegation.held')}</h2>
              <DelegationList rows={held} />
            </section>
          )}
          <section className="qx-card qx-stack">
            <h2>{t('session.delegation.given')}</h2>
            {given.length === 0 && <p className="qx-soft">{t('session.delegation.noneGiven')}</p>}
            <DelegationList rows={given} />
          </section>
        </div>
        <aside className="qx-recordside">
          <section className="qx-card qx-stack">
            <h2>{t('session.delegation.set')}</h2>
            <DelegationForm
              key={given.length}
              {...{ roles, deputies, now }}
              refused={refused?.typed ? { refusal: refused.refusal, typed: refused.typed } : null}
            />
          </section>
        </aside>
      </div>
    </>
  )
}
