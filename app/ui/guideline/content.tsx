import type { ReactNode } from 'react'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { typedWan } from '#app/i18n/format.ts'
import { Facts } from '../values.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useName, useT } from '../page.tsx'
import { useAllocationFacts } from './allocation-terms.tsx'
import { ChainLine } from './chain-line.tsx'
import { Materials } from './materials.tsx'
import { useTagWord, useValueWord } from './choice-words.ts'
import { directionsOf, type UnitNames, useJoin, useLabel } from './words.ts'

export const contentSections = [
  'direction',
  'eligibility',
  'support',
  'materials',
  'chain',
  'deadlines',
  'review',
  'contacts',
  'faq',
] as const

/** A guideline as people read it, section by section; each has its name as anchor. Nothing of rules or score details beyond the criteria. */
export function CallContent({
  configuration,
  units,
  anchors = true,
}: {
  configuration: GuidelineConfiguration
  units: UnitNames
  /** off where another part of the page owns the same names */
  anchors?: boolean
}) {
  const bodies = {
    direction: <Prose text={configuration.supportDirection} />,
    eligibility: <Prose text={configuration.eligibilityText} />,
    support: <Support configuration={configuration} units={units} />,
    materials: <MaterialSection configuration={configuration} />,
    chain: <ChainSection configuration={configuration} units={units} />,
    deadlines: <Deadlines configuration={configuration} />,
    review: <Review configuration={configuration} />,
    contacts: <Contacts configuration={configuration} />,
    faq: <Faq configuration={configuration} />,
  } satisfies Record<(typeof contentSections)[number], ReactNode>
  const t = useT()
  return (
    <div className="qx-call">
      {contentSections.map((name) => (
        <section key={name} id={anchors ? name : undefined} aria-labelledby={`${name}-title`}>
          <h2 id={`${name}-title`}>{t(`portal.sections.${name}`)}</h2>
          {bodies[name]}
        </section>
      ))}
    </div>
  )
}

type Props = { configuration: GuidelineConfiguration }

function Prose({ text }: { text: string }) {
  const t = useT()
  if (text.trim() === '') return <p className="qx-soft">{t('common.notFilled')}</p>
  return (
    <MarkChinese>
      <div className="qx-prose">{text}</div>
    </MarkChinese>
  )
}

function Support({ configuration, units }: Props & { units: UnitNames }) {
  const t = useT()
  const shared = useAllocationFacts(configuration.allocation, units)
  const word = useValueWord()
  const { supportMode, ratio, capWan, floorWan, budgetWan, awards, perApplicant } = configuration
  const label = useLabel()
  const join = useJoin()
  const directions = directionsOf(configuration)
  const amount = (text: string) => (text ? `${typedWan(text)} ${t('common.unit.wan')}` : t('portal.none'))
  return (
    <Facts
      items={[
        { label: t('configuration.word.supportMode'), value: word('supportMode', supportMode) },
        { label: t('configuration.word.ratio'), value: ratio > 0 ? `${ratio / 100}%` : t('portal.none') },
        { label: t('configuration.word.capWan'), value: amount(capWan) },
        { label: t('configuration.word.floorWan'), value: amount(floorWan) },
        ...awards.map(({ direction, amountsWan }) => ({
          label: t('portal.award', {
            direction: label(directions.find(({ value }) => value === direction)?.label) || direction,
          }),
          value: `${join(amountsWan.map(typedWan))} ${t('common.unit.wan')}`,
        })),
        { label: t('configuration.word.budgetWan'), value: amount(budgetWan) },
        {
          label: t('configuration.word.perApplicant'),
          value: t('portal.perApplicant', { limit: perApplicant.limit }),
        },
        ...shared,
      ]}
    />
  )
}

function MaterialSection({ configuration }: Props) {
  const t = useT()
  const label = useLabel()
  const join = useJoin()
  const { sections } = configuration.form
  return (
    <>
      <h3>{t('portal.form')}</h3>
      <p>
        {t('portal.formLine', {
          count: sections.length,
          names: join(sections.map(({ title }) => label(title))),
        })}
      </p>
      <h3>{t('portal.attachments')}</h3>
      <Materials slots={configuration.attachments} directions={directionsOf(configuration)} />
    </>
  )
}

function ChainSection({ configuration, units }: Props & { units: UnitNames }) {
  const t = useT()
  const join = useJoin()
  const name = useName()
  const tag = useTagWord()
  const { chain, quotas } = configuration
  return (
    <>
      <h3>{t('portal.localChannel')}</h3>
      <ChainLine steps={chain.local} />
      {chain.exceptions.length > 0 && (
        <p className="qx-soft">
          {t('common.labelled', { label: t('portal.exceptions') })}
          {join(
            chain.exceptions.map(({ unitCode }) => name(units[unitCode] ?? { name: unitCode, nameEn: '' })),
          )}
        </p>
      )}
      {chain.direct && (
        <>
          <h3>{t('portal.directChannel')}</h3>
          <ChainLine steps={chain.direct} />
          <p>
            {chain.directTags.length > 0
              ? t('portal.directTo', { tags: join(chain.directTags.map(tag)) })
              : t('portal.directAll')}
          </p>
        </>
      )}
      {quotas.length > 0 && (
        <>
          <h3>{t('portal.quota')}</h3>
          <ul>
            {quotas.map(({ level, limit, units }) => (
              <li key={level}>
                {t(Object.keys(units ?? {}).length > 0 ? 'portal.quotaLine' : 'portal.quotaPlain', {
                  level: t(`common.level.${level}`),
                  limit,
                  count: Object.keys(units ?? {}).length,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Deadlines({ configuration }: Props) {
  const t = useT()
  const { deadlines } = configuration
  const names = ['applyStart', 'applyEnd', 'townEnd', 'countyEnd', 'cityEnd', 'provinceCheckEnd'] as const
  return (
    <>
      <ol className="qx-milestones">
        {names
          .filter((name) => deadlines[name] !== '')
          .map((name) => (
            <li key={name}>
              <time>{deadlines[name]}</time>
              <span>{t(`configuration.word.${name}`)}</span>
            </li>
          ))}
      </ol>
      <p className="qx-soft">{t('portal.beijing')}</p>
    </>
  )
}

function Review({ configuration }: Props) {
  const t = useT()
  const label = useLabel()
  const word = useValueWord()
  const { scheme, blindMode, reviewSkipped, publicity, correctionRounds, correctionDays } = configuration
  return (
    <>
      <p>
        {reviewSkipped
          ? t('portal.reviewNo')
          : t('portal.reviewYes', { blind: word('blindMode', blindMode), line: scheme.passLine / 100 })}
      </p>
      {!reviewSkipped && (
        <ul className="qx-criteria">
          {scheme.items.map(({ code, name, max }) => (
            <li key={code}>
              <span>{label(name)}</span>
              <b>{max}</b>
            </li>
          ))}
        </ul>
      )}
      <p>{t('portal.publicityLine', { n: publicity.n, unit: word('unit', publicity.unit) })}</p>
      <p>{t('portal.corrections', { ...correctionRounds, days: correctionDays })}</p>
    </>
  )
}

function Contacts({ configuration }: Props) {
  return (
    <Facts
      items={configuration.contacts.map(({ section, phone }) => ({
        label: section,
        value: <a href={`tel:${phone}`}>{phone}</a>,
      }))}
    />
  )
}

function Faq({ configuration }: Props) {
  const t = useT()
  if (configuration.faq.length === 0) return <p className="qx-soft">{t('portal.none')}</p>
  return (
    <>
      {configuration.faq.map(({ question, answer }) => (
        <details key={question} className="qx-faq">
          <summary>{question}</summary>
          <p>{answer}</p>
        </details>
      ))}
    </>
  )
}
