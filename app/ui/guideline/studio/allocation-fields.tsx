import { useName, useT } from '../../page.tsx'
import { useValueWord } from '../choice-words.ts'
import { NumberInput, PickInput, TextInput, TickInput } from './inputs.tsx'
import { ItemList } from './item-list.tsx'
import { strategies } from './lists.ts'
import { useStudio } from './studio.tsx'

/** C.3: the strategy, its grades, and the totals that the projects of one city or one enterprise get together. */
export function AllocationFields() {
  const { config, change } = useStudio()
  const { allocation } = config
  const t = useT()
  const word = useValueWord()
  const put = (parts: Partial<typeof allocation>) => change({ allocation: { ...allocation, ...parts } })
  const { strategy, partial, tiers, regionCapWan, enterpriseCapWan } = allocation
  return (
    <>
      <PickInput
        path="allocation.strategy"
        label={t('configuration.word.strategy')}
        options={strategies}
        wordOf={(one) => word('strategy', one)}
        value={strategy}
        onChange={(chosen) => put({ strategy: chosen })}
      />
      {(strategy === 'rank_cutoff' || strategy === 'tiered') && (
        <TickInput
          label={t('configuration.word.partial')}
          checked={partial}
          onChange={(checked) => put({ partial: checked })}
        />
      )}
      {(strategy === 'tiered' || tiers.length > 0) && (
        <>
          <h3>{t('configuration.word.tiers')}</h3>
          <p className="qx-soft">{t('studio.publicity.tiersHint')}</p>
          <Tiers tiers={tiers} onChange={(next) => put({ tiers: next })} />
        </>
      )}
      <h3>{t('studio.publicity.totals')}</h3>
      <p className="qx-soft">{t('studio.publicity.totalsHint')}</p>
      <div className="qx-both">
        <TextInput
          path="allocation.regionCapWan"
          label={t('configuration.word.regionCapWan')}
          unit={t('common.unit.wan')}
          maxLength={30}
          value={regionCapWan}
          onChange={(wan) => put({ regionCapWan: wan })}
        />
        <TextInput
          path="allocation.enterpriseCapWan"
          label={t('configuration.word.enterpriseCapWan')}
          unit={t('common.unit.wan')}
          maxLength={30}
          value={enterpriseCapWan}
          onChange={(wan) => put({ enterpriseCapWan: wan })}
        />
      </div>
      <h3>{t('configuration.word.regionCaps')}</h3>
      <RegionCaps
        caps={allocation.regionCaps ?? {}}
        onChange={(regionCaps) =>
          put({ regionCaps: Object.keys(regionCaps).length > 0 ? regionCaps : undefined })
        }
      />
    </>
  )
}

type Tier = { grade: string; fromScore: number; amountWan: string }

const letters = 'ABCDEFGHIJ'

function Tiers({ tiers, onChange }: { tiers: readonly Tier[]; onChange: (tiers: Tier[]) => void }) {
  const t = useT()
  return (
    <ItemList
      path="allocation.tiers"
      items={tiers}
      onChange={onChange}
      pathOf={(_, index) => `allocation.tiers[${index}]`}
      nameOf={({ grade }) => grade}
      fresh={() => ({
        grade: [...letters].find((letter) => tiers.every(({ grade }) => grade !== letter)) ?? '',
        fromScore: Math.max(0, (tiers.at(-1)?.fromScore ?? 10_000) - 1000),
        amountWan: '',
      })}
      addLabel={t('studio.publicity.addTier')}
      atMost={10}
    >
      {(tier, put, index) => (
        <div className="qx-both">
          <TextInput
            path={`allocation.tiers[${index}].grade`}
            label={t('configuration.word.grade')}
            maxLength={20}
            value={tier.grade}
            onChange={(grade) => put({ ...tier, grade })}
          />
          <NumberInput
            path={`allocation.tiers[${index}].fromScore`}
            label={t('configuration.word.fromScore')}
            unit={t('studio.unit.points')}
            digits={2}
            max={10_000}
            value={tier.fromScore}
            onChange={(fromScore) => put({ ...tier, fromScore })}
          />
          <TextInput
            path={`allocation.tiers[${index}].amountWan`}
            label={t('configuration.word.amountWan')}
            unit={t('common.unit.wan')}
            maxLength={30}
            value={tier.amountWan}
            onChange={(amountWan) => put({ ...tier, amountWan })}
          />
        </div>
      )}
    </ItemList>
  )
}

function RegionCaps({
  caps,
  onChange,
}: {
  caps: Readonly<Record<string, string>>
  onChange: (caps: Record<string, string>) => void
}) {
  const { units } = useStudio()
  const t = useT()
  const name = useName()
  const cities = units.filter(({ level }) => level === 'city')
  const nameOf = (code: string) =>
    name(cities.find((unit) => unit.code === code) ?? { name: code, nameEn: '' })
  const free = cities.map(({ code }) => code).filter((code) => caps[code] === undefined)
  return (
    <ItemList
      path="allocation.regionCaps"
      items={Object.entries(caps)}
      onChange={(next) => onChange(Object.fromEntries(next))}
      pathOf={([code]) => `allocation.regionCaps[${code}]`}
      nameOf={([code]) => nameOf(code)}
      fresh={(): [string, string] => [free[0] ?? '', '']}
      addLabel={t('studio.item.add')}
      atMost={cities.length}
    >
      {([code, wan], put) => (
        <div className="qx-both">
          <PickInput
            path={`allocation.regionCaps[${code}].unit`}
            label={t('common.level.city')}
            value={code}
            options={[code, ...free]}
            wordOf={nameOf}
            onChange={(chosen) => put([chosen, wan])}
          />
          <TextInput
            path={`allocation.regionCaps.${code}`}
            label={t('studio.publicity.total')}
            unit={t('common.unit.wan')}
            maxLength={30}
            value={wan}
            onChange={(changed) => put([code, changed])}
          />
        </div>
      )}
    </ItemList>
  )
}
