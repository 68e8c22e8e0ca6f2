import { IconAlertCircle } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'

export type FieldFrame = {
  label: string
  hint?: string
  /** an example in the reader's words, shown below the field */
  example?: string
  required?: boolean
  error?: string | null
}

export type FieldLink = { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string }

/** Label above, control, hint or example below, message at the field; `children` spreads the given ids on its control. */
export function Field({
  label,
  hint,
  example,
  required,
  error,
  id: given,
  children,
}: FieldFrame & { id?: string; children: (link: FieldLink) => ReactNode }) {
  const t = useT()
  const made = useId()
  const id = given ?? made
  const described = [error && `${id}-error`, (hint || example) && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div className="qx-field">
      <label htmlFor={id}>
        {label}
        {required && <span className="qx-required"> {t('common.form.required')}</span>}
      </label>
      {children({
        id,
        ...(error ? { 'aria-invalid': true as const } : {}),
        ...(described ? { 'aria-describedby': described } : {}),
      })}
      {(hint || example) && (
        <MarkChinese>
          <small id={`${id}-hint`}>
            {hint}
            {example && <span className="qx-block">{t('common.form.example', { example })}</span>}
          </small>
        </MarkChinese>
      )}
      <FieldError id={`${id}-error`} message={error ?? null} />
    </div>
  )
}

/** The message of one field: what is wrong and how to mend it. */
export function FieldError({ id, message }: { id?: string; message: string | null }) {
  if (!message) return null
  return (
    <p className="qx-fielderror" id={id}>
      <IconAlertCircle size={16} aria-hidden />
      {message}
    </p>
  )
}

type TextProps = FieldFrame & {
  name: string
  id?: string
  defaultValue?: string
  value?: string
  onChange?: (value: string) => void
  unit?: string
  lines?: number
  type?: 'text' | 'date' | 'datetime-local' | 'tel' | 'email' | 'search'
  numeric?: boolean
  maxLength?: number
  readOnly?: boolean
}

/** One line, or several with `lines`; the unit stands inside. Numbers are text as typed: `numeric` only aligns and calls the number keys. */
export function TextField({
  name,
  id,
  value,
  defaultValue,
  onChange,
  unit,
  lines,
  type,
  numeric,
  maxLength,
  readOnly,
  ...frame
}: TextProps) {
  return (
    <Field {...frame} id={id}>
      {(link) => {
        const common = {
          ...link,
          name,
          value,
          defaultValue,
          maxLength,
          readOnly,
          required: frame.required,
          onChange:
            onChange &&
            ((event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value)),
        }
        if (lines) return <textarea {...common} rows={lines} className="qx-input" />
        return (
          <span className="qx-withunit">
            <input
              {...common}
              type={type ?? 'text'}
              inputMode={numeric ? 'decimal' : undefined}
              className={numeric ? 'qx-input qx-number' : 'qx-input'}
            />
            {unit && <span className="qx-unit">{unit}</span>}
          </span>
        )
      }}
    </Field>
  )
}

export type Choice = { value: string; label: string; disabled?: boolean }

/** One of a few, from a closed list. */
export function SelectField({
  name,
  id,
  choices,
  value,
  defaultValue,
  onChange,
  empty,
  ...frame
}: FieldFrame & {
  name: string
  id?: string
  choices: readonly Choice[]
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  /** text of the choice that means nothing chosen */
  empty?: string
}) {
  return (
    <Field {...frame} id={id}>
      {(link) => (
        <select
          {...link}
          name={name}
          value={value}
          defaultValue={defaultValue}
          required={frame.required}
          className="qx-input"
          onChange={onChange && ((event) => onChange(event.currentTarget.value))}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {choices.map((choice) => (
            <MarkChinese key={choice.value}>
              <option value={choice.value} disabled={choice.disabled}>
                {choice.label}
              </option>
            </MarkChinese>
          ))}
        </select>
      )}
    </Field>
  )
}

/** A tick with its words; posts `value` (default `1`) when ticked. */
export function CheckField({
  name,
  label,
  value = '1',
  defaultChecked,
  required,
  error,
}: {
  name: string
  label: ReactNode
  value?: string
  defaultChecked?: boolean
  required?: boolean
  error?: string | null
}) {
  return (
    <div className="qx-field">
      <MarkChinese>
        <label className="qx-check">
          <input
            type="checkbox"
            name={name}
            value={value}
            defaultChecked={defaultChecked}
            required={required}
          />
          <span>{label}</span>
        </label>
      </MarkChinese>
      <FieldError message={error ?? null} />
    </div>
  )
}
