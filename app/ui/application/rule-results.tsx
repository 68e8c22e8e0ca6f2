import '../form/form.css'
import { useLocale, useT, useText } from '../page.tsx'
import { StatusBadge, type Tone } from '../status-badge.tsx'
import { DateTime } from '../values.tsx'

type Said = { code: string; version: number; result: string; messageZh: string; messageEn: string }
export type Run = { checkedAt: Date | null; results: readonly Said[] }

const tones: Record<string, Tone> = {
  pass: 'good',
  warn: 'wait',
  fail: 'bad',
  manual: 'wait',
  error: 'bad',
}
const order = ['fail', 'error', 'warn', 'manual', 'pass', 'not_applicable']

/** What every rule said, the failures first, with the rule's version. */
export function RuleResults({ run: { checkedAt, results } }: { run: Run }) {
  const t = useT()
  const text = useText()
  const english = useLocale() === 'en'
  if (!checkedAt) return <p className="qx-soft">{t('application.record.noResults')}</p>
  const sorted = results.toSorted((a, b) => order.indexOf(a.result) - order.indexOf(b.result))
  return (
    <>
      <p className="qx-hint">
        {t('application.check.rules')} · <DateTime at={checkedAt} />
      </p>
      <ul className="qx-rules">
        {sorted.map((result) => (
          <li key={result.code}>
            <StatusBadge
              tone={tones[result.result] ?? 'quiet'}
              label={text(`application.check.result.${result.result}`)}
            />
            <div>
              <b>{text(`rules.${result.code}.title`)}</b>{' '}
              <small className="qx-hint">
                {result.code} v{result.version}
              </small>
              <p className="qx-typed">{english ? result.messageEn : result.messageZh}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
