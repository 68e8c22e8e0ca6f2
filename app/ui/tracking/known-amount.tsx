import { Amount } from '../values.tsx'

/** An amount that stands in a form among the fields and is not typed, because the system knows it. */
export function KnownAmount({ label, fen, hint }: { label: string; fen: bigint; hint?: string }) {
  return (
    <div className="qx-field">
      <span>{label}</span>
      <b>
        <Amount fen={fen} />
      </b>
      {hint && <small>{hint}</small>}
    </div>
  )
}
