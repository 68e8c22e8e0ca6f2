import { FieldError } from '../field.tsx'
import { Amount } from '../values.tsx'

/** An amount that stands in a form among the fields and is not typed, because the system knows it. */
export function KnownAmount({
  id,
  label,
  fen,
  hint,
  error = null,
}: {
  id?: string
  label: string
  fen: bigint
  hint?: string
  error?: string | null
}) {
  return (
    <div className="qx-field">
      <span>{label}</span>
      <output id={id} aria-label={label}>
        <b>
          <Amount fen={fen} />
        </b>
      </output>
      {hint && <small>{hint}</small>}
      <FieldError message={error} />
    </div>
  )
}
