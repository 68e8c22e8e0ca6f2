import type { ReactNode } from 'react'
import { dateTime, deadline, duration, remaining, wan, yuan } from '#app/i18n/format.ts'
import { MarkChinese } from './mark-chinese.tsx'
import { useMessages, useT } from './page.tsx'
import { useServerNow } from './server-now.ts'

type Instant = Date | string | number

/** An instant as 2026-03-18 17:00, Beijing time; a dash for null. */
export function DateTime({ at }: { at: Instant | null }) {
  if (at === null) return <>—</>
  return <time dateTime={new Date(at).toISOString()}>{dateTime(at)}</time>
}

/** An instant by which something is done or over: midnight is 24:00 of the day that it ends; a dash for null. */
export function Deadline({ at }: { at: Instant | null }) {
  if (at === null) return <>—</>
  return <time dateTime={new Date(at).toISOString()}>{deadline(at)}</time>
}

/** Time left or overdue in words with the instant beside it, by the server's clock. Amber within two days, red when overdue. */
export function Countdown({ due }: { due: Instant | null }) {
  const messages = useMessages()
  const now = useServerNow()
  if (due === null) return <>—</>
  const left = new Date(due).getTime() - now
  const tone = left < 0 ? 'bad' : left < 2 * 86_400_000 ? 'wait' : undefined
  return (
    <span className="qx-countdown">
      <Deadline at={due} />
      <span className="qx-left" data-tone={tone}>
        {remaining(messages, due, now)}
      </span>
    </span>
  )
}

/** Milliseconds in words. */
export function Duration({ ms }: { ms: number }) {
  return <>{duration(useMessages(), ms)}</>
}

/** Fen as 万元 (or yuan) with thousands separators; give `bare` where the header already names the unit. */
export function Amount({
  fen,
  unit = 'wan',
  bare = false,
}: {
  fen: bigint | string | number | null
  unit?: 'wan' | 'yuan'
  bare?: boolean
}) {
  const t = useT()
  if (fen === null) return <>—</>
  const text = unit === 'wan' ? wan(fen) : yuan(fen)
  return <span className="qx-amount">{bare ? text : `${text} ${t(`common.unit.${unit}`)}`}</span>
}

/** A value that changed: both sides, told apart by word and mark and not by colour alone. */
export function DiffValue({ before, after }: { before: string; after: string }) {
  const t = useT()
  if (before === after) return <>{after || <span className="qx-soft">{t('common.notFilled')}</span>}</>
  return (
    <MarkChinese>
      <span className="qx-diff">
        <del aria-label={t('common.form.before')}>{before || t('common.notFilled')}</del>
        <ins aria-label={t('common.form.after')}>{after || t('common.notFilled')}</ins>
      </span>
    </MarkChinese>
  )
}

/** Label and value pairs in columns; long values take the whole line. */
export function Facts({ items }: { items: readonly { label: string; value: ReactNode; wide?: boolean }[] }) {
  return (
    <dl className="qx-facts">
      {items.map(({ label, value, wide }) => (
        <div key={label} className={wide ? 'qx-factwide' : undefined}>
          <MarkChinese>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </MarkChinese>
        </div>
      ))}
    </dl>
  )
}
