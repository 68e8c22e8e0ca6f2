import type { RuleChoice } from '#app/domain/guideline/schema.ts'
import { FieldError } from '../../field.tsx'
import { useT, useText } from '../../page.tsx'
import { useValueWord } from '../choice-words.ts'
import { directionsOf } from '../words.ts'
import { LinesInput, NumberInput, PickInput, TextInput, TickInput, TicksInput } from './inputs.tsx'
import { severities } from './lists.ts'
import { assign } from './assign.ts'
import { DirectionsInput } from './directions-input.tsx'
import type { RuleCard, RuleParam } from './rule-card.ts'
import { useMessageAt, useStudio } from './studio.tsx'
import { TagsInput } from './tags-input.tsx'

/** A.6: the rules that an application is checked by, with severity and parameters. */
export function RulesPart() {
  const { config, change, rules, forget } = useStudio()
  const t = useT()
  return (
    <>
      <h2>{t('studio.part.rules')}</h2>
      <p className="qx-hint">
        {t('studio.rules.hint')}{' '}
        {t('studio.rules.chosen', { count: config.rules.length, total: rules.length })}
      </p>
      <ul className="qx-rulechoices">
        {rules.map((card) => (
          <RuleItem
            key={card.code}
            card={card}
            choice={config.rules.find(({ code }) => code === card.code) ?? null}
            onChange={(choice) => {
              if (!choice) forget(`rules.${card.code}`)
              change({
                rules: rules.flatMap(({ code }) => {
                  const kept = code === card.code ? choice : config.rules.find((one) => one.code === code)
                  return kept ? [kept] : []
                }),
              })
            }}
          />
        ))}
      </ul>
    </>
  )
}

function RuleItem({
  card,
  choice,
  onChange,
}: {
  card: RuleCard
  choice: RuleChoice | null
  onChange: (choice: RuleChoice | null) => void
}) {
  const t = useT()
  const text = useText()
  const word = useValueWord()
  const message = useMessageAt()
  const path = `rules.${card.code}`
  const many = directionsOf(useStudio().config).length > 1
  return (
    <li id={path} tabIndex={-1} data-on={choice ? '' : undefined}>
      <div className="qx-rulehead">
        <TickInput
          label={`${card.code} ${text([`rules.${card.code}.title`, ''])}`}
          checked={choice !== null}
          onChange={(on) => onChange(on ? { code: card.code, severity: card.severity, params: {} } : null)}
        />
        {choice && (
          <select
            className="qx-input"
            aria-label={`${card.code} ${t('configuration.word.severity')}`}
            value={choice.severity}
            onChange={(event) => {
              const severity = severities.find((one) => one === event.currentTarget.value)
              if (severity) onChange({ ...choice, severity })
            }}
          >
            {severities.map((severity) => (
              <option key={severity} value={severity}>
                {word('severity', severity)}
              </option>
            ))}
          </select>
        )}
      </div>
      {choice && card.params.length > 0 && (
        <div className="qx-both qx-ruleparams">
          {card.params.map((param) => (
            <ParamInput
              key={param.name}
              path={`${path}.${param.name}`}
              param={param}
              value={choice.params[param.name]}
              onChange={(value) => onChange({ ...choice, params: { ...choice.params, [param.name]: value } })}
            />
          ))}
        </div>
      )}
      {choice && (choice.exceptDirections || many) && (
        <DirectionsInput
          path={`${path}.exceptDirections`}
          label={t('configuration.word.exceptDirections')}
          value={choice.exceptDirections ?? []}
          onChange={(chosen) =>
            onChange(assign(choice, 'exceptDirections', chosen.length > 0 ? chosen : undefined))
          }
        />
      )}
      {choice && <FieldError message={message(path)} />}
    </li>
  )
}

const units: Record<string, 'percent' | 'months'> = {
  months: 'months',
  maxMonths: 'months',
  percent: 'percent',
}

function ParamInput({
  path,
  param,
  value,
  onChange,
}: {
  path: string
  param: RuleParam
  value: unknown
  onChange: (value: unknown) => void
}) {
  const t = useT()
  const text = useText()
  const label = text([`configuration.param.${param.name}`, param.name])
  const option = (one: string) => text([`studio.option.${one}`, one])
  const list = Array.isArray(value)
    ? value.map(String)
    : param.kind === 'list' || param.kind === 'choices'
      ? param.default
      : []
  switch (param.kind) {
    case 'tick':
      return (
        <TickInput
          label={label}
          checked={typeof value === 'boolean' ? value : param.default}
          onChange={onChange}
        />
      )
    case 'integer':
    case 'share':
    case 'decimal': {
      const factor = param.kind === 'decimal' ? 100 : 1
      const unit = param.kind === 'share' ? 'percent' : units[param.name]
      return (
        <NumberInput
          path={path}
          label={label}
          unit={unit && t(`studio.unit.${unit}`)}
          digits={param.digits}
          min={param.min * factor}
          max={param.max * factor}
          value={Math.round((typeof value === 'number' ? value : param.default) * factor)}
          onChange={(number) => onChange(number / factor)}
        />
      )
    }
    case 'choices':
      return (
        <TicksInput
          path={path}
          label={label}
          options={param.options}
          value={list}
          wordOf={option}
          onChange={onChange}
        />
      )
    case 'list': {
      if (param.name === 'tags' || param.name === 'exemptTags')
        return <TagsInput path={path} label={label} value={list} onChange={onChange} />
      if (param.name === 'exemptDirections')
        return <DirectionsInput path={path} label={label} value={list} onChange={onChange} />
      return <LinesInput path={path} label={label} value={list} onChange={onChange} max={100} />
    }
    case 'choice':
      return (
        <PickInput
          path={path}
          label={label}
          options={param.options}
          value={typeof value === 'string' ? value : param.default}
          wordOf={option}
          onChange={onChange}
        />
      )
    case 'wan':
    case 'text':
      return (
        <TextInput
          path={path}
          label={label}
          unit={param.kind === 'wan' ? t('common.unit.wan') : undefined}
          maxLength={40}
          value={typeof value === 'string' ? value : param.default}
          onChange={onChange}
        />
      )
    default:
      return param satisfies never
  }
}
