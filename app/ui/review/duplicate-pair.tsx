import type { Stretch } from '#app/domain/application/similar-text.ts'
import type { DuplicatePair, SeenApplication } from '#app/domain/review/duplicates.ts'
import { toneOf, useStateName } from '../application/words.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { useLocale, useT } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { DateTime, Facts } from '../values.tsx'
import { percent } from './duplicates.tsx'
import './review.css'

/** Both applications, then each long text of both beside each other; on a phone one below the other. */
export function PairTexts({ pair }: { pair: DuplicatePair }) {
  const t = useT()
  const english = useLocale() === 'en'
  const sides = ['own', 'other'] as const
  return (
    <>
      <div className="qx-pair">
        {sides.map((side) => (
          <section key={side} className="qx-card qx-stack" aria-labelledby={side}>
            <h2 id={side}>{t(`review.duplicate.${side}`)}</h2>
            <SeenFacts seen={pair[side]} />
          </section>
        ))}
      </div>
      <p className="qx-soft">{t('review.duplicate.marked')}</p>
      {pair.fields
        .filter(({ own, other }) => own.length > 0 || other.length > 0)
        .map(({ path, label, alike, own, other }) => (
          <section key={path} className="qx-card qx-stack">
            <h2>{(english ? label?.en : label?.zh) ?? path}</h2>
            {alike && (
              <p>
                <b>{t('review.duplicate.text', { percent: percent(alike.similarity) })}</b> ·{' '}
                {t('review.duplicate.contained', { percent: percent(alike.contained) })}
              </p>
            )}
            <div className="qx-pair">
              <Side name={t('review.duplicate.own')} stretches={own} />
              <Side name={t('review.duplicate.other')} stretches={other} />
            </div>
          </section>
        ))}
    </>
  )
}

function SeenFacts({ seen }: { seen: SeenApplication }) {
  const t = useT()
  const stateName = useStateName(false)
  return (
    <Facts
      items={[
        { label: t('review.duplicate.project'), value: seen.projectName, wide: true },
        { label: t('review.duplicate.applicant'), value: seen.applicantName, wide: true },
        { label: t('review.duplicate.receipt'), value: seen.receiptNo ?? '—' },
        {
          label: t('review.duplicate.status'),
          value: <StatusBadge tone={toneOf(seen.status)} label={stateName(seen.status)} />,
        },
        { label: t('review.duplicate.submitted'), value: <DateTime at={seen.submittedAt} /> },
        {
          label: t('review.duplicate.edition'),
          value: t('review.duplicate.editionOf', { number: seen.snapshotNumber }),
        },
      ]}
    />
  )
}

function Side({ name, stretches }: { name: string; stretches: readonly Stretch[] }) {
  const t = useT()
  return (
    <div>
      <h3>{name}</h3>
      <MarkChinese>
        <p className="qx-typed">
          {stretches.length === 0 && t('common.notFilled')}
          {stretches.map(({ text, same }, at) =>
            same ? (
              <mark key={at} className="qx-same">
                <span className="qx-visuallyhidden">{t('review.duplicate.same')}</span>
                {text}
              </mark>
            ) : (
              <span key={at}>{text}</span>
            ),
          )}
        </p>
      </MarkChinese>
    </div>
  )
}
