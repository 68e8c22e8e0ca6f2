import { Form, useNavigation } from 'react-router'
import { ownContact } from '#app/db/session.server.ts'
import { changeContact } from '#app/services/contact.server.ts'
import { ContactFields } from '#app/ui/contact-fields.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/contact.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return { contact: await ownContact(ctxOf(context)) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const typed = { phone: String(form.get('phone') ?? ''), email: String(form.get('email') ?? '') }
  const result = await changeContact(ctx, { id: ctx.actor.id, ...typed })
  return result.ok ? { done: true } : refusalResponse(result, { typed })
}

/** A person's own telephone and mail. */
export default function Contact({ loaderData: { contact }, actionData }: Route.ComponentProps) {
  const t = useT()
  const busy = useNavigation().state !== 'idle'
  const refused = actionData && 'refusal' in actionData ? actionData : null
  return (
    <>
      <PageHeader title={t('session.contact.title')} note={t('session.contact.note')} />
      <div className="qx-stack">
        <RefusalMessage refusal={refused?.refusal} />
        {actionData && !refused && <Message tone="good">{t('session.contact.saved')}</Message>}
        <Form method="post" className="qx-card qx-stack qx-narrow">
          <ContactFields contact={refused?.typed ?? contact} problems={refused?.refusal.fields} />
          <p>
            <button className="qx-button" disabled={busy}>
              {t('session.contact.save')}
            </button>
          </p>
        </Form>
      </div>
    </>
  )
}
