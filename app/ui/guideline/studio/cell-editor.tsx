import type { Column, Field, FieldKind, Option } from '#app/domain/application/form.ts'
import { SelectField } from '../../field.tsx'
import { useT } from '../../page.tsx'
import { useValueWord } from '../choice-words.ts'
import { useLabel } from '../words.ts'
import { assign } from './assign.ts'
import { KeyInput, LabelInput, PickInput, TextInput, TickInput, TicksInput } from './inputs.tsx'
import { freeKey, ItemList } from './item-list.tsx'
import { fieldKinds } from './lists.ts'
import { AskedInput } from './directions-input.tsx'
import { useStudio } from './studio.tsx'

type Props<C extends Field> = {
  path: string
  cell: C
  /** the section's fields or the table's columns */
  beside: readonly Column[]
  /** may it be shown only while another field says so */
  conditional?: boolean
  onChange: (cell: C) => void
}

const ranged: readonly FieldKind[] = ['wan', 'integer', 'decimal', 'percent', 'date', 'month']
const lengthShape = /^$|^([1-9]\d{0,3}|1\d{4}|20000)$/

/** Everything about one field or column. */
export function CellEditor<C extends Field>(props: Props<C>) {
  const { path, cell, onChange } = props
  const t = useT()
  const word = useValueWord()
  const amounts = props.beside.filter(({ kind, key }) => kind === 'wan' && key !== cell.key)
  const kinds = fieldKinds.filter((kind) => kind !== 'calculated' || cell.kind === kind || amounts.length > 1)
  function changeKind(kind: FieldKind) {
    const chosen = kind === 'choice' || kind === 'multi_choice'
    const plain = assign(
      assign({ ...cell, kind }, 'options', chosen ? (cell.options ?? []) : undefined),
      'calculation',
      undefined,
    )
    if (kind !== 'calculated') return onChange(plain)
    const of = amounts.slice(0, 2).map(({ key }) => key)
    onChange({ ...plain, calculation: { op: 'sum', of } })
  }
  return (
    <>
      <LabelInput
        path={`${path}.label`}
        label={t('configuration.word.label')}
        value={cell.label}
        onChange={(label) => onChange({ ...cell, label })}
      />
      <div className="qx-both">
        <PickInput
          path={`${path}.kind`}
          label={t('configuration.word.kind')}
          options={kinds}
          wordOf={(kind) => word('kind', kind)}
          value={cell.kind}
          onChange={changeKind}
        />
        <KeyInput
          path={`${path}.key`}
          label={t('configuration.word.key')}
          shape={/^[a-z0-9][a-z0-9_]{0,39}$/}
          value={cell.key}
          onChange={(key) => onChange({ ...cell, key })}
        />
      </div>
      <div className="qx-row">
        {cell.kind !== 'calculated' && (
          <TickInput
            label={t('configuration.word.required')}
            checked={cell.required ?? false}
            onChange={(on) => onChange(assign<Field, 'required'>(cell, 'required', on || undefined) as C)}
          />
        )}
        <TickInput
          label={t('configuration.word.hiddenInBlind')}
          checked={cell.hiddenInBlind ?? false}
          onChange={(on) =>
            onChange(assign<Field, 'hiddenInBlind'>(cell, 'hiddenInBlind', on || undefined) as C)
          }
        />
      </div>
      {cell.options && (
        <Options path={path} options={cell.options} onChange={(options) => onChange({ ...cell, options })} />
      )}
      {cell.calculation && <Calculation {...props} amounts={amounts} />}
      <details>
        <summary>{t('studio.item.more')}</summary>
        <div className="qx-stack">
          <More {...props} />
        </div>
      </details>
    </>
  )
}

function More<C extends Field>({ path, cell, conditional, onChange }: Props<C>) {
  const t = useT()
  const put = <K extends keyof Field>(key: K, value: Field[K] | undefined) =>
    onChange(assign<Field, K>(cell, key, value) as C)
  return (
    <>
      <LabelInput
        path={`${path}.help`}
        label={t('configuration.word.help')}
        value={cell.help}
        onChange={(help) => put('help', help.zh || help.en ? help : undefined)}
      />
      <LabelInput
        path={`${path}.unit`}
        label={t('configuration.word.unit')}
        value={cell.unit}
        onChange={(unit) => put('unit', unit.zh || unit.en ? unit : undefined)}
      />
      <div className="qx-both">
        <TextInput
          path={`${path}.example`}
          label={t('configuration.word.example')}
          maxLength={500}
          value={cell.example ?? ''}
          onChange={(example) => put('example', example || undefined)}
        />
        {(cell.kind === 'text' || cell.kind === 'long_text') && (
          <KeyInput
            path={`${path}.maxLength`}
            label={t('configuration.word.maxLength')}
            shape={lengthShape}
            value={cell.maxLength === undefined ? '' : String(cell.maxLength)}
            onChange={(text) => put('maxLength', text === '' ? undefined : Number(text))}
          />
        )}
        {ranged.includes(cell.kind) &&
          (['min', 'max'] as const).map((name) => (
            <TextInput
              key={name}
              path={`${path}.${name}`}
              label={t(`configuration.word.${name}`)}
              maxLength={20}
              value={cell[name] ?? ''}
              onChange={(text) => put(name, text || undefined)}
            />
          ))}
      </div>
      {conditional && (
        <>
          <Condition path={path} cell={cell} onChange={(condition) => put('visibleWhen', condition)} />
          {path !== 'form.cover.direction' && (
            <AskedInput
              path={path}
              directions={cell.directions}
              onChange={(directions) => put('directions', directions)}
            />
          )}
        </>
      )}
    </>
  )
}

function Options({
  path,
  options,
  onChange,
}: {
  path: string
  options: readonly Option[]
  onChange: (options: Option[]) => void
}) {
  const t = useT()
  const label = useLabel()
  return (
    <>
      <h3>{t('configuration.word.options')}</h3>
      <ItemList
        path={`${path}.options`}
        items={options}
        onChange={onChange}
        pathOf={(_, index) => `${path}.options[${index}]`}
        nameOf={(option) => label(option.label)}
        fresh={() => ({
          value: freeKey(
            'option_',
            options.map(({ value }) => value),
          ),
          label: { zh: '', en: '' },
        })}
        addLabel={t('studio.form.addOption')}
      >
        {(option, put, index) => (
          <>
            <LabelInput
              path={`${path}.options[${index}].label`}
              label={t('configuration.word.label')}
              value={option.label}
              onChange={(next) => put({ ...option, label: next })}
            />
            <KeyInput
              path={`${path}.options[${index}].value`}
              label={t('configuration.word.value')}
              shape={/^\S.{0,39}$/}
              value={option.value}
              onChange={(value) => put({ ...option, value })}
            />
          </>
        )}
      </ItemList>
    </>
  )
}

function Calculation<C extends Field>({
  path,
  cell,
  beside,
  amounts,
  onChange,
}: Props<C> & { amounts: readonly Column[] }) {
  const t = useT()
  const word = useValueWord()
  const label = useLabel()
  const { calculation } = cell
  if (!calculation) return null
  const { op, of } = calculation
  const keys = amounts.map(({ key }) => key)
  const nameOf = (key: string) =>
    label(amounts.find((column) => column.key === key)?.label) ||
    t('configuration.nth', { number: beside.findIndex((column) => column.key === key) + 1 })
  const put = (next: typeof calculation) => onChange({ ...cell, calculation: next })
  return (
    <>
      <PickInput
        path={`${path}.op`}
        label={t('studio.form.formula')}
        options={['sum', 'ratio'] as const}
        wordOf={(one) => word('op', one)}
        value={op}
        onChange={(next) => put({ op: next, of: next === 'ratio' ? of.slice(0, 2) : of })}
      />
      {op === 'sum' ? (
        <TicksInput
          path={`${path}.of`}
          label={t('studio.form.of')}
          options={keys}
          wordOf={nameOf}
          atLeast={2}
          value={of}
          onChange={(next) => put({ op, of: next })}
        />
      ) : (
        <div className="qx-both">
          {[0, 1].map((place) => (
            <PickInput
              key={place}
              path={`${path}.of[${place}]`}
              label={t('configuration.nth', { number: place + 1 })}
              options={keys}
              wordOf={nameOf}
              value={of[place] ?? ''}
              onChange={(key) => put({ op, of: of.map((one, at) => (at === place ? key : one)) })}
            />
          ))}
        </div>
      )}
    </>
  )
}

/** Shown always, or only while a choice elsewhere in the form has a value. */
function Condition({
  path,
  cell,
  onChange,
}: {
  path: string
  cell: Field
  onChange: (condition: Field['visibleWhen']) => void
}) {
  const { config } = useStudio()
  const t = useT()
  const label = useLabel()
  const asked = config.form.sections.flatMap((section) =>
    'fields' in section
      ? section.fields
          .filter((field) => field !== cell && (field.kind === 'choice' || field.kind === 'yes_no'))
          .map((field) => ({ field, path: `${section.key}.${field.key}` }))
      : [],
  )
  const current = asked.find((one) => one.path === cell.visibleWhen?.field)
  const answers = (field: Field | undefined) =>
    field?.kind === 'yes_no'
      ? [
          { value: 'yes', label: t('common.yes') },
          { value: 'no', label: t('common.no') },
        ]
      : (field?.options ?? []).map((option) => ({ value: option.value, label: label(option.label) }))
  return (
    <div className="qx-both">
      <SelectField
        name={`${path}.visibleWhen`}
        label={t('studio.form.condition')}
        empty={t('studio.form.always')}
        value={cell.visibleWhen?.field ?? ''}
        choices={asked.map((one) => ({
          value: one.path,
          label: `${t('studio.form.conditionWhen')} · ${label(one.field.label)}`,
        }))}
        onChange={(field) => {
          const first = answers(asked.find((one) => one.path === field)?.field)[0]
          onChange(field ? { field, equals: first?.value ?? '' } : undefined)
        }}
      />
      {cell.visibleWhen && (
        <SelectField
          name={`${path}.equals`}
          label={t('studio.form.conditionEquals')}
          value={cell.visibleWhen.equals}
          choices={answers(current?.field)}
          onChange={(equals) => cell.visibleWhen && onChange({ ...cell.visibleWhen, equals })}
        />
      )}
    </div>
  )
}
