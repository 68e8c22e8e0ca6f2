import type { ReactNode } from 'react'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { score, typedWan } from '#app/i18n/format.ts'
import { useName, useT } from '../page.tsx'
import { useValueWord } from './choice-words.ts'
import { type UnitNames, useJoin } from './words.ts'

type Fact = { label: string; value: ReactNode; wide: boolean }

/** What a call says of sharing out its money, as facts: the strategy, its grades, and the totals of cities and enterprises. */
export function useAllocationFacts(
  allocation: GuidelineConfiguration['allocation'],
  units: UnitNames,
): Fact[] {
  const t = useT()
  const name = useName()
  const join = useJoin()
  const word = useValueWord()
  const amount = (text: string) => `${typedWan(text)} ${t('common.unit.wan')}`
  const { strategy, partial, tiers, regionCapWan, regionCaps = {}, enterpriseCapWan } = allocation
  const own = Object.entries(regionCaps).map(
    ([code, wan]) => `${name(units[code] ?? { name: code, nameEn: '' })} ${amount(wan)}`,
  )
  const ranked = strategy === 'rank_cutoff' || strategy === 'tiered'
  const regions = [regionCapWan ? amount(regionCapWan) : '', own.length > 0 ? join(own) : ''].filter(Boolean)
  const fact = (key: 'strategy' | 'tiers' | 'regionCapWan' | 'enterpriseCapWan', value: ReactNode): Fact => ({
    label: t(`configuration.word.${key}`),
    value,
    wide: true,
  })
  return [
    fact(
      'strategy',
      <>
        {word('strategy', strategy)}
        {ranked && partial && <span className="qx-block">{t('configuration.word.partial')}</span>}
      </>,
    ),
    ...(strategy === 'tiered'
      ? [
          fact(
            'tiers',
            tiers.map(({ grade, fromScore, amountWan }) => (
              <span key={grade} className="qx-block">
                {t('portal.tier', { grade, from: score(fromScore), amount: typedWan(amountWan) })}
              </span>
            )),
          ),
        ]
      : []),
    ...(regions.length > 0
      ? [
          fact(
            'regionCapWan',
            own.length > 0 && regionCapWan
              ? t('portal.regionCaps', { amount: amount(regionCapWan), own: join(own) })
              : join(regions),
          ),
        ]
      : []),
    ...(enterpriseCapWan ? [fact('enterpriseCapWan', amount(enterpriseCapWan))] : []),
  ]
}
