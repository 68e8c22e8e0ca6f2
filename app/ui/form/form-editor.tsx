import type { Row } from '#app/domain/application/form.ts'
import type { PageField, PageSection } from '#app/domain/application/form-page.ts'
import { Field } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { Message } from '../message.tsx'
import { useT, useText } from '../page.tsx'
import { CellInput } from './cell-input.tsx'
import { nameBeside } from './name-beside.ts'
import { TableEditor } from './table-editor.tsx'
import './form.css'

export type Flag = { field: string; problem: string }

/**
 * One section for typing. Missing required fields are shown as errors only with `strict`; formats are told at once.
 * With `flaggedOnly` everything that no flag covers is closed.
 */
export function FormEditor({
  section,
  flags = [],
  flaggedOnly = false,
  readOnly = false,
  onText,
  onRows,
}: {
  section: PageSection
  flags?: readonly Flag[]
  flaggedOnly?: boolean
  readOnly?: boolean
  onText: (path: string, value: string) => void
  onRows: (table: string, rows: Row[]) => void
}) {
  const lockedAt = (path: string) => readOnly || (flaggedOnly && !isFlagged(flags, path))
  return (
    <div className="qx-editor">
      <h2 id={section.key}>
        {section.number} {section.title}
      </h2>
      {section.help && <p className="qx-hint">{section.help}</p>}
      <Flags
        flags={flags.filter(({ field }) => field === section.key || field.startsWith(`${section.key}[`))}
      />
      {section.fields?.map((field) => (
        <EditField
          key={field.path}
          field={field}
          flags={flags.filter((flag) => flag.field === field.path)}
          locked={lockedAt(field.path)}
          onChange={(value) => onText(field.path, value)}
        />
      ))}
      {section.table && (
        <TableEditor
          table={section.table}
          title={section.title}
          lockedAt={lockedAt}
          onRows={(rows) => onRows(section.key, rows)}
        />
      )}
    </div>
  )
}

/** Is this path flagged itself or inside something flagged? */
export function isFlagged(flags: readonly Flag[], path: string): boolean {
  return flags.some(
    ({ field }) => path === field || path.startsWith(`${field}[`) || path.startsWith(`${field}.`),
  )
}

export function Flags({ flags }: { flags: readonly Flag[] }) {
  const t = useT()
  if (flags.length === 0) return null
  return (
    <Message tone="wait">
      {flags.map(({ field, problem }) => (
        <MarkChinese key={field + problem}>
          <p>
            <b>{t('application.form.flagged')}</b> {problem}
          </p>
        </MarkChinese>
      ))}
    </Message>
  )
}

function EditField({
  field,
  flags,
  locked,
  onChange,
}: {
  field: PageField
  flags: readonly Flag[]
  locked: boolean
  onChange: (value: string) => void
}) {
  const t = useT()
  const text = useText()
  const { problem } = field
  const error =
    problem && problem.code !== 'required' ? text(`problem.${problem.code}`, problem.params) : null
  if (field.kind === 'calculated')
    return (
      <div className="qx-field" id={field.path}>
        <span className="qx-label">{field.label}</span>
        <output>
          {field.shown || t('common.notFilled')} {field.shown && field.unit}
        </output>
      </div>
    )
  return (
    <div data-flagged={flags.length > 0 || undefined} className="qx-editfield">
      <Flags flags={flags} />
      <Field
        id={field.path}
        label={field.label}
        hint={
          [nameBeside(field.kind, field), field.help, locked ? t('application.form.locked') : null]
            .filter(Boolean)
            .join(' ') || undefined
        }
        example={field.example ?? undefined}
        required={field.required}
        error={error}
      >
        {(link) => (
          <span className="qx-withunit">
            <CellInput
              column={field}
              value={field.typed}
              locked={locked}
              control={{
                ...link,
                name: field.path,
                ...(field.required ? { 'aria-required': true as const } : {}),
              }}
              onChange={onChange}
            />
            {field.unit && <span className="qx-unit">{field.unit}</span>}
          </span>
        )}
      </Field>
      {field.kind === 'long_text' && (
        <p className="qx-hint qx-number" aria-hidden>
          {field.typed.length} / {field.maxLength}
        </p>
      )}
    </div>
  )
}
