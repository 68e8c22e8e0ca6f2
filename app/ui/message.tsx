import type { ReactNode } from 'react'

/** A quiet line for success, a standing one for everything that must be read. */
export function Message({
  tone,
  children,
}: {
  tone: 'good' | 'bad' | 'wait' | 'accent'
  children: ReactNode
}) {
  return (
    <div className="qx-message" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}
