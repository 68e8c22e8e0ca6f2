import type { ReactNode } from 'react'
import { duration } from '#app/i18n/format.ts'
import { useActed } from './acted.ts'
import { MarkChinese } from './mark-chinese.tsx'
import { useMessages, useName, useT } from './page.tsx'
import type { Tone } from './status-badge.tsx'
import { Countdown, DateTime } from './values.tsx'

export type TimelineEntry = {
  id: string
  at: Date | string | number | null
  /** what was done, or what is awaited */
  label: string
  /** until when */
  due?: Date | string | number | null
  /** what it waits for, in our words */
  note?: string
  person?: string | null
  /** names of those in whose place a deputy acted */
  inPlaceOf?: readonly string[]
  office?: { name: string; nameEn: string } | null
  /** reason or opinion, as written */
  text?: string | null
  /** milliseconds the step took; null while it runs */
  took?: number | null
  tone?: Tone
  /** receipt, certificate, attachment */
  proof?: ReactNode
}

/** What happened, who did it, how long it took; the running step first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useT()
  const name = useName()
  const acted = useActed()
  if (entries.length === 0) return <p className="qx-soft">{t('common.record.noHistory')}</p>
  return (
    <ol className="qx-timeline" aria-label={t('common.record.timeline')}>
      {entries.map(
        ({ id, at, label, due, note, person, inPlaceOf = [], office, text, took, tone = 'quiet', proof }) => (
          <li key={id} data-tone={tone}>
            <p>
              <MarkChinese>
                <b>{label}</b>
              </MarkChinese>{' '}
              <span className="qx-soft">{at === null ? t('common.record.now') : <DateTime at={at} />}</span>
            </p>
            {(office || person) && (
              <p className="qx-soft">
                <MarkChinese>
                  {[office && name(office), acted(person, inPlaceOf)].filter(Boolean).join(' ')}
                </MarkChinese>
                {took !== undefined && took !== null && <TookTime ms={took} />}
              </p>
            )}
            {due && (
              <p>
                {t('common.labelled', { label: t('common.record.due') })}
                <Countdown due={due} />
              </p>
            )}
            {note && (
              <p className="qx-soft">
                <MarkChinese>{note}</MarkChinese>
              </p>
            )}
            {text && (
              <MarkChinese>
                <blockquote>{text}</blockquote>
              </MarkChinese>
            )}
            {proof && <p>{proof}</p>}
          </li>
        ),
      )}
    </ol>
  )
}

function TookTime({ ms }: { ms: number }) {
  const t = useT()
  const messages = useMessages()
  return <> · {t('common.record.took', { duration: duration(messages, ms) })}</>
}
