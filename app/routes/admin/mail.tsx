import { findMail } from '#app/db/admin/outbox.server.ts'
import { mailTones } from '#app/ui/admin/tones.ts'
import { Message } from '#app/ui/message.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { DateTime, Facts } from '#app/ui/values.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/mail.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return findMail(ctxOf(context), params.id)
}

export default function Mail({ loaderData: mail }: Route.ComponentProps) {
  const t = useT()
  const name = useName()
  const text = useText()
  return (
    <RecordPage
      title={mail.subject}
      status={{ tone: mailTones[mail.status] ?? 'quiet', label: text(`admin.mailStates.${mail.status}`) }}
      crumbs={[
        { label: t('admin.title'), to: '/admin' },
        { label: t('admin.places.mail'), to: '/admin/mail' },
      ]}
    >
      <div className="qx-stack">
        {mail.error && <Message tone="bad">{mail.error}</Message>}
        <section className="qx-card qx-stack">
          <Facts
            items={[
              { label: t('admin.mail.recipient'), value: `${name(mail.recipient)} ${mail.recipient.email}` },
              { label: t('admin.mail.created'), value: <DateTime at={mail.createdAt} /> },
              { label: t('admin.mail.sent'), value: <DateTime at={mail.sentAt} /> },
            ]}
          />
          <MarkChinese>
            <p className="qx-mailbody">{mail.body}</p>
          </MarkChinese>
        </section>
      </div>
    </RecordPage>
  )
}
