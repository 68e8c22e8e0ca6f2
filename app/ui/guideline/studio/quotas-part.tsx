import type { QuotaRow } from '#app/domain/guideline/schema.ts'
import { useName, useT } from '../../page.tsx'
import { DirectionsInput } from './directions-input.tsx'
import { NumberInput, PickInput, TickInput } from './inputs.tsx'
import { ItemList } from './item-list.tsx'
import { useStudio } from './studio.tsx'

const quotaLevels = ['county', 'city'] as const

/** A.5: places per unit and level, and how many an applicant may hand in. */
export function QuotasPart() {
  const { config, change } = useStudio()
  const { quotas, perApplicant } = config
  const t = useT()
  const put = (level: QuotaRow['level'], row: QuotaRow | null) =>
    change({
      quotas: quotaLevels.flatMap((one) => {
        const kept = one === level ? row : quotas.find((candidate) => candidate.level === one)
        return kept ? [kept] : []
      }),
    })
  return (
    <>
      <h2>{t('studio.part.quotas')}</h2>
      {quotaLevels.map((level) => {
        const row = quotas.find((one) => one.level === level)
        return (
          <section key={level} className="qx-stack" id={`quotas[${quotas.findIndex((one) => one === row)}]`}>
            <TickInput
              label={t('studio.quotas.on', { level: t(`common.level.${level}`) })}
              checked={row !== undefined}
              onChange={(on) => put(level, on ? { level, limit: 3 } : null)}
            />
            {row && <Places row={row} onChange={(changed) => put(level, changed)} />}
          </section>
        )
      })}
      <h2>{t('studio.quotas.per')}</h2>
      <NumberInput
        path="perApplicant.limit"
        label={t('configuration.word.perApplicant')}
        unit={t('studio.unit.places')}
        min={1}
        max={99}
        value={perApplicant.limit}
        onChange={(limit) => change({ perApplicant: { ...perApplicant, limit } })}
      />
      <DirectionsInput
        path="perApplicant.exemptDirections"
        label={t('studio.quotas.exempt')}
        value={perApplicant.exemptDirections}
        onChange={(exemptDirections) => change({ perApplicant: { ...perApplicant, exemptDirections } })}
      />
    </>
  )
}

function Places({ row, onChange }: { row: QuotaRow; onChange: (row: QuotaRow) => void }) {
  const { units } = useStudio()
  const t = useT()
  const name = useName()
  const known = units.filter(({ level }) => level === row.level)
  const entries = Object.entries(row.units ?? {})
  const nameOf = (code: string) =>
    name(known.find((unit) => unit.code === code) ?? { name: code, nameEn: '' })
  return (
    <>
      <NumberInput
        path={`quotas.${row.level}.limit`}
        label={t('studio.quotas.limit')}
        unit={t('studio.unit.places')}
        max={10_000}
        value={row.limit}
        onChange={(limit) => onChange({ ...row, limit })}
      />
      <h3>{t('studio.quotas.units')}</h3>
      <ItemList
        path={`quotas.${row.level}.units`}
        items={entries}
        onChange={(next) => onChange({ ...row, units: Object.fromEntries(next) })}
        pathOf={([code]) => `quotas.${row.level}.units[${code}]`}
        nameOf={([code]) => nameOf(code)}
        fresh={(): [string, number] => [known.find(({ code }) => !row.units?.[code])?.code ?? '', row.limit]}
        addLabel={t('studio.item.add')}
      >
        {([code, places], put) => (
          <div className="qx-both">
            <PickInput
              path={`quotas.${row.level}.units[${code}].unit`}
              label={t('studio.quotas.unit')}
              value={code}
              options={known.map((unit) => unit.code).filter((one) => one === code || !row.units?.[one])}
              wordOf={nameOf}
              onChange={(chosen) => put([chosen, places])}
            />
            <NumberInput
              path={`quotas.${row.level}.units[${code}].places`}
              label={t('studio.quotas.places')}
              unit={t('studio.unit.places')}
              max={10_000}
              value={places}
              onChange={(changed) => put([code, changed])}
            />
          </div>
        )}
      </ItemList>
    </>
  )
}
