import type { ClipboardEvent } from 'react'
import type { PageColumn } from '#app/domain/application/form-page.ts'
import { useT } from '../page.tsx'
import { isNumber } from './form-view.tsx'

export type Control = {
  id: string
  name: string
  'aria-invalid'?: true
  'aria-describedby'?: string
  'aria-label'?: string
  'aria-required'?: true
}

/** The control of one cell by its kind. Whatever is typed stays as typed. */
export function CellInput({
  column,
  value,
  locked,
  control,
  onChange,
  onPaste,
}: {
  column: PageColumn
  value: string
  locked: boolean
  control: Control
  onChange: (value: string) => void
  onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void
}) {
  const t = useT()
  const { kind, options } = column
  if (kind === 'multi_choice') return <ManyOf {...{ column, value, locked, control, onChange }} />
  if (kind === 'choice' || kind === 'yes_no') {
    const choices =
      kind === 'choice'
        ? options
        : [
            { value: 'yes', label: t('common.yes') },
            { value: 'no', label: t('common.no') },
          ]
    const strange = value !== '' && !choices.some((choice) => choice.value === value)
    return (
      <select
        {...control}
        className="qx-input"
        value={value}
        disabled={locked}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{t('application.form.choose')}</option>
        {strange && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    )
  }
  if (kind === 'long_text')
    return (
      <textarea
        {...control}
        className="qx-input"
        rows={6}
        value={value}
        readOnly={locked}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  return (
    <input
      {...control}
      className={isNumber(kind) ? 'qx-input qx-number' : 'qx-input'}
      inputMode={isNumber(kind) ? 'decimal' : kind === 'phone' ? 'tel' : undefined}
      value={value}
      readOnly={locked}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
      onPaste={onPaste}
    />
  )
}

function ManyOf({
  column,
  value,
  locked,
  control,
  onChange,
}: {
  column: PageColumn
  value: string
  locked: boolean
  control: Control
  onChange: (value: string) => void
}) {
  const chosen = value.split(',').filter(Boolean)
  return (
    <span className="qx-row" role="group" id={control.id} aria-label={column.label}>
      {column.options.map((option) => (
        <label key={option.value} className="qx-check">
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            disabled={locked}
            onChange={(event) =>
              onChange(
                (event.currentTarget.checked
                  ? [...chosen, option.value]
                  : chosen.filter((one) => one !== option.value)
                ).join(','),
              )
            }
          />
          <span>{option.label}</span>
        </label>
      ))}
    </span>
  )
}
