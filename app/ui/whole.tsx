import type { ReactNode } from 'react'

/** A text stays one thing beside its label on a phone, however much of it is marked as Chinese. */
export function whole(cell: ReactNode): ReactNode {
  return typeof cell === 'string' ? <span>{cell}</span> : cell
}
