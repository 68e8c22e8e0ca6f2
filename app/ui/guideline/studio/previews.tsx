import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { useT, useText } from '../../page.tsx'
import { ChainLine } from '../chain-line.tsx'
import { Materials } from '../materials.tsx'
import { useValueWord } from '../choice-words.ts'
import { directionsOf, useJoin, useLabel } from '../words.ts'

type Props = { configuration: GuidelineConfiguration }

/** What an office sees of an application: the way it goes, what the system checks and what people have to. */
export function ReviewerPreview({ configuration }: Props) {
  const { chain, deadlines, rules, attachments } = configuration
  const t = useT()
  const ends = {
    town: deadlines.townEnd,
    county: deadlines.countyEnd,
    city: deadlines.cityEnd,
    province: deadlines.provinceCheckEnd,
  }
  return (
    <div className="qx-stack">
      <h3>{t('studio.reviewer.path')}</h3>
      <ChainLine steps={chain.local} />
      <ol className="qx-milestones">
        {chain.local.map(({ level }) => (
          <li key={level}>
            <time>{ends[level] || t('common.notFilled')}</time>
            <span>
              {t(`common.level.${level}`)} · {t('studio.reviewer.until')}
            </span>
          </li>
        ))}
      </ol>
      <h3>{t('studio.reviewer.checks')}</h3>
      <RuleList rules={rules.filter(({ severity }) => severity !== 'manual')} />
      <h3>{t('studio.reviewer.manual')}</h3>
      <RuleList rules={rules.filter(({ severity }) => severity === 'manual')} ticks />
      <h3>{t('studio.reviewer.materials')}</h3>
      <Materials slots={attachments} directions={directionsOf(configuration)} />
    </div>
  )
}

function RuleList({ rules, ticks = false }: { rules: GuidelineConfiguration['rules']; ticks?: boolean }) {
  const t = useT()
  const text = useText()
  const word = useValueWord()
  if (rules.length === 0) return <p className="qx-soft">{t('portal.none')}</p>
  return (
    <ul className="qx-previewrules">
      {rules.map(({ code, severity }) => (
        <li key={code}>
          {ticks ? (
            <label className="qx-check">
              <input type="checkbox" />
              <span>
                {code} {text([`rules.${code}.title`, ''])}
              </span>
            </label>
          ) : (
            <>
              <span className="qx-badge" data-tone={severity === 'block' ? 'bad' : 'wait'}>
                {word('severity', severity)}
              </span>{' '}
              {code} {text([`rules.${code}.title`, ''])}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The score sheet as an expert fills it in, and what a blind review hides. */
export function ExpertPreview({ configuration }: Props) {
  const { scheme, blindMode, reviewSkipped, form, attachments } = configuration
  const t = useT()
  const label = useLabel()
  const join = useJoin()
  const word = useValueWord()
  if (reviewSkipped) return <p className="qx-soft">{t('studio.expert.none')}</p>
  const hidden = form.sections
    .flatMap((section) => ('fields' in section ? section.fields : section.table.columns))
    .filter((cell) => cell.hiddenInBlind)
  const names = [...hidden, ...attachments.filter((slot) => slot.hiddenInBlind)].map((one) =>
    label('name' in one ? one.name : one.label),
  )
  return (
    <div className="qx-stack">
      <p>
        <span className="qx-badge">{word('blindMode', blindMode)}</span>
      </p>
      {blindMode === 'double' && (
        <p className="qx-hint">{t('studio.expert.hidden', { names: join([...new Set(names)]) })}</p>
      )}
      <h3>{t('studio.expert.sheet')}</h3>
      <ul className="qx-sheetpreview">
        {scheme.items.map(({ code, name, anchors, max }) => (
          <li key={code}>
            <label>
              <span>
                <b>{label(name)}</b>
                {anchors && <small>{label(anchors)}</small>}
              </span>
              <span className="qx-withunit">
                <input className="qx-input qx-number" inputMode="decimal" />
                <span className="qx-unit">/ {scheme.mode === 'points' ? max : `100 × ${max}%`}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p className="qx-hint">
        {t('studio.expert.commentRule', { below: scheme.commentBelow, from: scheme.commentFrom })}
      </p>
      <h3>{t('studio.expert.veto')}</h3>
      <ul>
        {scheme.vetoes.map(({ code, name }) => (
          <li key={code}>
            <label className="qx-check">
              <input type="checkbox" />
              <span>{label(name)}</span>
            </label>
          </li>
        ))}
      </ul>
      <p className="qx-hint">{t('studio.expert.vetoHint')}</p>
      <label className="qx-field">
        <span className="qx-label">{t('studio.expert.opinion', { count: scheme.opinionMin })}</span>
        <textarea className="qx-input" rows={4} />
      </label>
    </div>
  )
}
