import { FieldError } from '../../field.tsx'
import { useT } from '../../page.tsx'
import { useValueWord } from '../choice-words.ts'
import { NumberInput, PickInput, TickInput } from './inputs.tsx'
import { reportPeriods } from './lists.ts'
import { useMessageAt, useStudio } from './studio.tsx'

const changeKinds = ['people', 'extension', 'budget', 'content', 'other'] as const
const changeLevels = ['county', 'city', 'province'] as const
const alertTerms = [
  ['lateDays', 'days', 90],
  ['yellowDays', 'days', 90],
  ['behindPoints', 'percentPoints', 100],
  ['orangeDays', 'days', 90],
  ['unusedMonths', 'months', 36],
  ['redDays', 'days', 90],
  ['lateReports', 'times', 8],
  ['farBehindPoints', 'percentPoints', 100],
  ['overdueMonths', 'months', 36],
  ['matchingPercent', 'percent', 100],
] as const
const acceptanceTerms = [
  ['passPercent', 'percent', 1, 100],
  ['reducedPercent', 'percent', 1, 100],
  ['leastPercent', 'percent', 1, 100],
  ['panelMembers', 'people', 3, 15],
  ['rectifyMonths', 'months', 1, 12],
] as const
const weights = ['execution', 'output', 'benefit', 'satisfaction'] as const

/** What follows an approval (D), and the weights of the self-evaluation (E). */
export function TrackingPart() {
  const { config, change } = useStudio()
  const { tracking, evaluation } = config
  const t = useT()
  const word = useValueWord()
  const message = useMessageAt()
  const put = (parts: Partial<typeof tracking>) => change({ tracking: { ...tracking, ...parts } })
  const sum = weights.reduce((total, name) => total + evaluation[name], 0)
  return (
    <>
      <h2>{t('studio.tracking.title')}</h2>
      <div className="qx-row">
        {(['contract', 'acceptance', 'cutByBase'] as const).map((name) => (
          <TickInput
            key={name}
            label={t(`configuration.word.${name}`)}
            checked={tracking[name]}
            onChange={(on) => put({ [name]: on })}
          />
        ))}
      </div>
      <div className="qx-both">
        <PickInput
          path="tracking.reportPeriod"
          label={t('configuration.word.reportPeriod')}
          options={reportPeriods}
          wordOf={(period) => word('reportPeriod', period)}
          value={tracking.reportPeriod}
          onChange={(reportPeriod) => put({ reportPeriod })}
        />
        <NumberInput
          path="tracking.reportWithinDays"
          label={t('configuration.word.reportWithinDays')}
          unit={t('studio.unit.days')}
          min={1}
          max={90}
          value={tracking.reportWithinDays}
          onChange={(reportWithinDays) => put({ reportWithinDays })}
        />
        <NumberInput
          path="tracking.acceptanceWithinMonths"
          label={t('configuration.word.acceptanceWithinMonths')}
          unit={t('studio.unit.months')}
          max={36}
          value={tracking.acceptanceWithinMonths}
          onChange={(acceptanceWithinMonths) => put({ acceptanceWithinMonths })}
        />
        {changeKinds.map((kind) => (
          <PickInput
            key={kind}
            path={`tracking.changeLevels.${kind}`}
            label={t('studio.tracking.changeLevel', { kind: t(`tracking.change.kinds.${kind}`) })}
            options={changeLevels}
            wordOf={(level) => t(`help.owner.${level}`)}
            value={tracking.changeLevels[kind]}
            onChange={(level) => put({ changeLevels: { ...tracking.changeLevels, [kind]: level } })}
          />
        ))}
        <NumberInput
          path="tracking.extensionMonths"
          label={t('configuration.word.extensionMonths')}
          unit={t('studio.unit.months')}
          max={24}
          value={tracking.extensionMonths}
          onChange={(extensionMonths) => put({ extensionMonths })}
        />
      </div>
      {tracking.acceptance && (
        <>
          <h2>{t('studio.tracking.acceptanceTerms')}</h2>
          <div className="qx-both">
            {acceptanceTerms.map(([name, unit, min, max]) => (
              <NumberInput
                key={name}
                path={`tracking.acceptanceTerms.${name}`}
                label={t(`configuration.word.${name}`)}
                unit={t(`studio.unit.${unit}`)}
                min={min}
                max={max}
                value={tracking.acceptanceTerms[name]}
                onChange={(value) => put({ acceptanceTerms: { ...tracking.acceptanceTerms, [name]: value } })}
              />
            ))}
          </div>
        </>
      )}
      <h2>{t('studio.tracking.alerts')}</h2>
      <div className="qx-both">
        {alertTerms.map(([name, unit, max]) => (
          <NumberInput
            key={name}
            path={`tracking.alerts.${name}`}
            label={t(`configuration.word.${name}`)}
            unit={t(`studio.unit.${unit}`)}
            min={name === 'lateDays' ? 0 : name === 'lateReports' ? 2 : 1}
            max={max}
            value={tracking.alerts[name]}
            onChange={(value) => put({ alerts: { ...tracking.alerts, [name]: value } })}
          />
        ))}
      </div>
      <h2 id="evaluation" tabIndex={-1}>
        {t('studio.tracking.evaluation')}
      </h2>
      <p className={sum === 100 ? 'qx-soft' : 'qx-bad'}>{t('studio.tracking.sum', { sum })}</p>
      <FieldError message={message('evaluation')} />
      <div className="qx-both">
        {weights.map((name) => (
          <NumberInput
            key={name}
            path={`evaluation.${name}`}
            label={t(`configuration.word.${name}`)}
            max={100}
            value={evaluation[name]}
            onChange={(weight) => change({ evaluation: { ...evaluation, [name]: weight } })}
          />
        ))}
      </div>
    </>
  )
}
