import { useState } from 'react'
import type { Label } from '#app/domain/application/form.ts'
import { Field, FieldError, SelectField, TextField } from '../../field.tsx'
import { useT } from '../../page.tsx'
import { useMessageAt, useStudio } from './studio.tsx'

type Frame = { path: string; label: string; hint?: string; example?: string; required?: boolean }

/** A text of the configuration. */
export function TextInput({
  path,
  value,
  onChange,
  ...more
}: Frame & {
  value: string
  onChange: (value: string) => void
  lines?: number
  maxLength?: number
  unit?: string
  readOnly?: boolean
}) {
  const message = useMessageAt()
  const numeric = more.unit !== undefined
  return (
    <TextField
      {...more}
      numeric={numeric}
      id={path}
      name={path}
      value={value}
      onChange={onChange}
      error={message(path)}
    />
  )
}

/**
 * A whole number, typed with `digits` decimals (`ratio` 12.5 is kept as 1250). What cannot be read, or lies outside,
 * is kept as typed beside the configuration and said so.
 */
export function NumberInput({
  path,
  value,
  onChange,
  digits = 0,
  min = 0,
  max,
  ...frame
}: Frame & {
  value: number
  onChange: (value: number) => void
  digits?: number
  min?: number
  max: number
  unit?: string
}) {
  const { typed, note } = useStudio()
  const message = useMessageAt()
  const [editing, setEditing] = useState<string | null>(null)
  const factor = 10 ** digits
  const text = editing ?? typed[path] ?? String(value / factor)
  function put(next: string) {
    setEditing(next)
    const plain = next.trim()
    const shape = digits > 0 ? new RegExp(`^\\d{1,7}(\\.\\d{1,${digits}})?$`) : /^\d{1,7}$/
    const whole = Math.round(Number(plain) * factor)
    if (!shape.test(plain) || whole < min || whole > max) return note(path, next.slice(0, 200))
    note(path, null)
    onChange(whole)
  }
  return (
    <div onBlur={() => setEditing(null)}>
      <TextField {...frame} id={path} name={path} numeric value={text} onChange={put} error={message(path)} />
    </div>
  )
}

/** A text of a given shape, such as a key; others are kept as typed and said so. */
export function KeyInput({
  path,
  value,
  onChange,
  shape,
  readOnly,
  ...frame
}: Frame & { value: string; onChange: (value: string) => void; shape: RegExp; readOnly?: boolean }) {
  const { typed, note } = useStudio()
  const message = useMessageAt()
  function put(next: string) {
    if (!shape.test(next)) return note(path, next.slice(0, 200))
    note(path, null)
    onChange(next)
  }
  return (
    <TextField
      {...frame}
      id={path}
      name={path}
      readOnly={readOnly}
      value={typed[path] ?? value}
      onChange={put}
      error={message(path)}
    />
  )
}

/** A text in both languages, side by side. */
export function LabelInput({
  path,
  label,
  value,
  onChange,
  lines,
}: Frame & { value: Label | undefined; onChange: (value: Label) => void; lines?: number }) {
  const t = useT()
  const message = useMessageAt()
  const both = value ?? { zh: '', en: '' }
  return (
    <div className="qx-both" id={path}>
      <TextField
        name={`${path}.zh`}
        label={`${label} · ${t('studio.item.zh')}`}
        lines={lines}
        value={both.zh}
        onChange={(zh) => onChange({ ...both, zh })}
        error={message(path)}
      />
      <TextField
        name={`${path}.en`}
        label={`${label} · ${t('studio.item.en')}`}
        lines={lines}
        value={both.en}
        onChange={(en) => onChange({ ...both, en })}
      />
    </div>
  )
}

/** One of a closed list. */
export function PickInput<V extends string>({
  path,
  label,
  hint,
  value,
  options,
  wordOf,
  onChange,
  empty,
}: Frame & {
  value: V | ''
  options: readonly V[]
  wordOf: (value: V) => string
  onChange: (value: V) => void
  empty?: string
}) {
  const message = useMessageAt()
  return (
    <SelectField
      id={path}
      name={path}
      label={label}
      hint={hint}
      empty={empty}
      error={message(path)}
      value={value}
      choices={options.map((option) => ({ value: option, label: wordOf(option) }))}
      onChange={(chosen) => {
        const option = options.find((one) => one === chosen)
        if (option !== undefined) onChange(option)
      }}
    />
  )
}

/** A tick. */
export function TickInput({
  label,
  checked,
  onChange,
  disabled,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}) {
  return (
    <label className="qx-check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  )
}

/** Some of a list, as ticks in the list's own order. */
export function TicksInput<V extends string>({
  path,
  label,
  value,
  options,
  wordOf,
  onChange,
  atLeast = 0,
}: {
  path: string
  label: string
  value: readonly V[]
  options: readonly V[]
  wordOf: (value: V) => string
  onChange: (value: V[]) => void
  atLeast?: number
}) {
  const message = useMessageAt()
  return (
    <fieldset className="qx-tickset" id={path}>
      <legend>{label}</legend>
      <div className="qx-row">
        {options.map((option) => (
          <TickInput
            key={option}
            label={wordOf(option)}
            checked={value.includes(option)}
            disabled={value.includes(option) && value.length <= atLeast}
            onChange={(on) => onChange(options.filter((one) => (one === option ? on : value.includes(one))))}
          />
        ))}
      </div>
      <FieldError message={message(path)} />
    </fieldset>
  )
}

/** Short texts, one a line. What is typed stays as it is; empty lines are not kept in the list. */
export function LinesInput({
  path,
  label,
  hint,
  value,
  onChange,
  max,
}: Frame & { value: readonly string[]; onChange: (value: string[]) => void; max: number }) {
  const t = useT()
  const message = useMessageAt()
  const [editing, setEditing] = useState<string | null>(null)
  return (
    <Field label={label} hint={hint ?? t('studio.item.perLine')} id={path} error={message(path)}>
      {(link) => (
        <textarea
          {...link}
          className="qx-input"
          rows={3}
          value={editing ?? value.join('\n')}
          onBlur={() => setEditing(null)}
          onChange={(event) => {
            const text = event.currentTarget.value
            setEditing(text)
            onChange(
              text
                .split('\n')
                .map((line) => line.trim().slice(0, 500))
                .filter(Boolean)
                .slice(0, max),
            )
          }}
        />
      )}
    </Field>
  )
}

/** An instant to the minute, Beijing time, as 'YYYY-MM-DD HH:mm'; empty text is "not yet". */
export function MinuteInput({
  path,
  value,
  onChange,
  ...frame
}: Frame & { value: string; onChange: (value: string) => void }) {
  const message = useMessageAt()
  return (
    <TextField
      {...frame}
      id={path}
      name={path}
      type="datetime-local"
      value={value.replace(' ', 'T')}
      onChange={(next) => onChange(next.replace('T', ' ').slice(0, 16))}
      error={message(path)}
    />
  )
}
