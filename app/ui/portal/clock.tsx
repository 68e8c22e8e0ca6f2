import { dateTimeSeconds, duration } from '#app/i18n/format.ts'
import { useMessages, useT } from '../page.tsx'
import { useServerNow } from '../server-now.ts'
import { DateTime } from '../values.tsx'

/** The server's clock, running. */
export function ServerClock() {
  const t = useT()
  const now = useServerNow(1000)
  return (
    <p className="qx-clock">
      {t('portal.serverTime')} <time suppressHydrationWarning>{dateTimeSeconds(now)}</time>
    </p>
  )
}

/** What is left until a call opens or closes, by the server's clock; in the last day to the second. */
export function CallCountdown({
  status,
  applyStart,
  applyEnd,
}: {
  status: string
  applyStart: Date
  applyEnd: Date
}) {
  const t = useT()
  const messages = useMessages()
  const now = useServerNow(1000)
  if (status === 'suspended') return <p className="qx-left qx-callclock">{t('portal.suspended')}</p>
  const coming = status === 'published' && now < applyStart.getTime()
  const due = coming ? applyStart : applyEnd
  const left = due.getTime() - now
  if (left < 0 || ['closed', 'archived'].includes(status))
    return (
      <p className="qx-soft">
        <Filled text={t('portal.ended', { time: '\u0000' })} at={applyEnd} />
      </p>
    )
  const tone = coming ? undefined : left < 2 * 86_400_000 ? 'wait' : 'good'
  return (
    <p className="qx-callclock" data-tone={tone} role="timer" aria-live="off">
      <span>{t(coming ? 'portal.opensIn' : 'portal.endsIn')}</span>
      <strong suppressHydrationWarning>
        {left < 86_400_000 ? clockText(left) : duration(messages, left)}
      </strong>
    </p>
  )
}

function Filled({ text, at }: { text: string; at: Date }) {
  const [before = '', after = ''] = text.split('\u0000')
  return (
    <>
      {before}
      <DateTime at={at} />
      {after}
    </>
  )
}

function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
