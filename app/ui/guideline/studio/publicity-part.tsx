import { FieldError } from '../../field.tsx'
import { useT } from '../../page.tsx'
import { useValueWord } from '../choice-words.ts'
import { AllocationFields } from './allocation-fields.tsx'
import { NumberInput, PickInput } from './inputs.tsx'
import { ItemList } from './item-list.tsx'
import { paymentTimes, periodUnits } from './lists.ts'
import { useMessageAt, useStudio } from './studio.tsx'

const payers = ['county', 'city'] as const
const hops = ['receiveDays', 'payDays', 'confirmDays', 'clawbackDays'] as const

/** A.8, C.3 and C.5: how long the list is public, how money is allocated and paid. */
export function PublicityPart() {
  const { config, change } = useStudio()
  const { publicity, instalments, funding } = config
  const t = useT()
  const word = useValueWord()
  const message = useMessageAt()
  const sum = instalments.reduce((total, { percent }) => total + percent, 0)
  return (
    <>
      <h2>{t('studio.publicity.title')}</h2>
      <div className="qx-both">
        <NumberInput
          path="publicity.n"
          label={t('configuration.word.n')}
          min={1}
          max={60}
          value={publicity.n}
          onChange={(n) => change({ publicity: { ...publicity, n } })}
        />
        <PickInput
          path="publicity.unit"
          label={t('configuration.word.unit')}
          options={periodUnits}
          wordOf={(unit) => word('unit', unit)}
          value={publicity.unit}
          onChange={(unit) => change({ publicity: { ...publicity, unit } })}
        />
      </div>
      <h2>{t('studio.publicity.allocation')}</h2>
      <AllocationFields />
      <h2>{t('studio.publicity.instalments')}</h2>
      <p className={sum === 100 ? 'qx-soft' : 'qx-bad'}>{t('studio.publicity.sum', { sum })}</p>
      <FieldError message={message('instalments')} />
      <ItemList
        path="instalments"
        items={instalments}
        onChange={(next) => change({ instalments: next })}
        pathOf={(_, index) => `instalments[${index}]`}
        nameOf={({ when, percent }) => `${word('when', when)} ${percent}%`}
        fresh={() => ({ when: 'acceptance' as const, percent: Math.max(1, 100 - sum) })}
        addLabel={t('studio.publicity.addInstalment')}
        atMost={6}
      >
        {(instalment, put, index) => (
          <div className="qx-both">
            <PickInput
              path={`instalments[${index}].when`}
              label={t('configuration.word.when')}
              options={paymentTimes}
              wordOf={(when) => word('when', when)}
              value={instalment.when}
              onChange={(when) => put({ ...instalment, when })}
            />
            <NumberInput
              path={`instalments[${index}].percent`}
              label={t('configuration.word.percent')}
              unit="%"
              min={1}
              max={100}
              value={instalment.percent}
              onChange={(percent) => put({ ...instalment, percent })}
            />
          </div>
        )}
      </ItemList>
      <h2>{t('studio.publicity.funding')}</h2>
      <div className="qx-both">
        <PickInput
          path="funding.payer"
          label={t('configuration.word.payer')}
          options={payers}
          wordOf={(payer) => t(`help.owner.${payer}`)}
          value={funding.payer}
          onChange={(payer) => change({ funding: { ...funding, payer } })}
        />
        {hops.map((name) => (
          <NumberInput
            key={name}
            path={`funding.${name}`}
            label={t(`configuration.word.${name}`)}
            unit={t('studio.unit.days')}
            min={1}
            max={90}
            value={funding[name]}
            onChange={(days) => change({ funding: { ...funding, [name]: days } })}
          />
        ))}
      </div>
    </>
  )
}
