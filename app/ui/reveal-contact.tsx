import { Form, useNavigation } from 'react-router'
import { useT } from './page.tsx'
import { Facts } from './values.tsx'

/** Shows a masked telephone and mail in full once it is asked for; the look is in the log. Posts `act=reveal`. */
export function RevealContact({ revealed }: { revealed: { phone: string; email: string } | null }) {
  const t = useT()
  const busy = useNavigation().state !== 'idle'
  if (!revealed)
    return (
      <Form method="post" className="qx-stack">
        <input type="hidden" name="act" value="reveal" />
        <p className="qx-soft">{t('common.contact.revealEffect')}</p>
        <p>
          <button className="qx-button qx-plain" disabled={busy}>
            {t('common.contact.reveal')}
          </button>
        </p>
      </Form>
    )
  return (
    <div role="status">
      <p className="qx-soft">{t('common.contact.revealed')}</p>
      <Facts
        items={[
          { label: t('session.contact.phone'), value: revealed.phone || '—' },
          { label: t('session.contact.email'), value: revealed.email || '—' },
        ]}
      />
    </div>
  )
}
