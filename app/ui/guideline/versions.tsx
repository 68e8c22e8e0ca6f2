import type { ConfigurationChange } from '#app/domain/guideline/amendment.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { useT } from '../page.tsx'
import { DateTime } from '../values.tsx'
import { Differences } from './differences.tsx'

export type VersionRow = {
  number: number
  note: string
  sha256: string
  publishedAt: Date
  /** when finance co-signed this very text; null: it did not */
  coSignedAt: Date | null
  /** to the version before; null for the first */
  changes: readonly ConfigurationChange[] | null
}

/** Everything that was published, newest first, with what each amendment changed and why. */
export function Versions({
  versions,
  configuration,
}: {
  versions: readonly VersionRow[]
  configuration: GuidelineConfiguration
}) {
  const t = useT()
  return (
    <ol className="qx-timeline">
      {versions.map(({ number, note, sha256, publishedAt, coSignedAt, changes }, index) => (
        <li key={number} data-tone={index === 0 ? 'accent' : 'quiet'}>
          <p>
            <b>{t('portal.versionOf', { number })}</b>{' '}
            <span className="qx-soft">
              <DateTime at={publishedAt} />
            </span>
          </p>
          {coSignedAt && (
            <p>
              {t('portal.coSigned')} <DateTime at={coSignedAt} />
            </p>
          )}
          {changes === null ? <p>{t('portal.firstVersion')}</p> : <blockquote>{note}</blockquote>}
          {changes && (
            <details open={index === 0}>
              <summary>{t('portal.versionChanges')}</summary>
              <Differences changes={changes} before={configuration} after={configuration} />
            </details>
          )}
          <p className="qx-hint">
            {t('portal.fingerprint')} <span className="qx-hash">{sha256}</span>
          </p>
        </li>
      ))}
    </ol>
  )
}
