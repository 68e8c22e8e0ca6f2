import { useT } from '../page.tsx'
import { DateTime } from '../values.tsx'
import { shortLeaf } from './receipt-panel.tsx'
import './audit.css'

type Verdict = 'right' | 'wrong' | 'unknown'
export type EntryChecks = { printed: Verdict; included: Verdict; signed: Verdict }

const marks: Record<Verdict, string> = { right: '✓', wrong: '✗', unknown: '?' }

/** What is known of the entry: its place, its hash, the signature it stands under. */
export function EntryFacts({
  index,
  leaf,
  publicKey,
  origin,
  size,
  signedAt,
}: {
  index: number
  leaf: string
  publicKey: string
  origin: string
  size: number
  signedAt: Date | string
}) {
  const t = useT()
  const rows = [
    [t('audit.entry'), index],
    [t('audit.short'), <code key="short">{shortLeaf(leaf)}</code>],
    [t('audit.leaf'), <code key="leaf">{leaf}</code>],
    [t('audit.size'), t('audit.sizeText', { size })],
    [t('audit.signedAt'), <DateTime key="at" at={signedAt} />],
    [t('audit.origin'), origin],
    [t('audit.key'), <code key="key">{publicKey}</code>],
  ] as const
  return (
    <section className="qx-card">
      <dl className="qx-logfacts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="qx-hint">
        {t('audit.keyHint')} <a href="/log">{t('audit.log.title')}</a>
      </p>
    </section>
  )
}

/** The checks as the browser made them; null while it calculates. */
export function Checks({ checked }: { checked: EntryChecks | null }) {
  const t = useT()
  return (
    <section className="qx-card" aria-live="polite">
      <h2>{t('audit.checks')}</h2>
      {checked === null ? (
        <p>{t('audit.checking')}</p>
      ) : (
        <ul className="qx-logchecks">
          {(['printed', 'included', 'signed'] as const).map((check) => (
            <li key={check} data-verdict={checked[check]}>
              <span aria-hidden="true">{marks[checked[check]]}</span> {t(`audit.${check}.${checked[check]}`)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What the proof says and what it does not, and the file to take along. */
export function Meaning({ download }: { download: string }) {
  const t = useT()
  return (
    <section className="qx-card">
      <h2>{t('audit.meaning')}</h2>
      <ul className="qx-logproves">
        {t('audit.proves')
          .split('\n')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ul>
      <p>{t('audit.limits')}</p>
      <p>
        <a className="qx-button" href={download} download>
          {t('audit.download')}
        </a>
      </p>
      <p className="qx-hint">{t('audit.offline')}</p>
    </section>
  )
}
