import { useT } from '../../page.tsx'
import { NumberInput, TickInput } from './inputs.tsx'
import { useStudio } from './studio.tsx'

/** C.4: what takes effect only once provincial finance has agreed. */
export function FinanceFields() {
  const { config, change } = useStudio()
  const { finance } = config
  const t = useT()
  return (
    <>
      <h2>{t('configuration.word.finance')}</h2>
      <p className="qx-hint">{t('studio.basics.financeHint')}</p>
      {(['coSigns', 'coChecks', 'coConfirms'] as const).map((name) => (
        <TickInput
          key={name}
          label={t(`configuration.word.${name}`)}
          checked={finance[name]}
          onChange={(asked) => change({ finance: { ...finance, [name]: asked } })}
        />
      ))}
      {(finance.coSigns || finance.coChecks || finance.coConfirms) && (
        <NumberInput
          path="finance.withinDays"
          label={t('configuration.word.withinDays')}
          unit={t('studio.unit.workingDays')}
          min={1}
          max={30}
          value={finance.withinDays}
          onChange={(withinDays) => change({ finance: { ...finance, withinDays } })}
        />
      )}
    </>
  )
}
