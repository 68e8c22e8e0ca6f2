import { useServerNow } from '../server-now.ts'
import { useT } from '../page.tsx'
import { DateTime } from '../values.tsx'

export type LogLag = {
  size: number
  signedAt: Date | string | null
  waiting: number
  waitingSince: Date | string | null
}

/** How far the log has come: its last entry and checkpoint, how many entries wait and for how long. @param late seconds from which the lag is an alarm */
export function LogLagFacts({ state, late }: { state: LogLag; late: number }) {
  const t = useT()
  const now = useServerNow()
  const { size, signedAt, waiting, waitingSince } = state
  const seconds = waitingSince ? Math.max(0, Math.round((now - new Date(waitingSince).getTime()) / 1000)) : 0
  const lag =
    waiting === 0
      ? t('admin.audit.state.onTime')
      : seconds < 120
        ? t('admin.audit.state.seconds', { count: seconds })
        : t('admin.audit.state.minutes', { count: Math.floor(seconds / 60) })
  const facts = [
    { name: t('admin.audit.state.last'), value: size > 0 ? size - 1 : t('admin.audit.state.none') },
    { name: t('admin.audit.state.signedAt'), value: <DateTime at={signedAt} /> },
    { name: t('admin.audit.state.waiting'), value: t('admin.audit.state.waitingText', { count: waiting }) },
    { name: t('admin.audit.state.lag'), value: lag },
  ]
  return (
    <section
      className="qx-message qx-loglag"
      data-tone={late > 0 && seconds >= late ? 'bad' : undefined}
      aria-label={t('admin.audit.state.title')}
    >
      <dl>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
